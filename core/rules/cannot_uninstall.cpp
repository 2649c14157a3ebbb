#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN403",
    .name = "cannot-uninstall",
    .summary = "A command would replace a package that pip refuses to uninstall.",
    .family = "resolution",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.failure || !step.failureKind || *step.failureKind != "cannot-uninstall") continue;
        const Span place = step.failureSpans.empty() ? step.span : step.failureSpans.front();
        Finding& finding = findings.report(info, "uninstall", place, *step.failure);
        setGrade(finding,
                 std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = formatted("Layer {} ends with an error: {}.", step.layer, *step.failure);
        finding.message += " The distribution's package was installed without a list of its files. "
                           "Install that one in a command of its own with --ignore-installed "
                           "--no-deps, or do not install the distribution's package.";
        for (const Span span : step.failureSpans)
            addEvidence(finding, span,
                        std::string("takes part: ")
                            + std::string(context.model.sources.slice(span)));
        addEvidence(finding, step.span, "the command that fails");
        std::vector<std::string> refused;
        for (const Decision& decision : step.decisions)
            if (decision.kind == DecisionKind::Fail) refused.push_back(decision.name);
        offerOwnCommand(context, step, refused, finding);
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule cannotUninstall()
{
    return {info, check};
}

} // namespace pinwheel
