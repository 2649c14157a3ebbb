#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/unmet_requirements.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN408",
    .name = "broken-requirement",
    .summary = "At the end an installed package does not get what its metadata asks for.",
    .family = "resolution",
    .impact = Impact::Medium,
};

bool isSame(const UnmetRequirement& a, const UnmetRequirement& b)
{
    return a.distribution->name == b.distribution->name && a.requirement == b.requirement;
}

bool holds(const std::vector<UnmetRequirement>& list, const UnmetRequirement& unmet)
{
    return std::ranges::any_of(list,
                               [&](const UnmetRequirement& other) { return isSame(other, unmet); });
}

/// The command behind `from` that ends what one layer broke; null where nothing does.
const InstallStep* menderOf(const AuditModel& model, std::size_t from,
                            const UnmetRequirement& unmet)
{
    const std::vector<InstallStep>& installs = model.trace.installs;
    for (std::size_t i = from + 1; i < installs.size(); ++i) {
        const InstallStep& later = installs[i];
        if (later.environment != installs[from].environment || !later.after
            || !staysInImage(model, later))
            continue;
        if (!holds(unmetRequirements(*later.after), unmet)) return &later;
    }
    return nullptr;
}

/// What one layer breaks and a later one mends: what runs between them, and whoever leaves the
/// later one out, meets it.
void checkLayers(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        if (!step.before || !step.after || step.after->kind == EnvironmentKind::Tool
            || !step.certainToRun || !staysInImage(model, step))
            continue;
        const std::vector<UnmetRequirement> before = unmetRequirements(*step.before);
        for (const UnmetRequirement& unmet : unmetRequirements(*step.after)) {
            // A missing package is often left to the next command on purpose.
            if (unmet.present.empty() || unmet.distribution->installer == "apt"
                || holds(before, unmet))
                continue;
            const InstallStep* mender = menderOf(model, i, unmet);
            if (mender == nullptr || mender->layer == step.layer) continue;
            Finding& finding = findings.report(
                info, unmet.distribution->name, step.span,
                formatted("after layer {} {} needs {}, but {} {} is installed", step.layer,
                          unmet.distribution->name, unmet.requirement, unmet.name, unmet.present));
            setGrade(finding, unmet.grade);
            finding.impact = Impact::Low;
            finding.message =
                formatted("`pip check` fails after layer {}: {} {} asks for \"{}\" and {} {} is "
                          "there. Layer {} mends it, so only what runs in between meets it.",
                          step.layer, unmet.distribution->name, unmet.distribution->versionText(),
                          unmet.requirement, unmet.name, unmet.present, mender->layer);
            finding.packages = {unmet.distribution->name, unmet.name};
            finding.cells = {unmet.requirement, unmet.present, "requirement not met"};
            addEvidence(finding, mender->span, "mends it");
            addLayers(finding, {step.layer, mender->layer});
        }
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    checkLayers(context, findings);
    const StageTrace* stage = targetStage(context.model);
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const UnmetRequirement& unmet : unmetRequirements(*environment)) {
            const InstallStep* step =
                stepThatInstalled(context.model, *environment, *unmet.distribution);
            if (unmet.distribution->installer == "apt")
                continue; // the distribution sees to its own packages
            if (unmet.present.empty() && step != nullptr && step->options.noDependencies)
                continue; // missing-dependencies
            const InstalledDistribution* culprit = environment->find(unmet.name);
            const std::optional<Span> place = culprit != nullptr && culprit->askedBy
                ? culprit->askedBy
                : unmet.distribution->askedBy;
            Finding& finding = findings.report(
                info, unmet.distribution->name, place.value_or(stage->span),
                unmet.present.empty()
                    ? formatted("{} needs {}, which is not installed", unmet.distribution->name,
                                unmet.requirement)
                    : formatted("{} needs {}, but {} {} is installed", unmet.distribution->name,
                                unmet.requirement, unmet.name, unmet.present));
            setGrade(finding, unmet.grade);
            finding.message = formatted(
                "`pip check` fails for {}: {} {} asks for \"{}\"{}.", environment->name,
                unmet.distribution->name, unmet.distribution->versionText(), unmet.requirement,
                unmet.present.empty()
                    ? ", which nothing installs"
                    : formatted(" and {} {} is there", unmet.name, unmet.present));
            finding.packages = {unmet.distribution->name, unmet.name};
            finding.cells = {unmet.requirement, unmet.present, "requirement not met"};
            addEvidence(finding, unmet.distribution->askedBy,
                        formatted("{} {} asks for {}", unmet.distribution->name,
                                  unmet.distribution->versionText(), unmet.requirement));
            if (culprit != nullptr)
                addEvidence(finding, culprit->askedBy,
                            formatted("{} {} comes from {}", unmet.name, unmet.present,
                                      layerText(culprit->layer)));
            addLayers(finding,
                      {unmet.distribution->layer, culprit == nullptr ? 0U : culprit->layer});
        }
    }
}

} // namespace

Rule brokenRequirement()
{
    return {info, check};
}

} // namespace pinwheel
