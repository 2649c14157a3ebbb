#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN502",
    .name = "driver-too-old",
    .summary = "The driver that was named is older than the CUDA runtime needs.",
    .family = "compatibility",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Chain& chain : context.chains) {
        if (chain.id != "cuda") continue;
        for (const ChainLink& link : chain.links) {
            if (link.state != LinkState::Breaks || !(link.from.starts_with("driver "))) continue;
            const std::string name = link.from.substr(0, link.from.find(' '));
            Finding& finding =
                findings.report(info, name, link.span.value_or(stage->span),
                                formatted("{} is too old for {}", link.from, link.to));
            finding.message = formatted("{} and {}: {}.", link.from, link.to, link.account);
            finding.facts = link.facts;
            finding.packages = {name};
            finding.subject = "driver";
            finding.packages = {"torch"};
        }
    }
}

} // namespace

Rule driverTooOld()
{
    return {info, check};
}

} // namespace pinwheel
