#pragma once

#include "ui/findings/finding_groups.h"
#include "ui/selection_model.h"

#include <QSet>
#include <QTreeView>

namespace pinwheel {

/// A table on the shared filter that follows the shared selection, as a list or gathered in groups.
/// Columns, their order and the grouping can be chosen and are remembered by `name`.
class FindingTable final : public QTreeView
{
    Q_OBJECT

public:
    FindingTable(const QString& name, FindingFilter* filter, SelectionModel* selection,
                 const std::vector<int>& columns, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<int> shownColumns() const;
    /// Fits the columns to their contents; the widest text column gives way, and where that is not
    /// enough, columns that other places of the window tell as well are left out until there is
    /// room again.
    void fitColumns();
    void setGroupBy(GroupBy groupBy);
    [[nodiscard]] GroupBy groupBy() const { return m_groups->groupBy(); }
    /// To the clipboard, visible columns and rows: as Markdown, or tab-separated.
    void copy(bool markdown) const;
    /// Fills a menu with one switch per column.
    void fillColumnMenu(QMenu* menu);
    void fillGroupMenu(QMenu* menu);

signals:
    void groupByChanged(pinwheel::GroupBy groupBy);
    /// The row's action was clicked or Return was pressed on the row.
    void actionRequested(const QString& findingId);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawBranches(QPainter* painter, const QRect& area,
                      const QModelIndex& index) const override;

private:
    void showSelection();
    void takeReset();
    void setColumnShown(int column, bool shown);
    void connectModels();
    [[nodiscard]] bool isChosen(int column) const
    {
        return !isColumnHidden(column) || m_leftOut.contains(column);
    }
    void leaveOut(int column);
    /// Width of all columns at their contents.
    [[nodiscard]] int fitToContents();
    void keepColumns() const;

    QString m_name;
    FindingFilter* m_filter;
    FindingGroups* m_groups;
    SelectionModel* m_selection;
    QSet<QString> m_collapsed; ///< titles of groups that the user closed
    QSet<int> m_leftOut; ///< chosen columns for which there is no room
    bool m_following = false;
    bool m_unfitted = false; ///< rows came while the table was out of sight
};

} // namespace pinwheel
