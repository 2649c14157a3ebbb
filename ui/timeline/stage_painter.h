#pragma once

#include "ui/timeline/stage_lanes.h"
#include "ui/timeline/timeline_scale.h"

class QPainter;

namespace pinwheel {

inline constexpr int stageLaneHeight = 20;
inline constexpr int mostStageLanes =
    8; ///< rows; the first ones, those that the target needs before others

/// The stages that get a row, in the order of the file. Indices into the lanes.
[[nodiscard]] std::vector<int> shownStages(const StageLanes& stages);

/// Paints one row per shown stage from `top` on: its name at the left, a bar over its layers
/// (hatched where the build skips it), and an arrow to each layer that takes something from it.
void paintStageLanes(QPainter& painter, const TimelineScale& scale, const StageLanes& stages,
                     int top, int width, bool stale);

} // namespace pinwheel
