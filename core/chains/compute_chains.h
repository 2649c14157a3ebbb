#pragma once

#include "core/build/audit_model.h"
#include "core/chains/chain.h"

#include <vector>

namespace pinwheel {

class Knowledge;

/// The compatibility chains of the target stage, for the target platform and the GPUs and driver
/// that were chosen: CUDA, torch family, NumPy, Python, platform. A link whose fact is missing is
/// Unknown, with what is missing.
[[nodiscard]] std::vector<Chain> computeChains(const AuditModel& model, const Knowledge& knowledge);

} // namespace pinwheel
