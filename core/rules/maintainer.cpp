#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN703",
    .name = "maintainer",
    .summary = "MAINTAINER is deprecated; a label says the same.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"MaintainerDeprecated", "DL4000"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword != "MAINTAINER") continue;
        Finding& finding =
            findings.report(info, "MAINTAINER", instruction.span, "MAINTAINER is deprecated");
        finding.message = "LABEL org.opencontainers.image.authors=\"…\" says the same and is shown "
                          "by docker inspect.";
    }
}

} // namespace

Rule maintainer()
{
    return {info, check};
}

} // namespace pinwheel
