#include "ui/brand_icon.h"

#include "ui/theme/painted_icon.h"

#include <QPainter>
#include <QPainterPath>

namespace pinwheel {

QIcon brandIcon(const QColor& color)
{
    return paintedIcon(
        [color](QPainter& painter, const QRectF& area) {
            painter.translate(area.center());
            painter.scale(area.width() / 16.0, area.height() / 16.0);
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
        },
        16);
}

} // namespace pinwheel
