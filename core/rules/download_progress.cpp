#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN724",
    .name = "download-progress",
    .summary = "wget fills the log of the build with its progress.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL3047"},
};

bool isQuiet(const RunCommand& command)
{
    constexpr std::array<std::string_view, 6> quiet {"-q",           "--quiet", "-nv",
                                                     "--no-verbose", "-o",      "-a"};
    return std::ranges::any_of(command.words, [&](const std::string& word) {
        const bool isCluster =
            word.size() > 1 && word[0] == '-' && word[1] != '-' && word.contains('q');
        return isCluster || word.starts_with("--progress") || word.starts_with("--output-file")
            || word.starts_with("--append-output") || std::ranges::find(quiet, word) != quiet.end();
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (command.program != "wget" || isQuiet(command)) continue;
        Finding& finding = findings.report(info, command.program, command.span,
                                           std::string("wget shows its progress"));
        finding.message = "Each file leaves hundreds of lines in the log. --progress=dot:giga or "
                          "-q keeps it readable.";
    }
}

} // namespace

Rule downloadProgress()
{
    return {info, check};
}

} // namespace pinwheel
