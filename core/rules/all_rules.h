#pragma once

// One declaration per line of rules.def; each rule includes this, so that its definition matches.

#include "core/rules/rule.h"

namespace pinwheel {

#define RULE(FUNCTION, FILE) [[nodiscard]] Rule FUNCTION();
#include "core/rules/rules.def"
#undef RULE

} // namespace pinwheel
