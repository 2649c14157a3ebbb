#pragma once

// What an install command does as far as version ranges tell, without an index. Internal to
// core/build.

#include "core/build/asked_requirements.h"

namespace pinwheel {

/// Decides what was asked by ranges alone: a present version that satisfies them is kept, all else
/// is installed in a version that is not known, a pin apart.
/// @param why  there is no index data, or no Python to choose for
void decideByRanges(InstallStep& step, const AskedRequirements& question, const Environment& before,
                    Environment& after, const std::string& why);

} // namespace pinwheel
