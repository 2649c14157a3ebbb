#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/unmet_requirements.h"


namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN408",
    .name = "broken-requirement",
    .summary = "At the end an installed package does not get what its metadata asks for.",
    .family = "resolution",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const UnmetRequirement& unmet : unmetRequirements(*environment)) {
            const InstallStep* step = stepThatInstalled(context.model, *environment, *unmet.distribution);
            if (unmet.distribution->installer == "apt") continue; // the distribution sees to its own packages
            if (unmet.present.empty() && step != nullptr && step->options.noDependencies) continue; // missing-dependencies
            const InstalledDistribution* culprit = environment->find(unmet.name);
            const std::optional<Span> place = culprit != nullptr && culprit->askedBy ? culprit->askedBy : unmet.distribution->askedBy;
            Finding& finding = findings.report(info, unmet.distribution->name, place.value_or(stage->span), unmet.present.empty()
                    ? formatted("{} needs {}, which is not installed", unmet.distribution->name, unmet.requirement)
                    : formatted("{} needs {}, but {} {} is installed", unmet.distribution->name, unmet.requirement, unmet.name, unmet.present));
            setGrade(finding, unmet.grade);
            finding.message = formatted("`pip check` fails for {}: {} {} asks for \"{}\"{}.", environment->name, unmet.distribution->name, unmet.distribution->versionText(), unmet.requirement,
                unmet.present.empty() ? ", which nothing installs" : formatted(" and {} {} is there", unmet.name, unmet.present));
            finding.packages = {unmet.distribution->name, unmet.name};
            finding.cells = {unmet.requirement, unmet.present, "requirement not met"};
            addEvidence(finding, unmet.distribution->askedBy, formatted("{} {} asks for {}", unmet.distribution->name, unmet.distribution->versionText(), unmet.requirement));
            if (culprit != nullptr) addEvidence(finding, culprit->askedBy, formatted("{} {} comes from {}", unmet.name, unmet.present, layerText(culprit->layer)));
            addLayers(finding, {unmet.distribution->layer, culprit == nullptr ? 0U : culprit->layer});
        }
    }
}

} // namespace

Rule brokenRequirement() { return {info, check}; }

} // namespace pinwheel
