#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN729",
    .name = "cd-in-run",
    .summary = "A RUN changes the folder; WORKDIR says it for all that follow.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL3003"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (!command.changedFolder) continue;
        Finding& finding = findings.report(info, command.program, command.span,
                                           std::string("the folder is changed inside a RUN"));
        finding.message = "The change ends with the RUN. WORKDIR shows it, makes the folder and "
                          "holds for the instructions that follow.";
    }
}

} // namespace

Rule cdInRun()
{
    return {info, check};
}

} // namespace pinwheel
