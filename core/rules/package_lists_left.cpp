#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

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
    const StageTrace* stage = targetStage(context.model);
    const std::vector<Instruction>& instructions = context.model.dockerfile.instructions;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        const Instruction& instruction = instructions[i];
        if (instruction.keyword != "RUN" || stage == nullptr) continue;
        const JoinedText& script = instruction.heredocs.empty() ? instruction.arguments : instruction.heredocs.front().effectiveContent();
        const std::string& text = script.text();
        const std::size_t update = std::min(text.find("apt-get update"), text.find("apt update"));
        const bool mounted = std::ranges::any_of(instruction.flags, [](const Flag& flag) { return flag.value.value_or("").find("/var/lib/apt") != std::string::npos; });
        if (update == std::string::npos || mounted || text.find("/var/lib/apt") != std::string::npos) continue;
        if (stageOfInstruction(context.model, i) != stage->index) continue;
        const Span place = script.toSource(static_cast<std::uint32_t>(update), static_cast<std::uint32_t>(text.find("update", update) + 6));
        Finding& finding = findings.report(info, "apt lists", place, "apt's package lists stay in the layer");
        finding.message = "The lists under /var/lib/apt/lists are some ten megabytes that nothing reads any more; they can only be removed in the RUN that fetched them.";
        if (const std::size_t removal = text.find("rm -", update); removal != std::string::npos && !text.contains("/var/lib/apt")) {
            const std::size_t end = std::min(text.find_first_of("&;\n", removal), text.size());
            addEvidence(finding, script.toSource(static_cast<std::uint32_t>(removal), static_cast<std::uint32_t>(end)), "this clean-up removes something else");
        }
        for (const InstallStep& step : context.model.trace.installs)
            if (step.isSystem && step.instruction == i) addEvidence(finding, step.span, "installs from them");
        offerListRemoval(context, instruction, finding);
    }
}

} // namespace

Rule packageListsLeft() { return {info, check}; }

} // namespace pinwheel
