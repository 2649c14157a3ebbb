#include "core/rules/all_rules.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN901",
    .name = "unused-suppression",
    .summary = "A comment suppresses a finding that is not there.",
    .family = "hygiene",
    .impact = Impact::Low,
};

} // namespace

/// Whether a suppression is used is known after all other rules have run; run_rules.cpp reports it.
Rule unusedSuppression()
{
    return {info, nullptr};
}

} // namespace pinwheel
