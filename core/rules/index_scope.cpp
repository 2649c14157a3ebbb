#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN303",
    .name = "index-scope",
    .summary = "A package that came from its own index is replaced from another, because the option was given to one command only.",
    .family = "index",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step)) continue;
        for (const Decision& decision : step.decisions) {
            if (!overwrites(decision) || decision.kind == DecisionKind::Reinstall || decision.beforeIndex.empty() || decision.beforeIndex == decision.afterIndex) continue;
            const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
            if (present == nullptr || present->installer != "pip" || present->layer == step.layer || decision.beforeIndex == "default index") continue;
            const auto searched = [&](const IndexSource& source) { return source.label == decision.beforeIndex; };
            if (std::ranges::any_of(step.indexes, searched)) continue;
            Finding& finding = findings.report(info, decision.name, step.span, std::format("layer {} does not search the {} index", step.layer, decision.beforeIndex));
            setGrade(finding, decision.grade);
            finding.message = std::format("An index option holds for its own command. Layer {} took {} from the {} index; layer {} does not name that index, so what it installs comes from elsewhere ({}).",
                present->layer, decision.name, decision.beforeIndex, step.layer, decision.afterIndex);
            finding.packages = {decision.name};
            addEvidence(finding, present->askedBy, versionFrom(decision.before, decision.beforeIndex));
            addLayers(finding, {present->layer, step.layer});
        }
    }
}

} // namespace

Rule indexScope() { return {info, check}; }

} // namespace pinwheel
