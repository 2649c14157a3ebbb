#pragma once

#include "core/rules/rule.h"

#include <stop_token>
#include <vector>

namespace pinwheel {

/// The findings of all rules that the profile asks for, in the order of the rules; suppressed ones
/// carry their reason. An unused suppression is a finding of its own. Stops between two rules when
/// asked to.
[[nodiscard]] std::vector<Finding> runRules(const RuleContext& context, std::stop_token stop);

} // namespace pinwheel
