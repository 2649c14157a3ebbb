#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN303",
    .name = "index-scope",
    .summary = "A package that came from its own index is replaced from another, because the "
               "option was given to one command only.",
    .family = "index",
    .impact = Impact::Low,
};

/// What came from an index of its own and is changed by a command that does not search that index.
bool leavesItsIndex(const InstallStep& step, const Decision& decision)
{
    const bool changes = decision.kind == DecisionKind::ReplaceBuild
        || decision.kind == DecisionKind::Upgrade || decision.kind == DecisionKind::Downgrade;
    if (!changes || decision.beforeIndex.empty() || decision.beforeIndex == decision.afterIndex
        || decision.beforeIndex == "default index")
        return false;
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    if (present == nullptr || present->installer != "pip" || present->layer == step.layer)
        return false;
    return std::ranges::none_of(step.indexes, [&](const IndexSource& source) {
        return source.label == decision.beforeIndex;
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step)) continue;
        std::map<std::string, std::vector<const Decision*>> byIndex;
        for (const Decision& decision : step.decisions)
            if (leavesItsIndex(step, decision)) byIndex[decision.beforeIndex].push_back(&decision);
        for (const auto& [index, decisions] : byIndex) {
            Finding& finding = findings.report(
                info, index, step.span,
                formatted("layer {} does not search the {} index", step.layer, index));
            Grade grade = Grade::Certain;
            for (const Decision* decision : decisions) {
                const InstalledDistribution* present = step.before->find(decision->name);
                grade = std::min(grade, decision->grade);
                finding.packages.push_back(decision->name);
                addEvidence(finding, present->askedBy,
                            formatted("{} installs {} {}", layerText(present->layer),
                                      decision->name,
                                      versionFrom(decision->before, decision->beforeIndex)));
                addLayers(finding, {present->layer, step.layer});
            }
            setGrade(finding, grade);
            finding.message =
                formatted("An index option holds for its own command. {} came from the {} index; "
                          "layer {} does not name that index, so it takes them from the {}.",
                          joinNames(finding.packages), index, step.layer,
                          decisions.front()->afterIndex.empty() ? "index that it searches"
                                                                : decisions.front()->afterIndex);
            offerIndex(context, step, index, finding);
        }
    }
}

} // namespace

Rule indexScope()
{
    return {info, check};
}

} // namespace pinwheel
