#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN620",
    .name = "apk-cache-left",
    .summary = "apk's package lists stay in the layer.",
    .family = "hygiene",
    .impact = Impact::Low,
    .aliases = {"DL3019"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.command.tool != InstallTool::Apk || step.command.action != InstallAction::Install
            || !staysInImage(context.model, step))
            continue;
        const auto has = [&](std::string_view name) {
            return std::ranges::any_of(step.command.options, [&](const CommandOption& option) {
                return option.name == name || option.spelled == name;
            });
        };
        if (has("--no-cache")) continue;
        const Instruction& instruction = instructionOf(context.model, step);
        if (hasCacheMount(instruction)
            || removalOf(context.model, step.instruction, "/var/cache/apk") != nullptr
            || emptiesCache(context.model, step.instruction, InstallTool::Apk))
            continue;
        Finding& finding = findings.report(info, "apk", step.command.program.span,
                                           "apk keeps its package lists in the layer");
        finding.message = "Without --no-cache apk stores the lists of the repositories below "
                          "/var/cache/apk, which nobody needs in the image.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule apkCacheLeft()
{
    return {info, check};
}

} // namespace pinwheel
