#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

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
    // torch publishes no wheels for musl: pip finds nothing, so no environment tells of it.
    for (const Mention& mention : context.model.trace.mentions) {
        if (mention.name != "torch" || !mention.applies || mention.role == Mention::Role::Constraint
            || mention.install >= context.model.trace.installs.size())
            continue;
        const InstallStep& step = context.model.trace.installs[mention.install];
        const auto stage =
            std::ranges::find(context.model.trace.stages, step.stage, &StageTrace::index);
        if (stage == context.model.trace.stages.end() || stage->base.libc != "musl"
            || (step.after && step.after->find("torch") != nullptr))
            continue;
        Finding& finding =
            findings.report(info, "torch", placeOf(mention), "torch has no wheel for musl");
        finding.impact = Impact::Critical;
        finding.message = "The base image uses musl, and torch publishes wheels for glibc only, "
                          "and no source distribution: pip finds no matching distribution.";
        if (auto fact = context.knowledge.fact("alpine-musl"))
            finding.facts.push_back(std::move(*fact));
        finding.packages = {"torch"};
        addEvidence(finding, stage->base.span, stage->base.summary);
        addLayers(finding, {step.layer});
    }
    for (const Chain& chain : context.chains) {
        if (chain.id != "platform") continue;
        for (const ChainLink& link : chain.links)
            for (const ChainLink& part : link.links) {
                if (part.state != LinkState::Breaks) continue;
                const std::string name = part.from.substr(0, part.from.find(' '));
                const StageTrace* stage = targetStage(context.model);
                Finding& finding =
                    findings.report(info, name, part.span.value_or(stage->span),
                                    formatted("{} has no wheel for {}", part.from, part.to));
                setGrade(finding, Grade::Likely);
                finding.impact = Impact::Critical;
                finding.message = formatted("{}: {}.", part.from, part.account);
                finding.facts = part.facts;
                finding.packages = {name};
                addEvidence(finding, stage->base.span, stage->base.summary);
            }
    }
}

} // namespace

Rule noWheelForPlatform()
{
    return {info, check};
}

} // namespace pinwheel
