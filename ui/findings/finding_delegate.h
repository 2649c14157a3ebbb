#pragma once

#include <QStyledItemDelegate>

namespace pinwheel {

/// Paints rows of findings: the risk as a tinted pill with its word, the action as a link, a thin
/// line below.
class FindingDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

    static constexpr int rowHeight = 27;
};

} // namespace pinwheel
