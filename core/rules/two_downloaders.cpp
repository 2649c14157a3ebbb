#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <map>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN725",
    .name = "two-downloaders",
    .summary = "Both wget and curl are used.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL4001"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::map<std::pair<std::uint32_t, std::string>, const RunCommand*> first;
    for (const RunCommand& command : context.model.trace.commands) {
        if (command.program != "wget" && command.program != "curl") continue;
        if (!first.emplace(std::pair(command.stage, command.program), &command).second) continue;
        const auto other = first.find(
            std::pair(command.stage, std::string(command.program == "wget" ? "curl" : "wget")));
        if (other == first.end()) continue;
        Finding& finding =
            findings.report(info, "downloaders", command.span, "both wget and curl are used");
        finding.message = "One of the two is enough, and the image is smaller without the other.";
        addEvidence(finding, other->second->span,
                    formatted("{} is used here", other->second->program));
    }
}

} // namespace

Rule twoDownloaders()
{
    return {info, check};
}

} // namespace pinwheel
