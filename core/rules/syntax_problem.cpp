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

void check(const RuleContext& context, FindingSink& findings)
{
    for (const DockerfileProblem& problem : context.model.dockerfile.problems) {
        const bool empty = problem.kind == DockerfileProblem::Kind::EmptyContinuation;
        Finding& finding = findings.report(info, empty ? "empty continuation" : "syntax", problem.span, problem.message);
        if (!problem.fatal) finding.impact = Impact::Low;
        finding.message = problem.fatal ? problem.message + ". The builder stops here." : problem.message + ".";
    }
}

} // namespace

Rule syntaxProblem() { return {info, check}; }

} // namespace pinwheel
