#include "core/base/format.h"
#include "core/dockerfile/run_mount.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN619",
    .name = "unused-cache-mount",
    .summary =
        "A cache mount for the installer is declared, and the install switches the cache off.",
    .family = "hygiene",
    .impact = Impact::Low,
};

/// The --mount=type=cache of the instruction that holds the installer's cache folder; null where
/// there is none.
const Flag* cacheMountOf(const Instruction& instruction, std::string_view tool)
{
    for (const MountFlag& each : mountsOf(instruction))
        if (each.mount.type == MountType::Cache
            && each.mount.target.contains(formatted("/{}", tool)))
            return each.flag;
    return nullptr;
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        const bool hasCache =
            step.command.tool == InstallTool::Pip || step.command.tool == InstallTool::Uv;
        if (!hasCache || !installsPython(step) || !step.options.noCacheDir) continue;
        const Flag* mount = cacheMountOf(instructionOf(context.model, step), step.tool);
        if (mount == nullptr) continue;
        const OptionOrigin& origin = step.options.noCacheDir.origin();
        const Span place = origin.span.value_or(step.span);
        Finding& finding = findings.report(
            info, step.tool, place,
            formatted("{} is told not to use the cache that is mounted for it", step.tool));
        finding.message = formatted("The cache mount is not part of the image, so {} may keep its "
                                    "downloads there: a later build then takes them from it. "
                                    "With the cache switched off the mount serves nothing.",
                                    step.tool);
        addEvidence(finding, mount->span, "the cache mount");
        addLayers(finding, {step.layer});
        if (const CommandOption* option = step.command.option("--no-cache-dir");
            option != nullptr && isEditable(context.model, step))
            offer(finding, "Remove " + option->spelled,
                  "The cache lies in the mount and not in the layer.", Applicability::Safe,
                  {removeWord(context.model.sources, option->span)});
    }
}

} // namespace

Rule unusedCacheMount()
{
    return {info, check};
}

} // namespace pinwheel
