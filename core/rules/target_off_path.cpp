#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN207",
    .name = "target-off-path",
    .summary = "--target puts packages into a folder that the image's Python does not search.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || !step.options.target || stage == nullptr
            || step.stage != stage->index || !step.options.target->text)
            continue;
        const std::string& folder = *step.options.target->text;
        const auto path = stage->variables.find("PYTHONPATH");
        const bool searched =
            (path != stage->variables.end() && path->second.find(folder) != std::string::npos)
            || folder == "." || folder == stage->workingFolder
            || folder.find("site-packages") != std::string::npos
            || folder.find("dist-packages") != std::string::npos;
        if (searched) continue;
        Finding& finding =
            findings.report(info, folder, step.options.target->origin.span.value_or(step.span),
                            formatted("nothing puts {} on Python's path", folder));
        setGrade(finding, Grade::Unknown, "knowing how the program is started");
        finding.message = formatted(
            "The packages are written to {}, which is neither in PYTHONPATH nor the folder in "
            "which the image starts. Programs find them only when they add it themselves.",
            folder);
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule targetOffPath()
{
    return {info, check};
}

} // namespace pinwheel
