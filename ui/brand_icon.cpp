#include "ui/brand_icon.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace pinwheel {

QIcon brandIcon(const QColor& color)
{
    QIcon icon;
    for (const int size : {16, 32, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(size / 2.0, size / 2.0);
        painter.scale(size / 16.0, size / 16.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        QPainterPath blade;
        blade.moveTo(0, -0.6);
        blade.cubicTo(0.6, -3.2, 2.2, -5.2, 3.4, -6.4);
        blade.cubicTo(3.2, -3.6, 2.2, -1.6, 0.6, 0);
        blade.closeSubpath();
        for (int i = 0; i < 8; ++i) {
            painter.drawPath(blade);
            painter.rotate(45);
        }
        painter.drawEllipse(QPointF(0, 0), 1.3, 1.3);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace pinwheel
