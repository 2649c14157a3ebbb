#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN715",
    .name = "redundant-target-platform",
    .summary = "FROM names $TARGETPLATFORM, which is the platform that it takes anyway.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"RedundantTargetPlatform"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        const Flag* flag = instruction.keyword == "FROM" ? instruction.flag("platform") : nullptr;
        if (flag == nullptr
            || (flag->value != "$TARGETPLATFORM" && flag->value != "${TARGETPLATFORM}"))
            continue;
        Finding& finding = findings.report(info, "FROM", flag->span,
                                           "--platform names the platform that FROM takes anyway");
        finding.message = "Without the flag a stage is built for the target platform. The flag "
                          "says nothing new and can go.";
    }
}

} // namespace

Rule redundantTargetPlatform()
{
    return {info, check};
}

} // namespace pinwheel
