#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN602",
    .name = "unknown-word",
    .summary = "An install command uses a variable without a known value.",
    .family = "hygiene",
    .impact = Impact::Medium,
};

/// Whether a variable stands in the word: the output of a command and a pattern of file names are
/// told with the command.
bool namesVariable(std::string_view written)
{
    for (std::size_t at = written.find('$'); at != std::string_view::npos;
         at = written.find('$', at + 1))
        if (at + 1 < written.size() && written[at + 1] != '(') return true;
    return false;
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || step.command.unknownWords.empty()) continue;
        const auto found =
            std::ranges::find_if(step.command.unknownWords, [&](const InstallerWord& each) {
                return namesVariable(context.model.sources.slice(each.span));
            });
        if (found == step.command.unknownWords.end()) continue;
        const InstallerWord& word = *found;
        Finding& finding = findings.report(
            info, std::string(context.model.sources.slice(word.span)), word.span,
            formatted("what {} stands for is not known", context.model.sources.slice(word.span)));
        setGrade(finding, Grade::Unknown, "the value as a build argument (--build-arg)");
        finding.probability = Probability::Low;
        finding.message =
            formatted("{}. What the command installs is therefore known in part only.",
                      word.text.isKnown() ? "It may stand for several words" : word.text.reason());
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule unknownWord()
{
    return {info, check};
}

} // namespace pinwheel
