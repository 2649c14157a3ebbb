#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN210",
    .name = "breaks-system-packages",
    .summary = "--break-system-packages lets pip write into the distribution's own Python.",
    .family = "pip-flags",
    .impact = Impact::Low,
};

/// An image whose makers switch the guard off means its Python to be changed; the Dockerfile does
/// nothing to it.
bool isSetByBaseImage(const BuildTrace& trace, const InstallStep& step)
{
    const OptionOrigin& origin = step.options.breakSystemPackages.origin();
    const auto stage = std::ranges::find(trace.stages, step.stage, &StageTrace::index);
    return origin.kind == OptionOrigin::Kind::Variable && !origin.span
        && stage != trace.stages.end() && stage->base.image
        && stage->base.image->environment.contains(origin.name);
}

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<std::uint32_t> stages;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || !step.options.breakSystemPackages || !step.before
            || step.before->kind != EnvironmentKind::System)
            continue;
        // Where the marker is not there, the switch changes nothing.
        if (!step.before->externallyManaged.valueOr(true)
            || std::ranges::find(stages, step.stage) != stages.end())
            continue;
        if (isSetByBaseImage(context.model.trace, step)) continue;
        stages.push_back(step.stage);
        const OptionOrigin& origin = step.options.breakSystemPackages.origin();
        Finding& finding =
            findings.report(info, "--break-system-packages", origin.span.value_or(step.span),
                            "the guard of the distribution's Python is switched off");
        finding.message = formatted("{} is managed by the operating system (PEP 668). What pip "
                                    "writes there can replace modules that the system's own "
                                    "programs need; a virtual environment keeps the two apart.",
                                    step.before->name);
        if (origin.kind == OptionOrigin::Kind::Variable)
            finding.message +=
                formatted(" {} does it for every later command and for every user of the image.",
                          origin.name);
        addEvidence(finding, step.span, formatted("{} writes there", layerText(step.layer)));
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule breaksSystemPackages()
{
    return {info, check};
}

} // namespace pinwheel
