#pragma once

#include "core/findings/finding.h"

#include <span>
#include <vector>

namespace pinwheel {

/// How probable the harm is, from how sure the decision behind it is: certain → certain, likely →
/// high, unknown → medium. A rule may state another probability where the harm does not follow from
/// the decision alone.
[[nodiscard]] Probability probabilityOf(Grade grade);

/// Probability × impact → level. Source: resources/rules/risk.md, which shows this table.
[[nodiscard]] Level levelOf(Probability probability, Impact impact);

/// Level and probability → what to do when: critical and certain or high → immediate …
[[nodiscard]] Priority priorityOf(Level level, Probability probability);

/// Sets level and priority of each finding.
void rateRisk(std::span<Finding> findings);

/// The worst level of the findings that are not suppressed; low when there is none.
[[nodiscard]] Level overallLevel(std::span<const Finding> findings);

} // namespace pinwheel
