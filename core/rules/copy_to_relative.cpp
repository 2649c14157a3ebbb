#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN706",
    .name = "copy-to-relative",
    .summary = "Files are copied to a relative place although no WORKDIR is set.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3045"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    bool set = false;
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword == "FROM") {
            const auto inherits = [&](const StageTrace& stage) {
                return !stage.name.empty() && !instruction.words.empty()
                    && stage.name == instruction.words[0].text;
            };
            set = std::ranges::any_of(context.model.trace.stages, inherits);
        }
        if (instruction.keyword == "WORKDIR") set = true;
        if (instruction.keyword != "COPY" || set || instruction.words.size() < 2) continue;
        const std::string& destination = instruction.words.back().text;
        if (destination.starts_with('/') || destination.starts_with('$')
            || destination.starts_with('"') || (destination.size() > 1 && destination[1] == ':'))
            continue;
        Finding& finding = findings.report(
            info, destination, instruction.words.back().span,
            formatted("{} depends on the base image's working folder", destination));
        finding.message =
            "Without a WORKDIR a relative place is below whatever folder the base image ends in.";
    }
}

} // namespace

Rule copyToRelative()
{
    return {info, check};
}

} // namespace pinwheel
