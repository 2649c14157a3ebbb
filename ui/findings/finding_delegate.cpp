#include "ui/findings/finding_delegate.h"

#include "ui/findings/finding_groups.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>

namespace pinwheel {

namespace {

/// The row of a group: its title, and how many findings it holds.
void paintGroup(QPainter& painter, const QStyleOptionViewItem& item, const QModelIndex& index)
{
    const ThemeColors& colors = theme();
    const bool isSelected = (item.state & QStyle::State_Selected) != 0;
    painter.fillRect(item.rect, isSelected ? colors.accentSoft : colors.hover);
    QRect area = item.rect.adjusted(2, 0, -6, 0);
    item.icon.paint(&painter, QRect(area.left(), area.top(), 18, area.height()));
    area.setLeft(area.left() + 24);
    QFont font = item.font;
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(colors.text);
    const QString title = QFontMetrics(font).elidedText(
        index.data(FindingGroups::GroupTitleRole).toString(), Qt::ElideRight, area.width() - 50);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, title);
    area.setLeft(area.left() + QFontMetrics(font).horizontalAdvance(title) + 10);
    painter.setFont(item.font);
    painter.setPen(colors.muted);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                     QString::number(index.data(FindingGroups::GroupCountRole).toInt()));
}

} // namespace

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const ThemeColors& colors = theme();
    const bool selected = (item.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(FindingGroups::IsGroupRole).toBool()) {
        paintGroup(*painter, item, index);
        painter->restore();
        return;
    }
    painter->fillRect(item.rect, selected ? colors.accentSoft : colors.panel);
    painter->setPen(QPen(colors.border, 1));
    painter->drawLine(QPointF(item.rect.left(), item.rect.bottom() + 0.5),
                      QPointF(item.rect.right() + 1, item.rect.bottom() + 0.5));

    const QRect area = item.rect.adjusted(6, 0, -6, -1);
    painter->setFont(item.font);
    painter->setPen(colors.text);
    if (index.column() == FindingModel::Sign) {
        item.icon.paint(
            painter,
            QRect(item.rect.left(), item.rect.top(), item.rect.width(), item.rect.height() - 1));
    } else if (index.column() == FindingModel::Risk) {
        const LevelColors& own =
            colors.of(static_cast<Level>(index.data(FindingModel::LevelRole).toInt()));
        QFont font = item.font;
        font.setPointSizeF(font.pointSizeF() - 1.25);
        font.setWeight(QFont::Bold);
        painter->setFont(font);
        const QFontMetrics metrics(font);
        const QRectF pill(area.left(), area.center().y() - 8,
                          metrics.horizontalAdvance(item.text) + 16, 17);
        painter->setPen(Qt::NoPen);
        painter->setBrush(own.soft);
        painter->drawRoundedRect(pill, 8, 8);
        painter->setPen(own.text);
        painter->drawText(pill, Qt::AlignCenter, item.text);
    } else {
        if (index.column() == FindingModel::Action) {
            painter->setPen(colors.link);
            QFont font = item.font;
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
        } else if (index.column() == FindingModel::Certainty
                   || index.column() == FindingModel::Place) {
            painter->setPen(colors.muted);
        }
        const QFontMetrics metrics(painter->font());
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          metrics.elidedText(item.text, Qt::ElideRight, area.width()));
    }
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int extra = index.column() == FindingModel::Risk ? 14 : 4;
    return {size.width() + extra, rowHeight};
}

} // namespace pinwheel
