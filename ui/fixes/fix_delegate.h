#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace pinwheel {

/// Writes the title of a fix in up to three lines where its column is too narrow for one.
class FixDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FixDelegate(QTreeView* view);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    /// Room for the words of a title in a column as wide as it is now.
    [[nodiscard]] int wordWidth(const QModelIndex& index) const;

    QTreeView* m_view;
};

} // namespace pinwheel
