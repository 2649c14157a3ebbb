#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN203",
    .name = "command-error",
    .summary = "An installer is called with an option or argument that it refuses.",
    .family = "pip-flags",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        for (const CommandProblem& problem : step.command.problems) {
            if (!problem.isFatal()) continue;
            // A word that an unset variable leaves incomplete is told by its own rule.
            if (std::ranges::any_of(step.unset, [&](const UnsetVariable& unset) {
                    return unset.span.contains(problem.span);
                }))
                continue;
            Finding& finding = findings.report(info, step.command.program.knownText(), problem.span,
                                               problem.message);
            finding.message = formatted(
                "{}. The command ends with an error, and so does the build.", problem.message);
            setGrade(finding, step.certainToRun ? Grade::Certain : Grade::Likely,
                     step.certainToRun ? "" : "knowing whether this branch runs");
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule commandError()
{
    return {info, check};
}

} // namespace pinwheel
