#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN109",
    .name = "tool-in-environment",
    .summary = "Poetry is installed into the environment of the project that it manages.",
    .family = "duplicates",
    .impact = Impact::Low,
};

/// Whether the command installs what poetry manages: `poetry install` itself, or pip with a file
/// that poetry exported.
bool installsProject(const AuditModel& model, const InstallStep& step)
{
    if (step.command.tool == InstallTool::Poetry) return true;
    if (step.command.tool != InstallTool::Pip || step.command.requirementFiles.empty())
        return false;
    return std::ranges::any_of(model.trace.commands, [&](const RunCommand& command) {
        return command.stage == step.stage && command.instruction <= step.instruction
            && command.program == "poetry" && !command.words.empty()
            && command.words.front() == "export";
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const std::vector<InstallStep>& installs = model.trace.installs;
    for (std::size_t i = 0; i < installs.size(); ++i) {
        const InstallStep& tool = installs[i];
        const Decision* poetry =
            tool.command.tool == InstallTool::Pip ? decisionOf(tool, "poetry") : nullptr;
        if (poetry == nullptr || poetry->askedBy.empty() || tool.environment.empty()
            || !staysInImage(model, tool))
            continue;
        const auto isOfProject = [&](const InstallStep& step) {
            return step.stage == tool.stage && step.environment == tool.environment
                && installsPython(step) && installsProject(model, step);
        };
        const auto project = std::find_if(installs.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                          installs.end(), isOfProject);
        if (project == installs.end()) continue;
        Finding& finding =
            findings.report(info, "poetry", poetry->askedBy.front(),
                            "poetry shares the environment of the project that it manages");
        setGrade(finding, Grade::Certain);
        finding.probability = Probability::Medium;
        finding.message =
            formatted("Layer {} installs poetry into {}, and layer {} installs the project's "
                      "packages into the same environment. Each may change what the other one "
                      "needs, and poetry with its dependencies stays in the image. "
                      "A virtual environment or a stage of its own keeps them apart.",
                      tool.layer, tool.environment, project->layer);
        finding.packages = {"poetry"};
        if (auto fact = context.knowledge.fact("poetry-own-environment"))
            finding.facts.push_back(std::move(*fact));
        addEvidence(finding, project->span, "installs the project's packages beside it");
        addLayers(finding, {tool.layer, project->layer});
    }
}

} // namespace

Rule toolInEnvironment()
{
    return {info, check};
}

} // namespace pinwheel
