#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN711",
    .name = "pipe-without-pipefail",
    .summary =
        "A download is piped into a program without pipefail: when it fails, the build goes on.",
    .family = "dockerfile",
    .impact = Impact::Medium,
    .profile = Profile::Strict,
    .aliases = {"DL4006"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.command.action != InstallAction::InstallInstaller
            && step.command.action != InstallAction::BootstrapPip)
            continue;
        const Instruction& instruction = instructionOf(context.model, step);
        const std::string& text = instruction.arguments.text();
        if (text.find('|') == std::string::npos || text.find("pipefail") != std::string::npos)
            continue;
        bool guarded = false;
        for (const Instruction& other : context.model.dockerfile.instructions) {
            if (other.span.begin >= instruction.span.begin) break;
            if (other.keyword == "FROM") guarded = false;
            if (other.keyword == "SHELL")
                for (const Word& word : other.words)
                    guarded |= word.text.find("pipefail") != std::string::npos;
        }
        if (guarded) continue;
        Finding& finding = findings.report(
            info, "pipefail", step.span.isEmpty() ? instruction.keywordSpan : step.span,
            "a failed download does not stop the build");
        finding.probability = Probability::Medium;
        finding.message = "The result of a pipe is that of its last program. When the download "
                          "fails, the program behind it reads nothing and succeeds.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule pipeWithoutPipefail()
{
    return {info, check};
}

} // namespace pinwheel
