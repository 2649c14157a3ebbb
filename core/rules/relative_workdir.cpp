#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN704",
    .name = "relative-workdir",
    .summary = "WORKDIR is relative although no absolute one stands before it.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .aliases = {"WorkdirRelativePath", "DL3000"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    bool absolute = false;
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword == "FROM") {
            const auto inherits = [&](const StageTrace& stage) {
                return !stage.name.empty() && !instruction.words.empty()
                    && stage.name == instruction.words[0].text;
            };
            absolute = std::ranges::any_of(context.model.trace.stages, inherits);
        }
        if (instruction.keyword != "WORKDIR" || instruction.words.empty()) continue;
        const std::string& folder = instruction.words[0].text;
        const bool isAbsolute = folder.starts_with('/') || folder.starts_with('"')
            || folder.starts_with('$') || (folder.size() > 1 && folder[1] == ':');
        if (!isAbsolute && !absolute) {
            Finding& finding =
                findings.report(info, folder, instruction.words[0].span,
                                formatted("WORKDIR {} depends on the base image", folder));
            finding.message = "A relative folder is added to the working folder of the base image, "
                              "which may change with its next version.";
        }
        absolute = true;
    }
}

} // namespace

Rule relativeWorkdir()
{
    return {info, check};
}

} // namespace pinwheel
