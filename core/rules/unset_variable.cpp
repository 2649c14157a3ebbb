#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN618",
    .name = "unset-variable",
    .summary = "An install command uses a variable that is not set where it runs.",
    .family = "hygiene",
    .impact = Impact::Critical,
};

/// The complaint of the installer about the word that the variable leaves incomplete; null where it
/// takes the word.
const CommandProblem* refusalOf(const InstallStep& step, const UnsetVariable& unset)
{
    const auto found =
        std::ranges::find_if(step.command.problems, [&](const CommandProblem& problem) {
            return problem.isFatal() && unset.span.contains(problem.span);
        });
    return found == step.command.problems.end() ? nullptr : &*found;
}

std::string reasonOf(const AuditModel& model, const UnsetVariable& unset)
{
    if (unset.globalArgument && !unset.declared)
        return formatted("{} is given by the ARG in {}, before the first FROM. A stage does not "
                         "see such a value until it says ARG {} itself.",
                         unset.name, placeText(model, *unset.globalArgument), unset.name);
    if (unset.declared)
        return formatted(
            "ARG {} has no default, so without --build-arg {}=… nothing stands in its place.",
            unset.name, unset.name);
    return formatted(
        "No ARG, ENV or assignment gives {} a value, and the base image does not either.",
        unset.name);
}

/// ARG in the stage itself, directly before the instruction that needs it.
void offerDeclaration(const AuditModel& model, const InstallStep& step, const UnsetVariable& unset,
                      Finding& finding)
{
    if (!unset.globalArgument || unset.declared) return;
    const Instruction& instruction = instructionOf(model, step);
    const std::string line =
        formatted("ARG {}{}", unset.name, lineEndingOf(model.sources.text(instruction.span.file)));
    offer(finding, formatted("Declare ARG {} in the stage", unset.name),
          "The stage then gets the value that stands before the first FROM.", Applicability::Review,
          {insertBefore(instruction.span, line)});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (const InstallStep& step : model.trace.installs) {
        for (const UnsetVariable& unset : step.unset) {
            const CommandProblem* refusal = refusalOf(step, unset);
            // A word that may be left out is left out on purpose, unless a value was meant for it.
            if (refusal == nullptr && (!unset.globalArgument || unset.declared)) continue;
            Finding& finding = findings.report(info, unset.name, unset.span,
                                               formatted("{} is not set here", unset.name));
            setGrade(finding, step.certainToRun ? Grade::Certain : Grade::Likely,
                     step.certainToRun ? "" : "knowing whether this branch runs");
            finding.message = reasonOf(model, unset);
            if (refusal != nullptr)
                finding.message +=
                    formatted(" The command ends with an error: {}.", refusal->message);
            else
                finding.impact = Impact::High;
            if (unset.globalArgument)
                addEvidence(finding, *unset.globalArgument,
                            formatted("the value of {} for FROM alone", unset.name));
            addLayers(finding, {step.layer});
            offerDeclaration(model, step, unset, finding);
        }
    }
}

} // namespace

Rule unsetVariable()
{
    return {info, check};
}

} // namespace pinwheel
