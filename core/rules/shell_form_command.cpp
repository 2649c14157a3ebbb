#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN702",
    .name = "shell-form-command",
    .summary = "CMD or ENTRYPOINT in shell form: signals go to the shell, not to the program.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"JSONArgsRecommended", "DL3025"},
};

/// Whether the stage names a shell of its own before the instruction, or the stages below do: then
/// the shell form is meant.
bool hasChosenShell(const AuditModel& model, std::uint32_t stage, std::size_t instruction)
{
    const std::vector<StageTrace>& stages = model.trace.stages;
    for (std::size_t turn = 0; turn <= stages.size(); ++turn) {
        for (std::size_t i = 0; i < instruction; ++i)
            if (model.dockerfile.instructions[i].keyword == "SHELL"
                && stageOfInstruction(model, i) == stage)
                return true;
        const auto found = std::ranges::find(stages, stage, &StageTrace::index);
        if (found == stages.end() || !found->parent) return false;
        stage = *found->parent;
        instruction = model.dockerfile.instructions.size();
    }
    return false;
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const bool anyShell =
        std::ranges::contains(model.dockerfile.instructions, "SHELL", &Instruction::keyword);
    for (std::size_t i = 0; i < model.dockerfile.instructions.size(); ++i) {
        const Instruction& instruction = model.dockerfile.instructions[i];
        if ((instruction.keyword != "CMD" && instruction.keyword != "ENTRYPOINT")
            || instruction.isExec() || instruction.words.empty())
            continue;
        if (anyShell && hasChosenShell(model, stageOfInstruction(model, i), i)) continue;
        Finding& finding = findings.report(info, instruction.keyword, instruction.span,
                                           formatted("{} is in shell form", instruction.keyword));
        finding.message =
            "The shell is process 1 and does not pass on SIGTERM, so the program is killed at the "
            "end of the grace period. The JSON form starts the program itself.";
    }
}

} // namespace

Rule shellFormCommand()
{
    return {info, check};
}

} // namespace pinwheel
