#pragma once

#include <QIcon>
#include <QRectF>

#include <functional>

class QPainter;

namespace pinwheel {

/// An icon that is painted anew in each size that is asked for, so that it is sharp at every scale
/// of the screen.
///
/// @param paint  fills a square whose corner is (0, 0)
/// @param side  pixels that it takes at most where it is painted into a larger place, as into a
///              cell; a picture that is asked for has the size that is asked for
[[nodiscard]] QIcon paintedIcon(std::function<void(QPainter&, const QRectF& area)> paint, int side);

} // namespace pinwheel
