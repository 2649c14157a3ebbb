#include "ui/timeline/stage_painter.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

double middleOf(int row, int top)
{
    return top + (row + 0.5) * stageLaneHeight;
}

void paintBar(QPainter& painter, const TimelineScale& scale, const StageLane& lane, double middle,
              bool stale)
{
    if (lane.firstCard < 0) return;
    const ThemeColors& colors = theme();
    const QRectF bar(scale.xOf(lane.firstCard) + 5, middle - 7,
                     scale.xOf(lane.lastCard + 1) - scale.xOf(lane.firstCard) - 10, 14);
    QColor edge = lane.inTarget && !stale ? colors.accent : colors.muted;
    painter.setPen(QPen(edge, 1, lane.inTarget ? Qt::SolidLine : Qt::DashLine));
    QColor fill = lane.inTarget ? colors.accentSoft : colors.border;
    painter.setBrush(lane.inTarget ? QBrush(fill) : QBrush(fill, Qt::BDiagPattern));
    painter.drawRoundedRect(bar, 4, 4);
    const QString words = lane.inTarget
        ? QCoreApplication::translate("Timeline", "from %1").arg(lane.base)
        : QCoreApplication::translate("Timeline", "skipped · from %1").arg(lane.base);
    const QFontMetrics metrics(painter.font());
    const int room = static_cast<int>(bar.width()) - 12;
    if (room < 24) return;
    const QString shown = metrics.elidedText(words, Qt::ElideRight, room);
    if (!lane.inTarget)
        painter.fillRect(QRectF(bar.left() + 5, bar.top() + 1, metrics.horizontalAdvance(shown) + 4,
                                bar.height() - 2),
                         colors.panel);
    painter.setPen(lane.inTarget ? colors.text : colors.muted);
    painter.drawText(bar.adjusted(7, -1, -5, 1), Qt::AlignVCenter | Qt::AlignLeft, shown);
}

void paintArrow(QPainter& painter, QPointF from, QPointF to, const QColor& color,
                Qt::PenStyle style)
{
    const double down = to.y() > from.y() ? 1 : -1;
    const QPointF tip(to.x(), to.y() - down * 7);
    const double bend = std::max(14.0, std::abs(tip.x() - from.x()) / 2);
    QPainterPath path(from);
    path.cubicTo(QPointF(from.x() + bend, from.y()), QPointF(tip.x(), tip.y() - down * 12), tip);
    painter.setPen(QPen(color, 1.4, style));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({QPointF(tip.x() - 3.5, tip.y() - down * 4),
                                   QPointF(tip.x() + 3.5, tip.y() - down * 4),
                                   QPointF(tip.x(), tip.y() + down * 2)}));
}

} // namespace

std::vector<int> shownStages(const StageLanes& stages)
{
    std::vector<int> rows;
    for (const bool needed : {true, false})
        for (std::size_t i = 0; i < stages.lanes.size(); ++i)
            if (stages.lanes[i].inTarget == needed
                && rows.size() < static_cast<std::size_t>(mostStageLanes))
                rows.push_back(static_cast<int>(i));
    std::ranges::sort(rows);
    return rows;
}

void paintStageLanes(QPainter& painter, const TimelineScale& scale, const StageLanes& stages,
                     int top, int width, bool stale)
{
    const std::vector<int> rows = shownStages(stages);
    if (rows.empty()) return;
    const ThemeColors& colors = theme();
    const auto rowOf = [&rows](int lane) {
        const auto found = std::ranges::find(rows, lane);
        return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
    };
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() - 1);
    painter.save();
    painter.setFont(font);
    painter.setClipRect(QRect(scale.labelWidth, top, width - scale.labelWidth,
                              static_cast<int>(rows.size()) * stageLaneHeight));
    for (std::size_t row = 0; row < rows.size(); ++row)
        paintBar(painter, scale, stages.lanes[static_cast<std::size_t>(rows[row])],
                 middleOf(static_cast<int>(row), top), stale);
    for (const StageArrow& arrow : stages.arrows) {
        const int from = rowOf(arrow.from);
        const int to = rowOf(arrow.to);
        const StageLane& source = stages.lanes[static_cast<std::size_t>(arrow.from)];
        if (from < 0 || to < 0 || source.lastCard < 0) continue;
        const double x = arrow.kind == StageArrow::Kind::From ? scale.xOf(arrow.card) + 16
                                                              : scale.dotOf(arrow.card);
        paintArrow(painter, QPointF(scale.xOf(source.lastCard + 1) - 5, middleOf(from, top)),
                   QPointF(x, middleOf(to, top)),
                   arrow.inTarget && !stale ? colors.accent : colors.muted,
                   arrow.kind == StageArrow::Kind::From ? Qt::SolidLine : Qt::DashLine);
    }
    painter.setClipRect(
        QRect(0, top, scale.labelWidth, static_cast<int>(rows.size()) * stageLaneHeight));
    const QFontMetrics metrics(font);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const StageLane& lane = stages.lanes[static_cast<std::size_t>(rows[row])];
        painter.setPen(lane.inTarget && !stale ? colors.text : colors.muted);
        painter.drawText(
            QRectF(12, top + static_cast<double>(row) * stageLaneHeight, scale.labelWidth - 20,
                   stageLaneHeight),
            Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(u"▤ "_s + lane.name, Qt::ElideRight, scale.labelWidth - 20));
    }
    painter.restore();
}

} // namespace pinwheel
