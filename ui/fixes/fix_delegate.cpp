#include "ui/fixes/fix_delegate.h"

#include <QStyle>
#include <QTreeView>

#include <algorithm>

namespace pinwheel {

namespace {

constexpr int linesAtMost = 3;
constexpr int padding = 20; ///< of the style sheet, and between check box and words

} // namespace

FixDelegate::FixDelegate(QTreeView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

int FixDelegate::wordWidth(const QModelIndex& index) const
{
    int depth = m_view->rootIsDecorated() ? 1 : 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++depth;
    const int box = index.data(Qt::CheckStateRole).isValid()
        ? m_view->style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, m_view)
        : 0;
    return m_view->columnWidth(0) - depth * m_view->indentation() - box - padding;
}

void FixDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == 0) option->features |= QStyleOptionViewItem::WrapText;
}

QSize FixDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() != 0) return size;
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QFontMetrics metrics(item.font);
    const int lines = metrics
                          .boundingRect(QRect(0, 0, std::max(1, wordWidth(index)), 10'000),
                                        Qt::TextWordWrap, item.text)
                          .height()
        / metrics.lineSpacing();
    // The widths are the view's own (FixesView::fitColumns); here only the height counts.
    const int oneLine = QStyledItemDelegate::sizeHint(option, index.siblingAtColumn(1)).height();
    return {size.width(),
            oneLine + (std::clamp(lines, 1, linesAtMost) - 1) * metrics.lineSpacing()};
}

} // namespace pinwheel
