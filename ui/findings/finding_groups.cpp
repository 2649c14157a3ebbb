#include "ui/findings/finding_groups.h"

#include "ui/theme/level_icon.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace pinwheel {

using namespace Qt::StringLiterals;

QString groupByName(GroupBy groupBy)
{
    switch (groupBy) {
    case GroupBy::Nothing:
        return QCoreApplication::translate("FindingGroups", "none");
    case GroupBy::Package:
        return QCoreApplication::translate("FindingGroups", "package");
    case GroupBy::Layer:
        return QCoreApplication::translate("FindingGroups", "layer");
    case GroupBy::Level:
        return QCoreApplication::translate("FindingGroups", "level");
    case GroupBy::Rule:
        return QCoreApplication::translate("FindingGroups", "rule");
    }
    return {};
}

QString groupByWord(GroupBy groupBy)
{
    switch (groupBy) {
    case GroupBy::Nothing:
        return u"none"_s;
    case GroupBy::Package:
        return u"package"_s;
    case GroupBy::Layer:
        return u"layer"_s;
    case GroupBy::Level:
        return u"level"_s;
    case GroupBy::Rule:
        return u"rule"_s;
    }
    return {};
}

GroupBy groupByFromWord(const QString& word)
{
    for (const GroupBy groupBy : {GroupBy::Package, GroupBy::Layer, GroupBy::Level, GroupBy::Rule})
        if (groupByWord(groupBy) == word) return groupBy;
    return GroupBy::Nothing;
}

FindingGroups::FindingGroups(FindingFilter* filter, QObject* parent)
    : QAbstractItemModel(parent)
    , m_filter(filter)
{
    // A change of the filter arrives as many small ones; each leaves rows that can be grouped anew.
    connect(filter, &QAbstractItemModel::modelReset, this, &FindingGroups::rebuild);
    connect(filter, &QAbstractItemModel::rowsInserted, this, &FindingGroups::rebuild);
    connect(filter, &QAbstractItemModel::rowsRemoved, this, &FindingGroups::rebuild);
    connect(filter, &QAbstractItemModel::layoutChanged, this, &FindingGroups::rebuild);
    rebuild();
}

void FindingGroups::setGroupBy(GroupBy groupBy)
{
    if (m_groupBy == groupBy) return;
    m_groupBy = groupBy;
    rebuild();
}

std::vector<std::pair<qint64, QString>> FindingGroups::groupsOf(const QModelIndex& row) const
{
    const auto* const findings = qobject_cast<const FindingModel*>(m_filter->sourceModel());
    const Finding* const finding =
        findings == nullptr ? nullptr : findings->findingAt(m_filter->mapToSource(row).row());
    if (finding == nullptr) return {};
    const auto level = static_cast<Level>(row.data(FindingModel::LevelRole).toInt());
    std::vector<std::pair<qint64, QString>> groups;
    switch (m_groupBy) {
    case GroupBy::Nothing:
        return {{0, QString()}};
    case GroupBy::Package:
        for (const QString& name : row.data(FindingModel::PackagesRole).toStringList())
            groups.emplace_back(0, name);
        if (groups.empty()) groups.emplace_back(1, tr("About no package"));
        break;
    case GroupBy::Layer:
        for (const std::uint32_t layer : finding->layers) {
            const Layer* const known = findings->audit()->model.trace.layer(layer);
            const QString words = known == nullptr
                ? QString()
                : QString::fromStdString(known->tool + ' ' + known->title);
            groups.emplace_back(layer, tr("Layer %1: %2").arg(layer).arg(words));
        }
        if (groups.empty())
            groups.emplace_back(std::numeric_limits<qint64>::max(), tr("In no layer"));
        break;
    case GroupBy::Level:
        groups.emplace_back(-static_cast<qint64>(level), levelWord(level));
        break;
    case GroupBy::Rule: {
        const auto at = [&row](int column) {
            return row.siblingAtColumn(column).data().toString();
        };
        groups.emplace_back(0, at(FindingModel::Rule));
        break;
    }
    }
    std::ranges::sort(groups);
    const auto doubled = std::ranges::unique(groups);
    groups.erase(doubled.begin(), doubled.end());
    return groups;
}

