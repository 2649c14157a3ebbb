#include "core/base/format.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN406",
    .name = "accidental-pre-release",
    .summary = "A pre-release is installed that nobody asked for by name.",
    .family = "resolution",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || step.options.preReleases) continue;
        for (const Decision& decision : step.decisions) {
            const auto version = Version::parse(decision.after);
            if (!version || !version->isPrerelease() || decision.kind == DecisionKind::Keep
                || !decision.versionKnown)
                continue;
            bool named = false;
            for (const Mention& mention : context.model.trace.mentions)
                if (mention.name == decision.name)
                    if (const auto set = parseSpecifierSet(mention.specifier))
                        named |= set->prereleases().value_or(false);
            if (named) continue;
            Finding& finding =
                findings.report(info, decision.name,
                                decision.askedBy.empty() ? step.span : decision.askedBy.front(),
                                formatted("{} {} is a pre-release", decision.name, decision.after));
            setGrade(finding, decision.grade);
            finding.message = formatted("No specifier names a pre-release of {}; pip takes one "
                                        "only because no final release fits: {}.",
                                        decision.name, decision.reason);
            finding.packages = {decision.name};
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule accidentalPreRelease()
{
    return {info, check};
}

} // namespace pinwheel
