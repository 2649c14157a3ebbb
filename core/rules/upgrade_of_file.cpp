#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN204",
    .name = "upgrade-of-file",
    .summary = "--upgrade on a requirements file takes the newest release that each line admits at "
               "every build.",
    .family = "pip-flags",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || !step.options.upgrade || step.requirementFiles.empty()) continue;
        Finding& finding = findings.report(
            info, "--upgrade", step.options.upgrade.origin().span.value_or(step.span),
            "--upgrade works on every line of the requirements file");
        finding.message =
            "Each line is upgraded to the newest release that it admits, also where the earlier "
            "layers hold one that fits. Two builds of one file can differ.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule upgradeOfFile()
{
    return {info, check};
}

} // namespace pinwheel
