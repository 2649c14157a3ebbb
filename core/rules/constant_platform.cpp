#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"


namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN713",
    .name = "constant-platform",
    .summary = "FROM names a fixed platform, so the image is built for it whatever is asked for.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"FromPlatformFlagConstDisallowed", "DL3029"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        const Flag* flag = instruction.keyword == "FROM" ? instruction.flag("platform") : nullptr;
        if (flag == nullptr || !flag->value || flag->value->find('$') != std::string::npos) continue;
        Finding& finding = findings.report(info, *flag->value, flag->span, formatted("FROM is bound to {}", *flag->value));
        finding.message = "docker build --platform has no effect on this stage. On another architecture it runs under emulation.";
    }
}

} // namespace

Rule constantPlatform() { return {info, check}; }

} // namespace pinwheel
