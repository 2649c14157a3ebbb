#pragma once

#include "ui/report/paper_pieces.h"

namespace pinwheel {

/// The build as rows of cards, each row one piece with the lanes of the packages that are decided
/// about in it.
[[nodiscard]] std::vector<PaperPiece> timelinePieces(const TimelineFigure& timeline, qreal width);
/// Probability × impact; each cell says its number and worst level.
[[nodiscard]] PaperPiece heatMapPiece(const RiskFigure& map, qreal width);

} // namespace pinwheel
