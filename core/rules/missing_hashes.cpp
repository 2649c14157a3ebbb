#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN407",
    .name = "missing-hashes",
    .summary = "Some requirements carry hashes and others do not: pip then refuses the command.",
    .family = "resolution",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind || *step.failureKind != "hashes-missing") continue;
        const Span place = step.failureSpans.empty() ? step.span : step.failureSpans.front();
        Finding& finding = findings.report(info, "hashes", place, *step.failure);
        setGrade(finding,
                 std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = formatted("Layer {} ends with an error: {}.", step.layer, *step.failure);
        finding.message += " One hash anywhere in the command asks for hashes of everything, "
                           "dependencies included.";
        for (const Span span : step.failureSpans)
            addEvidence(finding, span,
                        std::string("takes part: ")
                            + std::string(context.model.sources.slice(span)));
        addEvidence(finding, step.span, "the command that fails");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule missingHashes()
{
    return {info, check};
}

} // namespace pinwheel
