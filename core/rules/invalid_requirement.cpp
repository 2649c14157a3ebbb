#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN411",
    .name = "invalid-requirement",
    .summary = "A line of a requirement file is no requirement: pip ends with an error.",
    .family = "resolution",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind || *step.failureKind != "refused-requirement"
            || step.failureSpans.empty())
            continue;
        Finding& finding = findings.report(
            info, std::string(context.model.sources.slice(step.failureSpans.front()).substr(0, 60)),
            step.failureSpans.front(), *step.failure);
        setGrade(finding, step.certainToRun ? Grade::Certain : Grade::Likely);
        finding.message = formatted(
            "{}. The command ends with an error here, and so does the build.", *step.failure);
        for (const Span span : step.failureSpans)
            if (span != step.failureSpans.front())
                addEvidence(finding, span, "pip refuses this one as well");
        addEvidence(finding, step.span, "the command that reads the file");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule invalidRequirement()
{
    return {info, check};
}

} // namespace pinwheel
