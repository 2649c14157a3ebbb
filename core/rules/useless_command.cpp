#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN721",
    .name = "useless-command",
    .summary = "A RUN starts a program that has no use while an image is built.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3001"},
};

constexpr std::array<std::string_view, 10> useless {
    "ssh", "vim", "shutdown", "service", "ps", "free", "top", "kill", "mount", "ifconfig"};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (std::ranges::find(useless, command.program) == useless.end()) continue;
        Finding& finding = findings.report(info, command.program, command.span,
                                           formatted("{} has no use in a build", command.program));
        finding.message = "It shows or changes the state of a running system. While an image is "
                          "built there is none, and nothing of it stays in the layer.";
    }
}

} // namespace

Rule uselessCommand()
{
    return {info, check};
}

} // namespace pinwheel
