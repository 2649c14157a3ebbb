#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN106",
    .name = "stale-metadata",
    .summary =
        "An install leaves the metadata folder of the old version beside that of the new one.",
    .family = "duplicates",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        std::vector<std::string> names;
        std::vector<std::string> folders;
        Grade grade = Grade::Certain;
        Span place = step.span;
        for (const Decision& decision : step.decisions) {
            if (!decision.leavesStaleMetadata) continue;
            const InstalledDistribution* present =
                step.before ? step.before->find(decision.name) : nullptr;
            // The distribution's own packages live in another folder, behind pip's on the path.
            if (present != nullptr && present->installer == "apt") continue;
            names.push_back(decision.name);
            folders.push_back(formatted("{}-{}.dist-info", decision.displayName, decision.before));
            grade = std::min(grade, decision.grade);
        }
        if (names.empty()) continue;
        if (step.options.ignoreInstalled && step.options.ignoreInstalled.origin().span)
            place = *step.options.ignoreInstalled.origin().span;
        Finding& finding = findings.report(
            info, names.front(), place,
            formatted("the old metadata of {} stays in the environment", joinNames(names, 3)));
        setGrade(finding, grade);
        finding.message = formatted("Nothing is uninstalled, so {} {} beside the new {}. Tools "
                                    "that read metadata may report either version, "
                                    "and uninstalling removes only one of them.",
                                    joinNames(folders), folders.size() == 1 ? "stays" : "stay",
                                    folders.size() == 1 ? "folder" : "folders");
        finding.packages = names;
        addEvidence(finding, step.span, formatted("{} writes over them", layerText(step.layer)));
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule staleMetadata()
{
    return {info, check};
}

} // namespace pinwheel
