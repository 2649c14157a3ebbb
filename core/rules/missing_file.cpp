#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/suppressions.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN601",
    .name = "missing-file",
    .summary = "The build names a file or stage that is not there.",
    .family = "hygiene",
    .impact = Impact::Critical,
    .aliases = {"CopyIgnoredFile"},
};

/// Whether an install command names a file of that name.
bool isReadByInstall(const AuditModel& model, const BuildProblem& problem)
{
    const std::string_view word = model.sources.slice(problem.span);
    const std::string_view name =
        word.substr(word.rfind('/') == std::string_view::npos ? 0 : word.rfind('/') + 1);
    if (name.empty()) return false;
    const auto names = [&](const FileArgument& argument) {
        return argument.path.text && argument.path.text->ends_with(name);
    };
    return std::ranges::any_of(model.trace.installs, [&](const InstallStep& step) {
        return std::ranges::any_of(step.command.requirementFiles, names)
            || std::ranges::any_of(step.command.constraintFiles, names);
    });
}

/// What COPY names, the audited folder lacks and no install reads: one finding, since the folder
/// may be a part of the context that is built.
void reportSources(const AuditModel& model, const std::vector<const BuildProblem*>& problems,
                   FindingSink& findings)
{
    const BuildProblem& first = *problems.front();
    std::vector<std::string> names;
    for (const BuildProblem* problem : problems)
        names.emplace_back(model.sources.slice(problem->span).substr(0, 60));
    Finding& finding =
        findings.report(info, names.front(), first.span,
                        formatted("the build context lacks {}", joinNames(names, 4)));
    setGrade(finding, Grade::Unknown, "the whole build context");
    finding.impact = Impact::Medium;
    finding.message = formatted(
        "The folder that is audited lacks {}. Where the context of the build does not hold {} "
        "either, the build ends with an error here; no install command needs {}.",
        joinNames(names), names.size() == 1 ? "it" : "them", names.size() == 1 ? "it" : "them");
    for (const BuildProblem* problem : problems) {
        if (problems.size() > 1) addEvidence(finding, problem->span, problem->message);
        addLayers(finding, {problem->layer});
    }
}

/// Whether an earlier problem says already why the file that a command reads is not there.
bool isExplained(const AuditModel& model, const BuildProblem& problem)
{
    if (problem.kind != BuildProblem::Kind::RequirementFile) return false;
    const std::string_view path = model.sources.slice(problem.span);
    return std::ranges::any_of(model.trace.problems, [&](const BuildProblem& other) {
        const std::string_view word = model.sources.slice(other.span);
        const std::string_view leaf =
            word.substr(word.rfind('/') == std::string_view::npos ? 0 : word.rfind('/') + 1);
        return other.kind == BuildProblem::Kind::CopySourceIgnored && !leaf.empty()
            && path.ends_with(leaf);
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const std::vector<Suppression> suppressions = readSuppressions(model);
    std::map<std::size_t, std::vector<const BuildProblem*>> sources;
    for (const BuildProblem& problem : model.trace.problems) {
        if (problem.kind == BuildProblem::Kind::Expansion
            || problem.kind == BuildProblem::Kind::Refused)
            continue; // PIN708 tells it.
        if (problem.fatal && problem.kind == BuildProblem::Kind::CopySourceMissing
            && !isReadByInstall(model, problem)) {
            sources[suppressionAt(suppressions, model, info.id, problem.span)].push_back(&problem);
            continue;
        }
        if (isExplained(model, problem)) continue;
        Finding& finding =
            findings.report(info, std::string(model.sources.slice(problem.span).substr(0, 60)),
                            problem.span, problem.message);
        setGrade(finding, problem.grade);
        finding.message = problem.message + ".";
        addLayers(finding, {problem.layer});
        if (problem.fatal) {
            finding.message += " The build ends with an error here.";
        } else {
            setGrade(finding, Grade::Unknown, "the file as the build sees it");
            finding.probability = Probability::Low;
            finding.impact = Impact::High;
            if (problem.fileMayExist) finding.message += " Another command may make it.";
        }
    }
    for (const auto& [suppression, problems] : sources)
        reportSources(model, problems, findings);
}

} // namespace

Rule missingFile()
{
    return {info, check};
}

} // namespace pinwheel
