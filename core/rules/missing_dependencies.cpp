#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/unmet_requirements.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN205",
    .name = "missing-dependencies",
    .summary = "--no-deps leaves requirements of an installed package unmet.",
    .family = "pip-flags",
    .impact = Impact::High,
};

void report(const Environment& environment, const InstallStep& step,
            const InstalledDistribution& distribution, const std::vector<UnmetRequirement>& missing,
            FindingSink& findings)
{
    std::vector<std::string> names;
    std::vector<std::string> texts;
    Grade grade = Grade::Certain;
    for (const UnmetRequirement& unmet : missing) {
        names.push_back(unmet.name);
        texts.push_back(formatted("\"{}\"", unmet.requirement));
        grade = std::min(grade, unmet.grade);
    }
    Finding& finding = findings.report(
        info, distribution.name, distribution.askedBy.value_or(step.span),
        formatted("{} needs {}, which nothing installs", distribution.name, joinNames(names)));
    setGrade(finding, grade);
    finding.message =
        formatted("{} was installed with --no-deps, and {} does not hold {} at the end.",
                  distribution.name, environment.name, joinNames(texts));
    finding.packages = {distribution.name};
    finding.packages.insert(finding.packages.end(), names.begin(), names.end());
    addEvidence(finding, step.options.noDependencies.origin().span, "--no-deps");
    addLayers(finding, {step.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Environment* environment : finalEnvironments(context.model)) {
        std::map<const InstalledDistribution*, std::vector<UnmetRequirement>> byDistribution;
        for (const UnmetRequirement& unmet : unmetRequirements(*environment))
            if (unmet.present.empty()) byDistribution[unmet.distribution].push_back(unmet);
        for (const auto& [distribution, missing] : byDistribution) {
            const InstallStep* step = stepThatInstalled(context.model, *environment, *distribution);
            if (step != nullptr && step->options.noDependencies)
                report(*environment, *step, *distribution, missing, findings);
        }
    }
}

} // namespace

Rule missingDependencies()
{
    return {info, check};
}

} // namespace pinwheel