void FindingGroups::rebuild()
{
    beginResetModel();
    m_groups.clear();
    std::map<std::pair<qint64, QString>, std::size_t> known;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        for (const auto& key : groupsOf(index)) {
            const auto [place, isNew] = known.emplace(key, m_groups.size());
            if (isNew) m_groups.push_back({.title = key.second, .rows = {}});
            Group& group = m_groups[place->second];
            group.rows.push_back(row);
            group.worst = std::max(group.worst,
                                   static_cast<Level>(index.data(FindingModel::LevelRole).toInt()));
        }
    }
    // Layers in their order; everything else worst first, then by name.
    if (m_groupBy == GroupBy::Layer) {
        std::vector<Group> ordered;
        for (const auto& [key, place] : known)
            ordered.push_back(std::move(m_groups[place]));
        m_groups = std::move(ordered);
    } else if (m_groupBy != GroupBy::Nothing) {
        std::ranges::stable_sort(m_groups, [](const Group& a, const Group& b) {
            if (a.worst != b.worst) return a.worst > b.worst;
            return a.title < b.title;
        });
    }
    endResetModel();
}

std::vector<QModelIndex> FindingGroups::placesOf(const QString& findingId) const
{
    std::vector<QModelIndex> places;
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const QModelIndex above =
            m_groupBy == GroupBy::Nothing ? QModelIndex() : index(static_cast<int>(group), 0);
        for (int row = 0; row < rowCount(above); ++row)
            if (const QModelIndex place = index(row, 0, above);
                place.data(FindingModel::FindingIdRole).toString() == findingId)
                places.push_back(place);
    }
    return places;
}

// The internal id of a finding below a group is the group's number and one; that of everything at
// the top is 0.
QModelIndex FindingGroups::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= FindingModel::ColumnCount)
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex FindingGroups::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0) return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr {0});
}

int FindingGroups::rowCount(const QModelIndex& parent) const
{
    if (m_groupBy == GroupBy::Nothing)
        return parent.isValid() || m_groups.empty()
            ? 0
            : static_cast<int>(m_groups.front().rows.size());
    if (!parent.isValid()) return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() != 0) return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].rows.size());
}

int FindingGroups::columnCount(const QModelIndex&) const
{
    return FindingModel::ColumnCount;
}

QModelIndex FindingGroups::sourceOf(const QModelIndex& index) const
{
    if (!index.isValid()) return {};
    const bool isFlat = m_groupBy == GroupBy::Nothing;
    if (!isFlat && index.internalId() == 0) return {};
    const Group& group = m_groups[isFlat ? 0 : static_cast<std::size_t>(index.internalId() - 1)];
    return m_filter->index(group.rows[static_cast<std::size_t>(index.row())], index.column());
}

QVariant FindingGroups::data(const QModelIndex& index, int role) const
{
    if (const QModelIndex source = sourceOf(index); source.isValid())
        return role == IsGroupRole ? QVariant(false) : source.data(role);
    if (!index.isValid()) return {};
    const Group& group = m_groups[static_cast<std::size_t>(index.row())];
    const int count = static_cast<int>(group.rows.size());
    switch (role) {
    case IsGroupRole:
        return true;
    case GroupTitleRole:
        return group.title;
    case GroupCountRole:
        return count;
    case FindingModel::LevelRole:
        return static_cast<int>(group.worst);
    case Qt::DisplayRole:
        return index.column() == 0 ? QVariant(group.title) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == 0
            ? QVariant(tr("%1, %n finding(s), worst: %2", nullptr, count)
                           .arg(group.title, levelWord(group.worst).toLower()))
            : QVariant();
    case Qt::DecorationRole:
        return index.column() == 0 ? QVariant(levelIcon(group.worst)) : QVariant();
    default:
        return {};
    }
}

QVariant FindingGroups::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_filter->headerData(section, orientation, role);
}

Qt::ItemFlags FindingGroups::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace pinwheel
