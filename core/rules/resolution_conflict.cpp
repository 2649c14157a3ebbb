#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

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

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind || (*step.failureKind != "conflict" && *step.failureKind != "too-deep")) continue;
        const Span place = step.failureSpans.empty() ? step.span : step.failureSpans.front();
        Finding& finding = findings.report(info, "conflict", place, *step.failure);
        setGrade(finding, std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = formatted("Layer {} ends with an error: {}.", step.layer, *step.failure);
        if (!step.conflictDerivation.empty()) finding.message += " " + step.conflictDerivation;
        for (const Span span : step.failureSpans) addEvidence(finding, span, std::string("takes part: ") + std::string(context.model.sources.slice(span)));
        addEvidence(finding, step.span, "the command that fails");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule resolutionConflict() { return {info, check}; }

} // namespace pinwheel
