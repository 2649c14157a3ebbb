#include "ui/environment/environment_model.h"

#include "ui/qt_text.h"
#include "ui/theme/theme.h"

#include <QFont>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

EnvironmentModel::EnvironmentModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

QStringList EnvironmentModel::environmentsOf(const Audit& audit)
{
    std::map<std::string, std::size_t> sizes;
    std::vector<std::string> order;
    for (const Layer& layer : audit.model.trace.layers)
        for (const EnvironmentPtr& environment : layer.environments)
            if (environment) {
                const auto [entry, isNew] = sizes.emplace(environment->name, 0);
                if (isNew) order.push_back(environment->name);
                entry->second = std::max(entry->second, environment->distributions.size());
            }
    std::ranges::stable_sort(order, std::ranges::greater {},
                             [&](const std::string& name) { return sizes[name]; });
    QStringList names;
    for (const std::string& name : order)
        names += toShownText(name);
    return names;
}

void EnvironmentModel::addLayer(const Layer& layer, const Environment& environment,
                                std::map<std::string, std::size_t>& rowOf)
{
    bool changes = m_columns.empty();
    std::vector<Cell> cells(m_rows.size());
    for (const InstalledDistribution& installed : environment.distributions) {
        const auto [entry, isNew] = rowOf.emplace(installed.name, m_rows.size());
        if (isNew) {
            m_rows.push_back(
                {.name = toQString(installed.name),
                 .displayName = toShownText(installed.displayName.empty() ? installed.name
                                                                          : installed.displayName),
                 .cells = std::vector<Cell>(m_columns.size()),
                 .changes = 0});
            cells.emplace_back();
        }
        Cell& cell = cells[entry->second];
        cell = {.version = toShownText(installed.versionText()),
                .detail = toShownText(installed.index),
                .changed = false,
                .present = true};
        if (!installed.version.isKnown()) cell.detail = toShownText(installed.version.reason());
        for (const std::string& stale : installed.staleVersions)
            cell.detail += (cell.detail.isEmpty() ? QString() : u"\n"_s)
                + tr("metadata of %1 stays beside it").arg(toShownText(stale));
        const std::vector<Cell>& before = m_rows[entry->second].cells;
        // A reinstall of the same version in this layer is a change as well.
        cell.changed = before.empty() || !before.back().present
            || before.back().version != cell.version || installed.layer == layer.number;
        changes = changes || cell.changed;
    }
    for (std::size_t row = 0; row < cells.size(); ++row)
        if (!cells[row].present && !m_rows[row].cells.empty() && m_rows[row].cells.back().present)
            changes = cells[row].changed = true;
    if (!changes) return;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (cells[row].changed) ++m_rows[row].changes;
        m_rows[row].cells.push_back(std::move(cells[row]));
    }
    m_columns.push_back({.layer = layer.number,
                         .title = u"%1 %2"_s.arg(layer.number).arg(toShownText(layer.tool)),
                         .detail = toShownText(layer.title)});
}

void EnvironmentModel::setAudit(const AuditPtr& audit, const QString& environment)
{
    beginResetModel();
    m_columns.clear();
    m_rows.clear();
    m_incompleteReason.clear();
    if (audit) {
        const std::string wanted = toStdString(environment);
        std::map<std::string, std::size_t> rowOf;
        for (const Layer& layer : audit->model.trace.layers) {
            for (const EnvironmentPtr& present : layer.environments) {
                if (!present || toShownText(present->name) != environment) continue;
                addLayer(layer, *present, rowOf);
                m_incompleteReason =
                    present->complete ? QString() : toShownText(present->incompleteReason);
                break;
            }
        }
        std::ranges::stable_sort(m_rows, {}, [](const Row& row) {
            return std::pair(-std::min(row.changes, 2), row.name);
        });
    }
    endResetModel();
}

int EnvironmentModel::columnOfLayer(std::uint32_t layer) const
{
    int column = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].layer <= layer) column = static_cast<int>(i) + 1;
    return column;
}

