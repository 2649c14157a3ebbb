#pragma once

// What the figures of a report show, before anybody draws them: HTML draws them as SVG, PDF with a
// painter.

#include "core/audit/audit.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace pinwheel {

/// The layers that the target is made of, in build order.
[[nodiscard]] std::vector<const Layer*> targetLayers(const Audit& audit);

/// One layer that decides about a package.
struct LaneStop {
    std::size_t column = 0; ///< index into targetLayers()
    const Decision* decision = nullptr;
};
/// One package along the build.
struct PackageLane {
    std::string name;
    std::vector<LaneStop> stops;
};
/// Packages that more than one layer decides about, those that change most first; no more than a
/// reader can follow.
[[nodiscard]] std::vector<PackageLane> packageLanes(const Audit& audit);

/// Findings of one probability and impact.
struct RiskCell {
    std::size_t count = 0;
    std::optional<Level> worst; ///< none where there is no finding
};
/// [probability][impact], each from low (0) up.
using RiskGrid = std::array<std::array<RiskCell, 4>, 4>;
[[nodiscard]] RiskGrid riskGrid(const Audit& audit);

} // namespace pinwheel
