#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN605",
    .name = "package-lists-left",
    .summary = "apt's package lists stay in the layer.",
    .family = "hygiene",
    .impact = Impact::Low,
    .aliases = {"DL3009"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<std::uint32_t> told;
    for (const InstallStep& step : context.model.trace.installs) {
        const InstallTool tool = step.command.tool;
        const bool apt = tool == InstallTool::AptGet || tool == InstallTool::Apt || tool == InstallTool::Aptitude;
        if (!apt || step.command.action != InstallAction::UpdateLists || std::ranges::find(told, step.instruction) != told.end()) continue;
        const StageTrace* stage = targetStage(context.model);
        if (stage == nullptr || stage->index != step.stage) continue;
        const Instruction& instruction = instructionOf(context.model, step);
        const bool mounted = std::ranges::any_of(instruction.flags, [](const Flag& flag) { return flag.value.value_or("").find("/var/lib/apt") != std::string::npos; });
        if (mounted || instruction.arguments.text().find("/var/lib/apt") != std::string::npos
            || std::ranges::any_of(instruction.heredocs, [](const Heredoc& heredoc) { return heredoc.content.find("/var/lib/apt") != std::string::npos; }))
            continue;
        told.push_back(step.instruction);
        Finding& finding = findings.report(info, "apt lists", step.span, "apt's package lists stay in the layer");
        finding.message = "The lists under /var/lib/apt/lists are some ten megabytes that nothing reads any more; they can only be removed in the RUN that fetched them.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule packageListsLeft() { return {info, check}; }

} // namespace pinwheel
