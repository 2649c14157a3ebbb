#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"
#include "core/rules/suppressions.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN604",
    .name = "cache-left",
    .summary = "The installer's cache of downloads stays in the layer.",
    .family = "hygiene",
    .impact = Impact::Low,
    .aliases = {"DL3042"},
};

/// A cache mount, or a command of the same RUN that empties the cache.
bool leavesNoCache(const AuditModel& model, const InstallStep& step)
{
    if (hasCacheMount(instructionOf(model, step))
        || emptiesCache(model, step.instruction, step.command.tool))
        return true;
    return std::ranges::any_of(model.trace.commands, [&step](const RunCommand& command) {
        return command.instruction == step.instruction && command.program == "rm"
            && std::ranges::any_of(
                   command.words, [](const std::string& word) { return word.contains("/.cache"); });
    });
}

bool failsForCertain(const InstallStep* step)
{
    return step->failure && step->failureGrade == Grade::Certain;
}

void report(const RuleContext& context, InstallTool tool,
            const std::vector<const InstallStep*>& steps, FindingSink& findings)
{
    const std::string option = tool == InstallTool::Uv ? "--no-cache" : "--no-cache-dir";
    // A command that ends with an error leaves nothing yet: it needs another cure first.
    const bool fails = std::ranges::any_of(steps, failsForCertain);
    const std::string_view keeps = fails ? "would keep" : "keeps";
    Finding& finding = findings.report(
        info, option, steps.front()->span,
        formatted("{} {} its downloads in {}", toText(tool), keeps,
                  steps.size() == 1 ? "the layer" : formatted("{} layers", steps.size())));
    finding.message =
        formatted("Downloaded and built wheels stay in the cache folder of {} and only make the "
                  "image larger. {} or a cache mount (RUN --mount=type=cache) keeps them out.",
                  steps.size() == 1 ? "this layer" : "these layers", option);
    const AuditModel& model = context.model;
    std::vector<TextEdit> edits;
    for (const InstallStep* step : steps) {
        addLayers(finding, {step->layer});
        if (steps.size() > 1)
            addEvidence(finding, step->span,
                        formatted("{} {} its downloads", layerText(step->layer),
                                  fails ? "would leave" : "leaves"));
        if (const auto edit = addSwitch(model, *step, option)) edits.push_back(*edit);
    }
    if (finding.layers.size() == 1)
        finding.title = formatted("{} {} its downloads in the layer", toText(tool), keeps);
    if (fails) return;
    if (edits.size() == steps.size())
        offer(finding, formatted("Add {}", option),
              "The cache serves nothing in the finished image.", Applicability::Safe, edits);
    offerCacheMount(context, steps, finding);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const std::vector<Suppression> suppressions = readSuppressions(context.model);
    std::map<std::tuple<InstallTool, std::size_t, bool>, std::vector<const InstallStep*>> groups;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || !staysInImage(context.model, step)) continue;
        const InstallTool tool = step.command.tool;
        if (tool != InstallTool::Pip && tool != InstallTool::Uv) continue;
        if (step.options.noCacheDir || step.options.dryRun || leavesNoCache(context.model, step))
            continue;
        groups[{tool, suppressionAt(suppressions, context.model, info.id, step.span),
                failsForCertain(&step)}]
            .push_back(&step);
    }
    for (const auto& [key, steps] : groups)
        report(context, std::get<InstallTool>(key), steps, findings);
}

} // namespace

Rule cacheLeft()
{
    return {info, check};
}

} // namespace pinwheel
