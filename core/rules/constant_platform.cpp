#include "core/base/format.h"
#include "core/dockerfile/platform.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

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

/// Whether the stage is meant for one platform: its name says the system or the architecture.
bool saysItsPlatform(const Instruction& from, std::string_view platform)
{
    if (from.words.size() != 3) return false;
    std::string name = from.words[2].text;
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto parsed = parsePlatform(platform);
    return parsed && (name.contains(parsed->os) || name.contains(parsed->architecture));
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        const Flag* flag = instruction.keyword == "FROM" ? instruction.flag("platform") : nullptr;
        if (flag == nullptr || !flag->value || flag->value->find('$') != std::string::npos)
            continue;
        if (saysItsPlatform(instruction, *flag->value)) continue;
        Finding& finding = findings.report(info, *flag->value, flag->span,
                                           formatted("FROM is bound to {}", *flag->value));
        finding.message = "docker build --platform has no effect on this stage. On another "
                          "architecture it runs under emulation.";
    }
}

} // namespace

Rule constantPlatform()
{
    return {info, check};
}

} // namespace pinwheel
