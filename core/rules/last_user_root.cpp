#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN712",
    .name = "last-user-root",
    .summary = "The image runs as root.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL3002"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || (stage->user != "root" && stage->user != "0" && !stage->user.empty()))
        return;
    const Instruction* last = nullptr;
    for (const Instruction& instruction : context.model.dockerfile.instructions)
        if (instruction.keyword == "USER") last = &instruction;
    if (last == nullptr) return;
    Finding& finding = findings.report(info, "USER", last->span, "the last USER is root");
    finding.message = "A program that runs as root in the container can change everything in it.";
}

} // namespace

Rule lastUserRoot()
{
    return {info, check};
}

} // namespace pinwheel
