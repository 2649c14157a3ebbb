#include "core/base/format.h"
#include "core/python/version.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN208",
    .name = "pre-releases",
    .summary = "--pre admits pre-releases of every package and dependency of the command.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || !step.options.preReleases) continue;
        std::vector<std::string> names;
        for (const Decision& decision : step.decisions)
            if (const auto version = Version::parse(decision.after);
                version && version->isPrerelease() && decision.kind != DecisionKind::Keep)
                names.push_back(decision.name);
        Finding& finding = findings.report(
            info, "--pre", step.options.preReleases.origin().span.value_or(step.span),
            "--pre admits pre-releases of every dependency");
        if (names.empty()) finding.probability = Probability::Medium;
        finding.message =
            "The switch is not bound to one package: dependencies too are taken as alpha, beta or "
            "release candidate when that is the newest. A specifier that names a pre-release, such "
            "as \"==2.0rc1\", admits it for that package alone.";
        if (!names.empty())
            finding.message += formatted(" Taken as pre-release here: {}.", joinNames(names));
        finding.packages = names;
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule preReleases()
{
    return {info, check};
}

} // namespace pinwheel
