#pragma once

#include "ui/findings/finding_model.h"
#include "ui/selection_model.h"

#include <QTableView>

namespace pinwheel {

/// A table on the shared filter that follows the shared selection. Columns can be chosen from the header's menu and are
/// remembered by `name`.
class FindingTable final : public QTableView {
    Q_OBJECT

public:
    FindingTable(const QString& name, FindingFilter* filter, SelectionModel* selection, const std::vector<int>& columns, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<int> shownColumns() const;
    /// Fits the columns to their contents; the widest text column gives way.
    void fitColumns();

signals:
    /// The row's action was clicked or Return was pressed on the row.
    void actionRequested(const QString& findingId);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showSelection();
    void chooseColumns(const QPoint& globalPosition);
    void copy(bool markdown) const;

    QString m_name;
    FindingFilter* m_filter;
    SelectionModel* m_selection;
    bool m_following = false;
};

} // namespace pinwheel
