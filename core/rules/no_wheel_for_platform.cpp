#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN404",
    .name = "no-wheel-for-platform",
    .summary = "A package has no wheel for the C library or architecture of the image.",
    .family = "resolution",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Chain& chain : context.chains) {
        if (chain.id != "platform") continue;
        for (const ChainLink& link : chain.links)
            for (const ChainLink& part : link.links) {
                if (part.state != LinkState::Breaks) continue;
                const std::string name = part.from.substr(0, part.from.find(' '));
                const StageTrace* stage = targetStage(context.model);
                Finding& finding = findings.report(info, name, part.span.value_or(stage->span), std::format("{} has no wheel for {}", part.from, part.to));
                setGrade(finding, Grade::Likely);
                finding.impact = Impact::Critical;
                finding.message = std::format("{}: {}.", part.from, part.account);
                finding.facts = part.facts;
                finding.packages = {name};
                addEvidence(finding, stage->base.span, stage->base.summary);
            }
    }
}

} // namespace

Rule noWheelForPlatform() { return {info, check}; }

} // namespace pinwheel
