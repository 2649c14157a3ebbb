#include "ui/compare/comparison_model.h"

#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QCoreApplication>

namespace pinwheel {

using namespace Qt::StringLiterals;

QString comparedKindWord(ComparedFinding::Kind kind)
{
    switch (kind) {
    case ComparedFinding::Kind::New:
        return QCoreApplication::translate("ComparisonModel", "new");
    case ComparedFinding::Kind::Fixed:
        return QCoreApplication::translate("ComparisonModel", "fixed");
    case ComparedFinding::Kind::Changed:
        return QCoreApplication::translate("ComparisonModel", "changed");
    case ComparedFinding::Kind::FactChanged:
        return QCoreApplication::translate("ComparisonModel", "changed, as a fact did");
    }
    return {};
}

void ComparisonModel::setComparison(Comparison comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

// The internal id of a difference is its finding's row and one; that of everything at the top is 0.
QModelIndex ComparisonModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= ColumnCount) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex ComparisonModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0) return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr {0});
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid()) return static_cast<int>(m_comparison.changes.size());
    if (parent.internalId() != 0 || parent.column() != 0) return 0;
    return static_cast<int>(
        m_comparison.changes[static_cast<std::size_t>(parent.row())].differences.size());
}

int ComparisonModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    const bool isDifference = index.internalId() != 0;
    const ComparedFinding& change =
        m_comparison.changes[isDifference ? static_cast<std::size_t>(index.internalId() - 1)
                                          : static_cast<std::size_t>(index.row())];
    if (role == FindingIdRole) return change.findingId;
    if (isDifference) {
        if (role == Qt::DisplayRole && index.column() == Title)
            return change.differences[index.row()];
        if (role == Qt::ForegroundRole) return theme().muted;
        return {};
    }
    if (role == Qt::DecorationRole && index.column() == Change) return levelIcon(change.level);
    if (role == Qt::ToolTipRole) return change.title;
    if (role == Qt::AccessibleTextRole && index.column() == Change)
        return comparedKindWord(change.kind) + u", "_s + levelWord(change.level).toLower();
    if (role == Qt::ForegroundRole && index.column() == Change)
        return change.kind == ComparedFinding::Kind::Fixed ? theme().good.text
            : change.isWorse                               ? theme().of(change.level).text
                                                           : theme().text;
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(index.column())) {
    case Change:
        return comparedKindWord(change.kind);
    case Rule:
        return change.rule;
    case Title:
        return change.title;
    case Place:
        return change.place;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case Change:
        return tr("Change");
    case Rule:
        return tr("Rule");
    case Title:
        return tr("Finding");
    case Place:
        return tr("Place");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace pinwheel
