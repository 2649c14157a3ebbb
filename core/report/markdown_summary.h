#pragma once

#include "core/report/report.h"

namespace pinwheel {

/// Characters that a comment on a pull request may have; GitHub takes 65,536, some are left for who
/// posts it.
inline constexpr std::size_t summaryCharacters = 60'000;

/// The verdict, a table of findings and collapsed details, short enough for a comment. What does
/// not fit is counted.
[[nodiscard]] std::string renderMarkdownSummary(const Audit& audit, const ReportOptions& options);

} // namespace pinwheel
