#include "core/dockerfile/stage_graph.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN707",
    .name = "stage-problem",
    .summary = "The stages of the Dockerfile do not hang together.",
    .family = "dockerfile",
    .impact = Impact::Critical,
    .aliases = {"DuplicateStageName", "DL3022", "DL3023", "DL3024", "DL3061", "UndefinedArgInFrom",
                "InvalidDefaultArgInFrom"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    BuildSettings settings;
    for (const auto& [name, value] : context.model.options.buildArguments)
        settings.arguments.emplace(name, value);
    if (const auto platform = parsePlatform(context.model.options.platform))
        settings.target = settings.build = *platform;
    settings.targetStage = context.model.options.target;
    for (const StageProblem& problem :
         buildStageGraph(context.model.dockerfile, settings).problems) {
        Finding& finding = findings.report(
            info, std::string(context.model.sources.slice(problem.span).substr(0, 60)),
            problem.span, problem.message);
        if (!problem.fatal) finding.impact = Impact::Low;
        finding.message = problem.fatal ? problem.message + ". The build ends with an error."
                                        : problem.message + ".";
    }
}

} // namespace

Rule stageProblem()
{
    return {info, check};
}

} // namespace pinwheel
