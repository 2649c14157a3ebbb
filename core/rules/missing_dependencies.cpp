#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/unmet_requirements.h"


namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN205",
    .name = "missing-dependencies",
    .summary = "--no-deps leaves requirements of an installed package unmet.",
    .family = "pip-flags",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const UnmetRequirement& unmet : unmetRequirements(*environment)) {
            const InstallStep* step = stepThatInstalled(context.model, *environment, *unmet.distribution);
            if (!unmet.present.empty() || step == nullptr || !step->options.noDependencies) continue;
            Finding& finding = findings.report(info, unmet.distribution->name, unmet.distribution->askedBy.value_or(step->span),
                formatted("{} needs {}, which nothing installs", unmet.distribution->name, unmet.name));
            setGrade(finding, unmet.grade);
            finding.message = formatted("{} was installed with --no-deps, and {} does not hold \"{}\" at the end.", unmet.distribution->name, environment->name, unmet.requirement);
            finding.packages = {unmet.distribution->name, unmet.name};
            addEvidence(finding, step->options.noDependencies.origin.span, "--no-deps");
            addLayers(finding, {step->layer});
        }
    }
}

} // namespace

Rule missingDependencies() { return {info, check}; }

} // namespace pinwheel
