#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN601",
    .name = "missing-file",
    .summary = "The build names a file or stage that is not there.",
    .family = "hygiene",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const BuildProblem& problem : context.model.trace.problems) {
        Finding& finding = findings.report(info, std::string(context.model.sources.slice(problem.span).substr(0, 60)), problem.span, problem.message);
        setGrade(finding, problem.grade);
        if (!problem.fatal) finding.impact = Impact::Medium;
        finding.message = problem.fatal ? std::format("{}. The build ends with an error here.", problem.message) : problem.message + ".";
        addLayers(finding, {problem.layer});
    }
}

} // namespace

Rule missingFile() { return {info, check}; }

} // namespace pinwheel
