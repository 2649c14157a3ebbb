#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN615",
    .name = "uninstall-asks-back",
    .summary = "pip uninstall without -y asks for confirmation, which nobody gives in a build.",
    .family = "hygiene",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.command.tool != InstallTool::Pip || step.command.action != InstallAction::Uninstall
            || step.options.yes || step.command.option("--yes") != nullptr)
            continue;
        if (step.hasInput) continue; // `yes | …`
        Finding& finding = findings.report(info, "pip uninstall", step.span,
                                           "pip uninstall asks for confirmation");
        setGrade(finding, Grade::Likely, "knowing whether the package is there");
        finding.message = "Where the package is there, pip asks and ends with an error because "
                          "nobody answers in a build; where it is not, the command does nothing.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule uninstallAsksBack()
{
    return {info, check};
}

} // namespace pinwheel
