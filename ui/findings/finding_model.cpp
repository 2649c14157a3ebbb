#include "ui/findings/finding_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QStringList>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingModel::FindingModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void FindingModel::setAudit(const AuditPtr& audit)
{
    beginResetModel();
    m_audit = audit;
    m_rows.clear();
    if (m_audit)
        for (std::size_t i = 0; i < m_audit->findings.size(); ++i)
            if (!m_audit->findings[i].suppressedBy) m_rows.push_back(i);
    endResetModel();
}

const Finding* FindingModel::findingAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_rows.size())) return nullptr;
    return &m_audit->findings[m_rows[static_cast<std::size_t>(row)]];
}

int FindingModel::rowOf(const QString& findingId) const
{
    const std::string wanted = toStdString(findingId);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_audit->findings[m_rows[row]].id == wanted) return static_cast<int>(row);
    return -1;
}

int FindingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FindingModel::textOf(const Finding& finding, int column) const
{
    const auto cell = [](const std::string& text) {
        return text.empty() ? u"–"_s : toShownText(text);
    };
    switch (static_cast<Column>(column)) {
    case Sign:
        return {};
    case Rule:
        return toQString(finding.rule);
    case Subject:
        return toShownText(finding.subject);
    case Title:
        return toShownText(finding.title);
    case InDockerfile:
        return cell(finding.cells.dockerfile);
    case InRequirements:
        return cell(finding.cells.requirements);
    case Conflict:
        return cell(finding.cells.conflict);
    case Risk:
        return levelWordUpper(finding.level);
    case Probability_:
        return probabilityWord(finding.probability);
    case Impact_:
        return impactWord(finding.impact);
    case Priority_:
        return priorityWordUpper(finding.priority);
    case Certainty:
        return gradeWord(finding.grade);
    case LayerNumber: {
        QStringList numbers;
        for (const std::uint32_t layer : finding.layers)
            numbers += QString::number(layer);
        return numbers.join(u", "_s);
    }
    case Place:
        return placeText(m_audit->model.sources, finding.span);
    case Action:
        return finding.fixes.empty()    ? tr("Explain")
            : finding.fixes.size() == 1 ? tr("Fix")
                                        : tr("Options…");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FindingModel::sortKey(const Finding& finding, int column) const
{
    switch (static_cast<Column>(column)) {
    case Sign:
    case Risk:
        return static_cast<int>(finding.level);
    case Probability_:
        return static_cast<int>(finding.probability);
    case Impact_:
        return static_cast<int>(finding.impact);
    case Priority_:
        return static_cast<int>(finding.priority);
    case Certainty:
        return static_cast<int>(finding.grade);
    case LayerNumber:
        return finding.layers.empty() ? 0U : finding.layers.front();
    case Place:
        return (static_cast<quint64>(finding.span.file.value) << 32U) | finding.span.begin;
    case Rule:
    case Subject:
    case Title:
    case InDockerfile:
    case InRequirements:
    case Conflict:
    case Action:
    case ColumnCount:
        break;
    }
    return textOf(finding, column);
}

QVariant FindingModel::data(const QModelIndex& index, int role) const
{
    const Finding* const finding = index.isValid() ? findingAt(index.row()) : nullptr;
    if (finding == nullptr) return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*finding, index.column());
    case Qt::DecorationRole:
        return index.column() == Sign ? QVariant(levelIcon(finding->level)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Sign ? levelWord(finding->level) : toShownText(finding->title);
    case Qt::AccessibleTextRole:
        return index.column() == Sign ? levelWord(finding->level)
                                      : textOf(*finding, index.column());
    case Qt::FontRole:
        if (index.column() == Rule || index.column() == InDockerfile
            || index.column() == InRequirements)
            return codeFont(9);
        if (index.column() == Subject) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case FindingIdRole:
        return toQString(finding->id);
    case LevelRole:
        return static_cast<int>(finding->level);
    case ProbabilityRole:
        return static_cast<int>(finding->probability);
    case ImpactRole:
        return static_cast<int>(finding->impact);
    case SortRole:
        return sortKey(*finding, index.column());
    case PackagesRole: {
        QStringList names;
        for (const std::string& name : finding->packages)
            names += toQString(name);
        return names;
    }
    case SearchRole: {
        QStringList words;
        for (const int column : {Rule, Subject, Title, InDockerfile, InRequirements, Conflict, Risk,
                                 Priority_, Certainty, Place})
            words += textOf(*finding, column);
        words += toShownText(finding->message);
        return words.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (static_cast<Column>(section)) {
    case Sign:
        return role == Qt::AccessibleTextRole ? tr("Level") : QString();
    case Rule:
        return tr("Rule");
    case Subject:
        return tr("Package / subject");
    case Title:
        return tr("Finding");
    case InDockerfile:
        return tr("Dockerfile");
    case InRequirements:
        return tr("Requirements");
    case Conflict:
        return tr("Conflict");
    case Risk:
        return tr("Risk");
    case Probability_:
        return tr("Prob.");
    case Impact_:
        return tr("Impact");
    case Priority_:
        return tr("Priority");
    case Certainty:
        return tr("Certainty");
    case LayerNumber:
        return tr("Layers");
    case Place:
        return tr("Place");
    case Action:
        return role == Qt::AccessibleTextRole ? tr("Action") : QString();
    case ColumnCount:
        break;
    }
    return {};
}

FindingFilter::FindingFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(FindingModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FindingFilter::changed()
{
    invalidateFilter();
    emit filterChanged();
}

void FindingFilter::setLevelShown(Level level, bool shown)
{
    if (shown)
        m_hidden.erase(level);
    else
        m_hidden.insert(level);
    changed();
}

void FindingFilter::setText(const QString& text)
{
    if (m_text == text.trimmed()) return;
    m_text = text.trimmed();
    changed();
}

void FindingFilter::setCell(std::optional<Cell> cell)
{
    m_cell = cell;
    changed();
}

void FindingFilter::reset()
{
    m_hidden.clear();
    m_text.clear();
    m_cell.reset();
    changed();
}

bool FindingFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_hidden.contains(static_cast<Level>(index.data(FindingModel::LevelRole).toInt())))
        return false;
    if (m_cell
        && (static_cast<int>(m_cell->first) != index.data(FindingModel::ImpactRole).toInt()
            || static_cast<int>(m_cell->second)
                != index.data(FindingModel::ProbabilityRole).toInt()))
        return false;
    return m_text.isEmpty()
        || index.data(FindingModel::SearchRole).toString().contains(m_text, Qt::CaseInsensitive);
}

QString tableAsText(const QAbstractItemModel& model, const std::vector<int>& columns, bool markdown)
{
    const auto cleaned = [markdown](QString text) {
        text.replace(u'\n', u' ').replace(u'\t', u' ');
        // A bar would end the cell, a backslash would escape the bar.
        if (markdown) text.replace(u"\\"_s, u"\\\\"_s).replace(u"|"_s, u"\\|"_s);
        return text;
    };
    const auto joined = [markdown](const QStringList& cells) {
        return markdown ? u"| "_s + cells.join(u" | "_s) + u" |\n"_s : cells.join(u'\t') + u'\n';
    };
    QStringList head;
    for (const int column : columns)
        head += cleaned(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QString result = joined(head);
    if (markdown) result += joined(QStringList(static_cast<qsizetype>(columns.size()), u"---"_s));
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells += cleaned(model.index(row, column).data(Qt::DisplayRole).toString());
        result += joined(cells);
    }
    return result;
}

} // namespace pinwheel
