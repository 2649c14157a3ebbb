#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/package_mentions.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN401",
    .name = "resolution-conflict",
    .summary = "The requirements of one command cannot all be fulfilled.",
    .family = "resolution",
    .impact = Impact::Critical,
};

/// PIN105 tells this one with its package: two places of one command exclude each other.
bool isContradiction(const AuditModel& model, const InstallStep& step,
                     const std::vector<MentionPair>& pairs)
{
    return std::ranges::any_of(pairs, [&](const MentionPair& pair) {
        if (!pair.sameCommand || &model.trace.installs[pair.second->install] != &step
            || canAgree(pair.first->specifier, pair.second->specifier))
            return false;
        return std::ranges::find(step.failureSpans, placeOf(*pair.first)) != step.failureSpans.end()
            || std::ranges::find(step.failureSpans, placeOf(*pair.second))
            != step.failureSpans.end();
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const std::vector<MentionPair> pairs = mentionPairs(context.model);
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind
            || (*step.failureKind != "conflict" && *step.failureKind != "too-deep"))
            continue;
        if (isContradiction(context.model, step, pairs)) continue;
        const Span place = step.failureSpans.empty() ? step.span : step.failureSpans.front();
        Finding& finding = findings.report(
            info, "conflict", place,
            *step.failureKind == "conflict"
                ? formatted("the requirements of layer {} cannot all be fulfilled", step.layer)
                : *step.failure);
        setGrade(finding,
                 std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = formatted("Layer {} ends with an error: {}.", step.layer, *step.failure);
        if (!step.conflictDerivation.empty()) finding.message += " " + step.conflictDerivation;
        for (const Span span : step.failureSpans)
            addEvidence(finding, span,
                        std::string("part of the conflict: ")
                            + std::string(context.model.sources.slice(span)));
        addEvidence(finding, step.span, "the command that fails");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule resolutionConflict()
{
    return {info, check};
}

} // namespace pinwheel
