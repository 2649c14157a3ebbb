#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN621",
    .name = "apt-interface",
    .summary = "apt is meant for people; its command line may change between releases.",
    .family = "hygiene",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3027"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.command.tool != InstallTool::Apt) continue;
        Finding& finding =
            findings.report(info, "apt", step.command.program.span, "apt is called by a script");
        finding.message = "apt says itself that it has no stable command line interface. apt-get "
                          "has one and does the same.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule aptInterface()
{
    return {info, check};
}

} // namespace pinwheel
