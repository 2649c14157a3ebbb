#include "ui/entry_delegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace pinwheel {

namespace {

constexpr int margin = 8;
constexpr int lineMargin = 12; ///< above and below the lines, together
constexpr int between = 10;
constexpr int iconSize = 16;

/// Writes into the left part of `area` and takes that part away from it.
void write(QPainter& painter, QRect& area, const QFont& font, const QColor& color,
           const QString& words)
{
    if (words.isEmpty() || area.width() < 20) return;
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(words, Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
    area.setLeft(area.left() + QFontMetrics(font).horizontalAdvance(shown) + between);
}

} // namespace

EntryDelegate::EntryDelegate(int kindWidth, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_kindWidth(kindWidth)
{
}

void EntryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const ThemeColors& colors = theme();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const bool isSelected = (item.state & QStyle::State_Selected) != 0;
    const bool isHovered = (item.state & QStyle::State_MouseOver) != 0;
    const bool isEnabled = (item.state & QStyle::State_Enabled) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isSelected || isHovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? colors.accentSoft : colors.hover);
        painter->drawRoundedRect(item.rect.adjusted(1, 0, -1, 0), 4, 4);
    }
    QRect area = item.rect.adjusted(margin, 0, -margin, 0);
    const QColor& second = isEnabled ? colors.muted : colors.disabled;
    const QString below = index.data(BelowRole).toString();
    if (!below.isEmpty()) {
        QRect line = area.adjusted(0, area.height() / 2 - 1, 0, -lineMargin / 2);
        area.setBottom(line.top());
        area.setTop(area.top() + lineMargin / 2);
        write(*painter, line, item.font, second, below);
    }
    if (!item.icon.isNull()) {
        item.icon.paint(
            painter, QRect(area.left(), area.center().y() - iconSize / 2 + 1, iconSize, iconSize));
        area.setLeft(area.left() + iconSize + between);
    }
    if (m_kindWidth > 0) {
        QRect kind(area.left(), area.top(), m_kindWidth, area.height());
        write(*painter, kind, item.font, second, index.data(KindRole).toString());
        area.setLeft(area.left() + m_kindWidth + between);
    }
    if (const QString trailing = index.data(TrailingRole).toString(); !trailing.isEmpty()) {
        const int width = QFontMetrics(item.font).horizontalAdvance(trailing);
        painter->setFont(item.font);
        painter->setPen(second);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, trailing);
        area.setRight(area.right() - width - 2 * between);
    }
    QFont name = item.font;
    name.setWeight(QFont::DemiBold);
    write(*painter, area, name, isEnabled ? colors.text : colors.disabled, item.text);
    write(*painter, area, item.font, second, index.data(DetailRole).toString());
    painter->restore();
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int lines = index.data(BelowRole).toString().isEmpty() ? 1 : 2;
    return {120, lines * QFontMetrics(option.font).height() + lineMargin};
}

} // namespace pinwheel
