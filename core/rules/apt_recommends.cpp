#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN614",
    .name = "apt-recommends",
    .summary = "apt-get also installs packages that are only recommended.",
    .family = "hygiene",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3015"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        const bool apt =
            step.command.tool == InstallTool::AptGet || step.command.tool == InstallTool::Apt;
        if (!apt || step.command.action != InstallAction::Install
            || step.command.environment.noRecommends || step.command.arguments.empty())
            continue;
        Finding& finding = findings.report(info, "--no-install-recommends", step.span,
                                           "recommended packages are installed as well");
        finding.message =
            "Recommended packages make the image larger; --no-install-recommends leaves them out.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule aptRecommends()
{
    return {info, check};
}

} // namespace pinwheel
