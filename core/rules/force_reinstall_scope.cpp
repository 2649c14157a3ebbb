#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN202",
    .name = "force-reinstall-scope",
    .summary = "--force-reinstall installs every requirement and dependency of its command again.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

/// Where the index data does not tell what the packages need, but something of it is there to be
/// written again.
void reportUndecided(const InstallStep& step, FindingSink& findings)
{
    const bool partly = std::ranges::any_of(step.decisions, [](const Decision& d) {
        return d.kind == DecisionKind::Reinstall || d.kind == DecisionKind::Undetermined;
    });
    if (!partly || !step.before || step.before->distributions.size() < 10) return;
    if (std::ranges::all_of(step.decisions,
                            [](const Decision& d) { return d.grade == Grade::Certain; }))
        return;
    Finding& finding = findings.report(
        info, "--force-reinstall", step.options.forceReinstall.origin().span.value_or(step.span),
        "--force-reinstall also reinstalls what the named packages need");
    setGrade(finding, Grade::Likely);
    finding.message = "The switch works on dependencies too, and takes no notice of the versions "
                      "that are there: each is chosen anew, as its newest release that fits. With "
                      "--no-deps it touches what the command names.";
    for (const Decision& decision : step.decisions)
        finding.packages.push_back(decision.name);
    addLayers(finding, {step.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || !step.options.forceReinstall || step.options.ignoreInstalled
            || step.options.noDependencies)
            continue;
        std::vector<std::string> names;
        bool replaced = false;
        for (const Decision& decision : step.decisions) {
            if (!overwrites(decision) || !decision.askedBy.empty()) continue;
            names.push_back(decision.name);
            replaced |= decision.kind == DecisionKind::ReplaceBuild;
        }
        if (names.empty()) {
            reportUndecided(step, findings);
            continue;
        }
        Finding& finding = findings.report(
            info, "--force-reinstall",
            step.options.forceReinstall.origin().span.value_or(step.span),
            formatted(
                "--force-reinstall also reinstalls {} packages that the command does not name",
                names.size()));
        if (replaced) finding.impact = Impact::High;
        finding.message =
            formatted("The switch works on dependencies too: {} are downloaded and written again. "
                      "With --no-deps it touches what the command names.",
                      joinNames(names));
        finding.packages = names;
        addLayers(finding, {step.layer});
        if (const auto edit = addSwitch(context.model, step, "--no-deps"))
            offer(finding, "Add --no-deps", "The dependencies are there already.",
                  Applicability::Review, {*edit});
    }
}

} // namespace

Rule forceReinstallScope()
{
    return {info, check};
}

} // namespace pinwheel