int EnvironmentModel::rowOfPackage(const QString& name) const
{
    const auto found = std::ranges::find(m_rows, name, &Row::name);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void EnvironmentModel::setMarkedLayer(std::uint32_t layer)
{
    if (m_markedLayer == layer) return;
    m_markedLayer = layer;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                         {Qt::BackgroundRole});
    if (!m_columns.empty()) emit headerDataChanged(Qt::Horizontal, 1, columnCount() - 1);
}

int EnvironmentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EnvironmentModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

QVariant EnvironmentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == PackageRole) return row.name;
    if (role == EverChangedRole) return row.changes > 1;
    if (index.column() == 0) {
        if (role == Qt::DisplayRole) return row.displayName;
        if (role == Qt::FontRole) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    }
    const auto column = static_cast<std::size_t>(index.column()) - 1;
    const Cell& cell = row.cells[column];
    switch (role) {
    case LayerRole:
        return m_columns[column].layer;
    case ChangedRole:
        return cell.changed;
    case VersionRole:
        return cell.present ? cell.version : QString();
    // The sign tells a change where colour does not.
    case Qt::DisplayRole:
        return cell.changed ? (cell.present ? u"● "_s + cell.version : tr("● removed"))
                            : cell.version;
    case Qt::ToolTipRole:
        return cell.detail.isEmpty()
            ? QVariant()
            : u"%1 %2\n%3"_s.arg(row.displayName, cell.version, cell.detail);
    case Qt::FontRole:
        return codeFont(9);
    case Qt::ForegroundRole:
        if (!cell.changed) return theme().faint;
        return row.changes > 1 && column > 0 && row.cells[column - 1].present
            ? theme().of(Level::Medium).text
            : theme().text;
    case Qt::BackgroundRole:
        return m_columns[column].layer == m_markedLayer ? QVariant(theme().accentSoft) : QVariant();
    default:
        return {};
    }
}

QVariant EnvironmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (section == 0) return role == Qt::DisplayRole ? tr("Package") : QVariant();
    const ColumnHead& column = m_columns[static_cast<std::size_t>(section) - 1];
    if (role == Qt::DisplayRole)
        return column.layer == m_markedLayer ? u"▸ "_s + column.title : column.title;
    if (role == Qt::ToolTipRole) return column.detail;
    return {};
}

void EnvironmentFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void EnvironmentFilter::setOnlyChanged(bool only)
{
    m_onlyChanged = only;
    invalidateFilter();
}

void EnvironmentFilter::setCompared(std::optional<std::pair<int, int>> columns)
{
    m_compared = columns;
    invalidate();
}

EnvironmentFilter::Difference EnvironmentFilter::difference() const
{
    Difference counts;
    if (!m_compared || sourceModel() == nullptr) return counts;
    for (int row = 0; row < sourceModel()->rowCount(); ++row) {
        const QString before = sourceModel()
                                   ->index(row, m_compared->first)
                                   .data(EnvironmentModel::VersionRole)
                                   .toString();
        const QString after = sourceModel()
                                  ->index(row, m_compared->second)
                                  .data(EnvironmentModel::VersionRole)
                                  .toString();
        if (before == after) continue;
        ++(before.isEmpty() ? counts.added : after.isEmpty() ? counts.removed : counts.changed);
    }
    return counts;
}

bool EnvironmentFilter::filterAcceptsColumn(int column, const QModelIndex&) const
{
    return !m_compared || column == 0 || column == m_compared->first
        || column == m_compared->second;
}

bool EnvironmentFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_onlyChanged && !index.data(EnvironmentModel::EverChangedRole).toBool()) return false;
    if (m_compared) {
        const QModelIndex before = sourceModel()->index(row, m_compared->first, parent);
        const QModelIndex after = sourceModel()->index(row, m_compared->second, parent);
        if (before.data(EnvironmentModel::VersionRole) == after.data(EnvironmentModel::VersionRole))
            return false;
    }
    return m_text.isEmpty()
        || index.data(EnvironmentModel::PackageRole)
               .toString()
               .contains(m_text, Qt::CaseInsensitive);
}

} // namespace pinwheel
