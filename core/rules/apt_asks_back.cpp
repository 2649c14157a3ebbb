#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN613",
    .name = "apt-asks-back",
    .summary = "apt-get install without -y asks for confirmation, which nobody gives in a build.",
    .family = "hygiene",
    .impact = Impact::Critical,
    .aliases = {"DL3014"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        const bool apt =
            step.command.tool == InstallTool::AptGet || step.command.tool == InstallTool::Apt;
        if (!apt || step.command.action != InstallAction::Install
            || step.command.environment.assumeYes || step.command.arguments.empty())
            continue;
        if (std::ranges::any_of(step.command.options, [](const CommandOption& o) {
                return o.spelled.starts_with("-q") || o.name.find("quiet") != std::string::npos
                    || o.name.find("download-only") != std::string::npos;
            }))
            continue;
        if (step.hasInput) continue; // `yes | …`
        Finding& finding =
            findings.report(info, "-y", step.span, "apt-get install asks for confirmation");
        setGrade(finding, Grade::Likely,
                 "knowing whether more than the named packages are installed");
        finding.message = "Where more than the named packages would be installed, apt-get asks and "
                          "ends with \"Abort.\" because nobody answers in a build.";
        addLayers(finding, {step.layer});
        if (const auto edit = addSwitch(context.model, step, "-y"))
            offer(finding, "Add -y", "The build cannot answer.", Applicability::Safe, {*edit});
    }
}

} // namespace

Rule aptAsksBack()
{
    return {info, check};
}

} // namespace pinwheel
