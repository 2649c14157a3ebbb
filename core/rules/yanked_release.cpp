#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN412",
    .name = "yanked-release",
    .summary = "A pin names a release that its authors took back.",
    .family = "resolution",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        for (const Decision& decision : step.decisions) {
            if (!decision.isYanked || decision.kind == DecisionKind::Keep) continue;
            Finding& finding =
                findings.report(info, decision.name,
                                decision.askedBy.empty() ? step.span : decision.askedBy.front(),
                                formatted("{} {} was taken back by its authors",
                                          decision.displayName, decision.after));
            setGrade(finding, decision.grade);
            finding.message =
                formatted("The index marks {} {} as yanked: it is taken only because a pin leaves "
                          "nothing else (PEP 592). Releases are taken back because they are broken "
                          "or dangerous; a neighbouring one is meant to be used.",
                          decision.displayName, decision.after);
            finding.packages = {decision.name};
            for (const Span asked : decision.askedBy)
                addEvidence(finding, asked, "asked for here");
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule yankedRelease()
{
    return {info, check};
}

} // namespace pinwheel
