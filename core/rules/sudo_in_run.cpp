#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN722",
    .name = "sudo-in-run",
    .summary = "A RUN uses sudo; USER says who runs it.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3004"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (std::ranges::none_of(command.wrappers, [](const std::string& wrapper) {
                return wrapper == "sudo" || wrapper.starts_with("sudo ");
            }))
            continue;
        Finding& finding = findings.report(info, command.program, command.span,
                                           std::string("sudo is used in a build"));
        finding.message =
            "A build runs as root until USER says otherwise. sudo keeps its own environment and "
            "terminal rules, and stays in the image as a way to become root.";
    }
}

} // namespace

Rule sudoInRun()
{
    return {info, check};
}

} // namespace pinwheel
