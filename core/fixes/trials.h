#pragma once

// What keeps the simulation of fixes cheap without leaving any of it out: the same texts are
// audited once, and all trials of one purpose together have a bound.

#include "core/fixes/prove.h"

#include <memory>

namespace pinwheel {

/// Answers from memory where a trial of the same texts was made before. A trial depends on nothing
/// but the texts, so this changes time and nothing else. Not for several threads.
[[nodiscard]] TrialFunction rememberedTrials(TrialFunction trial);

/// How many trials may still be made, and what was refused.
struct TrialBudget {
    std::size_t trials = 0;
    std::size_t bytes = 0; ///< of text that the trials read
    std::size_t refused = 0; ///< trials that were not made any more
};

/// The budget of proving, and the equal one of composing.
[[nodiscard]] TrialBudget fullTrialBudget();

/// Refuses with LimitExceeded when the budget is used up; a fix that was not tried is not offered.
/// @param bytesOfTexts  size of the project's texts that one trial reads
/// @param budget        counted down; lives as long as the function
[[nodiscard]] TrialFunction boundedTrials(TrialFunction trial, std::size_t bytesOfTexts,
                                          TrialBudget& budget);

} // namespace pinwheel
