#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN402",
    .name = "no-matching-distribution",
    .summary = "No release fulfils a requirement on this Python and platform.",
    .family = "resolution",
    .impact = Impact::Critical,
};

/// PIN404 tells this one with its reason.
bool isTorchOnMusl(const AuditModel& model, const InstallStep& step)
{
    const auto stage = std::ranges::find(model.trace.stages, step.stage, &StageTrace::index);
    const bool isMusl = stage != model.trace.stages.end() && stage->base.libc == "musl";
    return isMusl && std::ranges::any_of(model.trace.mentions, [&](const Mention& mention) {
               return mention.name == "torch"
                   && std::ranges::find(step.failureSpans, placeOf(mention))
                   != step.failureSpans.end();
           });
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind
            || (*step.failureKind != "no-match" && *step.failureKind != "requires-python"
                && *step.failureKind != "bad-requirement"))
            continue;
        if (isTorchOnMusl(context.model, step)) continue;
        const Span place = step.failureSpans.empty() ? step.span : step.failureSpans.front();
        Finding& finding = findings.report(info, "no match", place, *step.failure);
        setGrade(finding,
                 std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        if (step.failureGrade == Grade::Unknown) {
            finding.probability = Probability::Low;
            finding.title +=
                formatted(": no file for {} is recorded", targetPlatform(context.model));
            finding.message =
                formatted("The index data at hand records files of other platforms alone. Where "
                          "the index holds none for {} either, layer {} ends with an error: {}.",
                          targetPlatform(context.model), step.layer, *step.failure);
        } else {
            finding.message =
                formatted("Layer {} ends with an error: {}.", step.layer, *step.failure);
        }
        if (!step.conflictDerivation.empty()) finding.message += " " + step.conflictDerivation;
        for (const Span span : step.failureSpans)
            addEvidence(finding, span,
                        std::string("takes part: ")
                            + std::string(context.model.sources.slice(span)));
        addEvidence(finding, step.span, "the command that fails");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule noMatchingDistribution()
{
    return {info, check};
}

} // namespace pinwheel
