#pragma once

#include <QPainterPath>
#include <QRectF>

#include <vector>

namespace pinwheel {

/// A vertical range in pixels; top may lie above 0 and bottom below the height of the view.
struct VerticalRange {
    double top = 0;
    double bottom = 0;

    friend bool operator==(const VerticalRange&, const VerticalRange&) = default;
};

/// Where an end of a ribbon lies, seen from the view.
enum class EndPlace { Inside, Above, Below };

/// One ribbon between two views of equal height, ready to paint.
struct RibbonShape {
    VerticalRange
        left; ///< clipped to the view: a thin strip at the edge where the place is outside
    VerticalRange right;
    EndPlace leftPlace = EndPlace::Inside;
    EndPlace rightPlace = EndPlace::Inside;
    QPainterPath path; ///< closed: two Bézier curves and two straight ends
    bool visible = false; ///< false where both ends are outside on the same side
};

/// The shape of a ribbon.
/// @param left, right  ranges of the two places in pixels of the gap
/// @param width        of the gap between the views
/// @param height       of the views; an end outside becomes a strip of `edge` pixels at the border
[[nodiscard]] RibbonShape ribbonShape(VerticalRange left, VerticalRange right, double width,
                                      double height, double edge = 4);

/// Indices of the visible shapes without those that a later one covers exactly: several findings
/// about the same two lines are one ribbon.
[[nodiscard]] std::vector<std::size_t> distinctShapes(const std::vector<RibbonShape>& shapes);

/// The last (topmost painted) shape that holds the point, or -1. Shapes without area under the
/// pointer are widened by `slack` pixels up and down.
[[nodiscard]] int ribbonAt(const std::vector<RibbonShape>& shapes, QPointF point, double slack = 3);

} // namespace pinwheel
