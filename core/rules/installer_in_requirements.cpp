#include "core/base/format.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>
#include <vector>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN108",
    .name = "installer-in-requirements",
    .summary =
        "A requirement file pins pip itself, so pip replaces itself while it installs the file.",
    .family = "duplicates",
    .impact = Impact::Low,
};

bool isBuildTool(std::string_view name)
{
    return name == "pip" || name == "setuptools" || name == "wheel";
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (std::size_t i = 0; i < trace.installs.size(); ++i) {
        const InstallStep& step = trace.installs[i];
        if (!isPipInstall(step)) continue;
        std::vector<const Mention*> tools;
        bool namesOthers = false;
        for (const Mention* mention : mentionsOf(trace, i)) {
            const auto set = parseSpecifierSet(mention->specifier);
            const bool isPinned =
                mention->role == Mention::Role::RequirementLine && set && set->isPinned();
            if (isPinned && isBuildTool(mention->name))
                tools.push_back(mention);
            else
                namesOthers |= !isBuildTool(mention->name);
        }
        const auto pip = std::ranges::find(tools, "pip", &Mention::name);
        const Decision* decision = decisionOf(step, "pip");
        if (pip == tools.end() || !namesOthers
            || (decision != nullptr && decision->kind == DecisionKind::Keep
                && decision->versionKnown))
            continue;
        std::vector<std::string> names;
        for (const Mention* tool : tools)
            names.push_back(tool->name);
        Finding& finding = findings.report(
            info, "pip", placeOf(**pip),
            formatted("the requirement file moves {} to another version", joinNames(names)));
        setGrade(finding, step.certainToRun ? Grade::Certain : Grade::Likely);
        finding.message = formatted(
            "The file pins {}, as a list of everything that was installed somewhere does. pip then "
            "replaces itself while it runs, and the image's own {} changed with the application.",
            joinNames(names), names.size() == 1 ? "pip is" : "build tools are");
        finding.packages = names;
        for (const Mention* tool : tools)
            addEvidence(finding, placeOf(*tool), requirementText(*tool));
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule installerInRequirements()
{
    return {info, check};
}

} // namespace pinwheel
