#include "core/dockerfile/instruction_checks.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN708",
    .name = "syntax-problem",
    .summary = "The Dockerfile has text that the builder refuses.",
    .family = "dockerfile",
    .impact = Impact::Critical,
    .aliases = {"NoEmptyContinuation", "DL1000"},
};

void reportProblem(const DockerfileProblem& problem, FindingSink& findings)
{
    const bool empty = problem.kind == DockerfileProblem::Kind::EmptyContinuation;
    Finding& finding = findings.report(info, empty ? "empty continuation" : "syntax", problem.span,
                                       problem.message);
    if (!problem.fatal) finding.impact = Impact::Low;
    finding.message =
        problem.fatal ? problem.message + ". The builder stops here." : problem.message + ".";
}

void check(const RuleContext& context, FindingSink& findings)
{
    const Dockerfile& dockerfile = context.model.dockerfile;
    const bool isDocker = usesDockerFrontend(dockerfile);
    for (const DockerfileProblem& problem : dockerfile.problems) {
        // Of an unknown keyword the checks below say that it ends the build; another frontend may
        // know it.
        if (!isDocker || problem.kind != DockerfileProblem::Kind::UnknownInstruction)
            reportProblem(problem, findings);
    }
    for (const DockerfileProblem& problem : instructionProblems(dockerfile))
        reportProblem(problem, findings);
    for (const BuildProblem& problem : context.model.trace.problems) {
        const bool isExpansion = problem.kind == BuildProblem::Kind::Expansion;
        if (!isExpansion && problem.kind != BuildProblem::Kind::Refused) continue;
        Finding& finding = findings.report(info, isExpansion ? "expansion" : "syntax", problem.span,
                                           problem.message);
        finding.message = problem.message + ". The build ends with an error here.";
        addLayers(finding, {problem.layer});
    }
}

} // namespace

Rule syntaxProblem()
{
    return {info, check};
}

} // namespace pinwheel
