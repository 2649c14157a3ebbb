#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN206",
    .name = "user-install-as-root",
    .summary = "--user as root puts packages under /root, where another user of the image does not "
               "find them.",
    .family = "pip-flags",
    .impact = Impact::Low,
};

/// No USER instruction between the stage's FROM and the command.
bool runsAsRoot(const AuditModel& model, const InstallStep& step)
{
    for (std::size_t i = step.instruction; i > 0; --i) {
        const Instruction& instruction = model.dockerfile.instructions[i - 1];
        if (instruction.keyword == "FROM") return true;
        if (instruction.keyword == "USER" && !instruction.words.empty())
            return instruction.words[0].text == "root" || instruction.words[0].text.starts_with("0")
                || instruction.words[0].text.starts_with("root:");
    }
    return true;
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step) || !step.options.user || !runsAsRoot(context.model, step)) continue;
        Finding& finding =
            findings.report(info, "--user", step.options.user.origin().span.value_or(step.span),
                            "--user installs into root's home folder");
        finding.message = "The command runs as root, so the packages lie in /root/.local. A later "
                          "USER, or a container that runs as another user, does not see them.";
        const StageTrace* stage = targetStage(context.model);
        if (stage != nullptr && stage->index == step.stage && !stage->user.empty()
            && stage->user != "root" && stage->user != "0") {
            finding.impact = Impact::High;
            finding.message += formatted(" The image runs as {}.", stage->user);
        }
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule userInstallAsRoot()
{
    return {info, check};
}

} // namespace pinwheel
