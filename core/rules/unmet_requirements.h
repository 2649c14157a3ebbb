#pragma once

#include "core/rules/rule.h"

#include <string>
#include <vector>

namespace pinwheel {

/// A requirement of an installed distribution that its environment does not fulfil, as `pip check`
/// reports it.
struct UnmetRequirement {
    const InstalledDistribution* distribution = nullptr;
    std::string requirement; ///< "numpy<2"
    std::string name; ///< normalized
    std::string present; ///< the version that is there; empty where it is missing
    Grade grade = Grade::Certain;
};

/// What `pip check` would report. Requirements with a marker, those of distributions whose metadata
/// is not known, and missing ones in an environment that may hold more than is listed are left out:
/// they cannot be judged.
[[nodiscard]] std::vector<UnmetRequirement> unmetRequirements(const Environment& environment);

/// The command that put a distribution into an environment; null where it came with the image.
[[nodiscard]] const InstallStep* stepThatInstalled(const AuditModel& model,
                                                   const Environment& environment,
                                                   const InstalledDistribution& distribution);

} // namespace pinwheel
