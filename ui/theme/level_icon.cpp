#include "ui/theme/level_icon.h"

#include "ui/theme/painted_icon.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace pinwheel {

namespace {

constexpr int signSide = 14;

QPainterPath polygon(const QRectF& area, int corners, double turn)
{
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        const QPointF point(area.center().x() + area.width() / 2 * std::cos(angle),
                            area.center().y() + area.height() / 2 * std::sin(angle));
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

} // namespace

void paintLevelSign(QPainter& painter, const QRectF& area, std::optional<Level> level)
{
    const ThemeColors& colors = theme();
    const LevelColors& own = colors.of(level);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen mark(colors.panel, std::max(1.3, area.width() / 8), Qt::SolidLine, Qt::RoundCap,
                    Qt::RoundJoin);
    const QPointF c = area.center();
    const double r = area.width() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(own.solid);
    if (!level) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(own.solid, std::max(1.5, area.width() / 7), Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({c + QPointF(-r * 0.6, 0), c + QPointF(-r * 0.15, r * 0.5),
                                        c + QPointF(r * 0.65, -r * 0.5)}));
    } else if (*level == Level::Critical) {
        painter.drawPath(polygon(area, 8, std::numbers::pi / 8));
        painter.setPen(mark);
        painter.drawLine(c + QPointF(-r * 0.35, -r * 0.35), c + QPointF(r * 0.35, r * 0.35));
        painter.drawLine(c + QPointF(r * 0.35, -r * 0.35), c + QPointF(-r * 0.35, r * 0.35));
    } else if (*level == Level::High) {
        const QRectF wider = area.adjusted(-r * 0.1, 0, r * 0.1, r * 0.25);
        painter.drawPath(polygon(wider, 3, -std::numbers::pi / 2));
        painter.setPen(mark);
        painter.drawLine(c + QPointF(0, -r * 0.3), c + QPointF(0, r * 0.15));
        painter.drawPoint(c + QPointF(0, r * 0.48));
    } else if (*level == Level::Medium) {
        painter.drawPath(polygon(area, 4, 0));
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(own.solid, std::max(1.6, area.width() / 6)));
        painter.drawEllipse(area.adjusted(r * 0.3, r * 0.3, -r * 0.3, -r * 0.3));
    }
    painter.restore();
}

QIcon levelIcon(std::optional<Level> level)
{
    return paintedIcon(
        [level](QPainter& painter, const QRectF& area) {
            // A pixel of air, where icons stand close together.
            const double air = area.width() / signSide;
            paintLevelSign(painter, area.adjusted(air, air, -air, -air), level);
        },
        signSide);
}

} // namespace pinwheel
