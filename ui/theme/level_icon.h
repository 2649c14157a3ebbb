#pragma once

#include "core/findings/finding.h"

#include <QIcon>
#include <QRectF>

#include <optional>

class QPainter;

namespace pinwheel {

/// Paints the sign of a level: octagon with a cross (critical), triangle (high), diamond (medium),
/// ring (low), tick (nothing found). The shape alone tells the level, colour only supports it.
void paintLevelSign(QPainter& painter, const QRectF& area, std::optional<Level> level);
/// The sign as an icon, square, in the colours of the present theme.
[[nodiscard]] QIcon levelIcon(std::optional<Level> level);

} // namespace pinwheel
