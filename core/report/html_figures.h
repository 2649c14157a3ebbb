#pragma once

#include "core/report/document.h"

#include <string>

namespace pinwheel {

/// The build as inline SVG: a card per layer of the target with its verdict, and a lane per package
/// that more than one layer decides about. Its content stands in tables too; the SVG carries a
/// label for readers.
[[nodiscard]] std::string timelineSvg(const TimelineFigure& timeline);
/// Probability × impact with the number of findings in each cell, as inline SVG.
[[nodiscard]] std::string riskMatrixSvg(const RiskFigure& figure);

} // namespace pinwheel
