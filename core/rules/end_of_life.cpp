#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN510",
    .name = "end-of-life",
    .summary = "The Python or the operating system of the image gets no security fixes any more.",
    .family = "compatibility",
    .impact = Impact::Low,
};

/// The command that chose the Python of an environment; else the base image.
Span placeOf(const AuditModel& model, const StageTrace& stage, const Environment& environment)
{
    for (const InstallStep& step : model.trace.installs)
        if (step.environment == environment.name
            && step.command.action == InstallAction::CreateEnvironment
            && environment.kind == EnvironmentKind::Conda)
            return step.span;
    return stage.base.span.isEmpty() ? stage.span : stage.base.span;
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    // A year of grace: a move to another Python takes its time.
    std::string today = context.knowledge.date();
    if (today.size() >= 4) today.replace(0, 4, std::to_string(std::stoi(today.substr(0, 4)) - 1));
    std::vector<std::string> told;
    for (const Environment* environment : finalEnvironments(context.model)) {
        if (!environment->python || environment->python->empty()) continue;
        const Known<std::string> end = context.knowledge.pythonEndOfLife(*environment->python);
        if (!end || *end > today.substr(0, end->size())
            || std::ranges::find(told, *environment->python) != told.end())
            continue;
        told.push_back(*environment->python);
        Finding& finding = findings.report(
            info, "Python " + *environment->python, placeOf(context.model, *stage, *environment),
            formatted("Python {} has had no security fixes since {}", *environment->python, *end));
        finding.message = formatted("{} runs Python {}. New releases of packages leave it out, so "
                                    "the image stays with old ones.",
                                    environment->name, *environment->python);
        if (auto fact = context.knowledge.fact("python-end-of-life"))
            finding.facts.push_back(std::move(*fact));
        addLayers(finding, {1});
    }
    if (!stage->base.image || stage->base.image->endOfLife.empty()
        || stage->base.image->endOfLife >= today.substr(0, stage->base.image->endOfLife.size()))
        return;
    Finding& finding =
        findings.report(info, stage->base.os + " " + stage->base.osVersion, stage->base.span,
                        formatted("{} {} has had no security fixes since {}", stage->base.os,
                                  stage->base.osVersion, stage->base.image->endOfLife));
    finding.message = formatted(
        "The base image {} brings an operating system whose weaknesses are not mended any more.",
        stage->base.reference);
    finding.facts = stage->base.facts;
    addLayers(finding, {1});
}

} // namespace

Rule endOfLife()
{
    return {info, check};
}

} // namespace pinwheel
