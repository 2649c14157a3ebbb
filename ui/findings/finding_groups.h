#pragma once

#include "ui/findings/finding_model.h"

#include <QAbstractItemModel>

namespace pinwheel {

/// What findings are gathered by.
enum class GroupBy { Nothing, Package, Layer, Level, Rule };
[[nodiscard]] QString groupByName(GroupBy groupBy);
/// "package", as it stands in the settings; and back.
[[nodiscard]] QString groupByWord(GroupBy groupBy);
[[nodiscard]] GroupBy groupByFromWord(const QString& word);

/// The filtered findings as a list, or gathered under groups. A finding about several packages or
/// layers stands in each of their groups; what belongs to none stands in one group of its own.
class FindingGroups final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        IsGroupRole = FindingModel::SearchRole + 1, ///< true for the row of a group
        GroupTitleRole,
        GroupCountRole
    };

    explicit FindingGroups(FindingFilter* filter, QObject* parent = nullptr);

    void setGroupBy(GroupBy groupBy);
    [[nodiscard]] GroupBy groupBy() const { return m_groupBy; }
    /// The places of a finding; several where it stands in several groups.
    [[nodiscard]] std::vector<QModelIndex> placesOf(const QString& findingId) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override { m_filter->sort(column, order); }

private:
    struct Group {
        QString title;
        std::vector<int> rows; ///< of the filter
        Level worst = Level::Low;
    };

    void rebuild();
    /// Keys of a row: order and title of each group that it belongs to.
    [[nodiscard]] std::vector<std::pair<qint64, QString>> groupsOf(const QModelIndex& row) const;
    [[nodiscard]] QModelIndex sourceOf(const QModelIndex& index) const;

    FindingFilter* m_filter;
    GroupBy m_groupBy = GroupBy::Nothing;
    std::vector<Group> m_groups; ///< one without a title where nothing is grouped
};

} // namespace pinwheel
