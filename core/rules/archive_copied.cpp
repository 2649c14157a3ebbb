#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN728",
    .name = "archive-copied",
    .summary =
        "An archive is copied into a layer and unpacked in the next; ADD unpacks it at once.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3010"},
};

bool isArchive(std::string_view name)
{
    return name.ends_with(".tar") || name.ends_with(".tar.gz") || name.ends_with(".tgz")
        || name.ends_with(".tar.bz2") || name.ends_with(".tar.xz");
}

/// Whether a later tar of the stage reads the file.
bool isUnpacked(const RuleContext& context, const Instruction& copy, std::uint32_t stage,
                std::string_view name)
{
    return std::ranges::any_of(context.model.trace.commands, [&](const RunCommand& command) {
        return command.program == "tar" && command.stage == stage
            && command.span.begin > copy.span.end
            && std::ranges::any_of(command.words,
                                   [&](const std::string& word) { return word.ends_with(name); });
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const std::vector<Instruction>& instructions = context.model.dockerfile.instructions;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        const Instruction& copy = instructions[i];
        if (copy.keyword != "COPY" || copy.flag("from") != nullptr || copy.words.size() < 2)
            continue;
        for (std::size_t w = 0; w + 1 < copy.words.size(); ++w) {
            const std::string_view text = copy.words[w].text;
            const std::string_view name =
                text.substr(text.rfind('/') == std::string_view::npos ? 0 : text.rfind('/') + 1);
            if (!isArchive(name)
                || !isUnpacked(context, copy, stageOfInstruction(context.model, i), name))
                continue;
            Finding& finding = findings.report(info, std::string(name), copy.words[w].span,
                                               formatted("{} is copied and then unpacked", name));
            finding.message = "The archive stays in the layer of the COPY although a later RUN "
                              "removes it. ADD unpacks a local archive while it copies, and a bind "
                              "mount of the RUN leaves nothing behind.";
        }
    }
}

} // namespace

Rule archiveCopied()
{
    return {info, check};
}

} // namespace pinwheel
