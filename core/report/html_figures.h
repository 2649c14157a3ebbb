#pragma once

#include "core/audit/audit.h"

#include <string>

namespace pinwheel {

/// The build as inline SVG: a card per layer of the target with its verdict, and a lane per package that more than one
/// layer changes. Empty where there is no layer. Its content stands in tables too; the SVG carries a label for readers.
[[nodiscard]] std::string timelineSvg(const Audit& audit);
/// Probability × impact with the number of findings in each cell, as inline SVG.
[[nodiscard]] std::string riskMatrixSvg(const Audit& audit);

} // namespace pinwheel
