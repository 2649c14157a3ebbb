#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN727",
    .name = "shell-link",
    .summary = "/bin/sh is replaced by a link; the SHELL instruction says which shell RUN uses.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL4005"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (command.program != "ln" || command.words.empty() || command.words.back() != "/bin/sh")
            continue;
        Finding& finding = findings.report(info, command.program, command.span,
                                           std::string("/bin/sh is replaced by a link"));
        finding.message = "Every script of the distribution then runs with another shell than it "
                          "was written for. SHELL changes the one that RUN uses, and nothing else.";
    }
}

} // namespace

Rule shellLink()
{
    return {info, check};
}

} // namespace pinwheel
