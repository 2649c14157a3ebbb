#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"


namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN602",
    .name = "unknown-word",
    .summary = "An install command uses a variable without a known value.",
    .family = "hygiene",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || step.command.unknownWords.empty()) continue;
        const InstallerWord& word = step.command.unknownWords.front();
        Finding& finding = findings.report(info, std::string(context.model.sources.slice(word.span)), word.span, formatted("what {} stands for is not known", context.model.sources.slice(word.span)));
        setGrade(finding, Grade::Unknown, "the value as a build argument (--build-arg)");
        finding.probability = Probability::Low;
        finding.message = formatted("{}. What the command installs is therefore known in part only.", word.text.isKnown() ? "It may stand for several words" : word.text.reason());
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule unknownWord() { return {info, check}; }

} // namespace pinwheel
