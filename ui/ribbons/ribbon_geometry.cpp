#include "ui/ribbons/ribbon_geometry.h"

#include <algorithm>
#include <array>
#include <set>

namespace pinwheel {

namespace {

struct ClippedEnd {
    VerticalRange range;
    EndPlace place = EndPlace::Inside;
};

ClippedEnd clipped(VerticalRange range, double height, double edge)
{
    if (range.bottom <= 0) return {{0, std::min(edge, height)}, EndPlace::Above};
    if (range.top >= height) return {{std::max(0.0, height - edge), height}, EndPlace::Below};
    return {{std::max(0.0, range.top), std::min(height, range.bottom)}, EndPlace::Inside};
}

QPainterPath pathOf(VerticalRange left, VerticalRange right, double width)
{
    const double middle = width / 2;
    QPainterPath path(QPointF(0, left.top));
    path.cubicTo(QPointF(middle, left.top), QPointF(middle, right.top), QPointF(width, right.top));
    path.lineTo(QPointF(width, right.bottom));
    path.cubicTo(QPointF(middle, right.bottom), QPointF(middle, left.bottom),
                 QPointF(0, left.bottom));
    path.closeSubpath();
    return path;
}

} // namespace

RibbonShape ribbonShape(VerticalRange left, VerticalRange right, double width, double height,
                        double edge)
{
    const ClippedEnd a = clipped(left, height, edge);
    const ClippedEnd b = clipped(right, height, edge);
    RibbonShape shape {.left = a.range,
                       .right = b.range,
                       .leftPlace = a.place,
                       .rightPlace = b.place,
                       .path = {},
                       .visible = true};
    shape.visible =
        a.place == EndPlace::Inside || b.place == EndPlace::Inside || a.place != b.place;
    shape.path = pathOf(a.range, b.range, width);
    return shape;
}

std::vector<std::size_t> distinctShapes(const std::vector<RibbonShape>& shapes)
{
    std::vector<std::size_t> distinct;
    std::set<std::array<int, 4>> seen;
    for (std::size_t i = shapes.size(); i-- > 0;) {
        const RibbonShape& shape = shapes[i];
        if (!shape.visible) continue;
        const std::array<int, 4> corners {qRound(shape.left.top), qRound(shape.left.bottom),
                                          qRound(shape.right.top), qRound(shape.right.bottom)};
        if (seen.insert(corners).second) distinct.push_back(i);
    }
    std::ranges::reverse(distinct);
    return distinct;
}

int ribbonAt(const std::vector<RibbonShape>& shapes, QPointF point, double slack)
{
    const QRectF around(point.x() - 0.5, point.y() - slack, 1, 2 * slack);
    for (auto index = static_cast<int>(shapes.size()) - 1; index >= 0; --index) {
        const RibbonShape& shape = shapes[static_cast<std::size_t>(index)];
        if (shape.visible && shape.path.intersects(around)) return index;
    }
    return -1;
}

} // namespace pinwheel
