#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"


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

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if ((instruction.keyword != "CMD" && instruction.keyword != "ENTRYPOINT") || instruction.isExec() || instruction.words.empty()) continue;
        Finding& finding = findings.report(info, instruction.keyword, instruction.span, formatted("{} is in shell form", instruction.keyword));
        finding.message = "The shell is process 1 and does not pass on SIGTERM, so the program is killed at the end of the grace period. The JSON form starts the program itself.";
    }
}

} // namespace

Rule shellFormCommand() { return {info, check}; }

} // namespace pinwheel
