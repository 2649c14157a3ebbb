#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN214",
    .name = "constraints-forgotten",
    .summary = "A later command changes a package that an earlier command installed under a "
               "constraint, without naming the constraints file.",
    .family = "pip-flags",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (const Mention& constraint : trace.mentions) {
        if (constraint.role != Mention::Role::Constraint
            || constraint.install >= trace.installs.size())
            continue;
        const InstallStep& first = trace.installs[constraint.install];
        for (std::size_t i = constraint.install + 1; i < trace.installs.size(); ++i) {
            const InstallStep& later = trace.installs[i];
            if (later.environment != first.environment || later.stage != first.stage
                || !later.constraintFiles.empty())
                continue;
            const Decision* decision = decisionOf(later, constraint.name);
            if (decision == nullptr || !overwrites(*decision)
                || decision->kind == DecisionKind::Reinstall)
                continue;
            Finding& finding =
                findings.report(info, constraint.name, later.span,
                                formatted("{} is constrained in layer {} but not in layer {}",
                                          constraint.name, first.layer, later.layer));
            setGrade(finding, decision->grade);
            finding.message = formatted("Layer {} installs {} under the constraint {}; layer {} "
                                        "does not name the constraints file and changes it: {}.",
                                        first.layer, constraint.name, requirementText(constraint),
                                        later.layer, decision->reason);
            finding.packages = {constraint.name};
            addEvidence(finding, placeOf(constraint), "the constraint");
            addLayers(finding, {first.layer, later.layer});
            offerConstraints(context, first, later, finding);
        }
    }
}

} // namespace

Rule constraintsForgotten()
{
    return {info, check};
}

} // namespace pinwheel
