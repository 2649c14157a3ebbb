// One audit, as a straight line: texts → Dockerfile → build trace → chains → findings → ratings →
// fixes. Each step takes the facts of those before it. A fix is judged by the same line on the
// patched texts.

#include "core/audit/trial.h"
#include "core/base/format.h"
#include "core/base/limits.h"
#include "core/build/interpret.h"
#include "core/chains/compute_chains.h"
#include "core/fixes/prove.h"
#include "core/fixes/trials.h"
#include "core/index/asking_index.h"
#include "core/knowledge/knowledge.h"
#include "core/risk/rate_risk.h"
#include "core/rules/run_rules.h"

#include <algorithm>

namespace pinwheel {
namespace {

using Clock = std::chrono::steady_clock;

/// Limits that one audit tells. Reason: a script in a loop of files may reach one again and again.
constexpr std::size_t mostLimits = 50;

Result<void> readDockerfile(AuditModel& model, const AuditServices& services)
{
    const std::string path =
        model.options.dockerfile.empty() ? "Dockerfile" : normalizedPath(model.options.dockerfile);
    PINWHEEL_TRY(bytes, services.files->read(path));
    model.dockerfileText =
        model.sources.add(std::make_shared<const SourceText>(path, std::move(bytes)));
    model.dockerfile =
        parseDockerfile(model.dockerfileText, model.sources.text(model.dockerfileText).bytes());
    return {};
}

LevelCounts countLevels(const std::vector<Finding>& findings)
{
    LevelCounts counts;
    for (const Finding& finding : findings) {
        if (finding.suppressedBy) continue;
        switch (finding.level) {
        case Level::Critical:
            ++counts.critical;
            break;
        case Level::High:
            ++counts.high;
            break;
        case Level::Medium:
            ++counts.medium;
            break;
        case Level::Low:
            ++counts.low;
            break;
        }
    }
    return counts;
}

/// Worst first, then by place; suppressed ones last.
void sortFindings(std::vector<Finding>& findings)
{
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
        if (a.suppressedBy.has_value() != b.suppressedBy.has_value())
            return b.suppressedBy.has_value();
        if (a.level != b.level) return a.level > b.level;
        return a.span < b.span;
    });
}

/// "PIN101-torch-1": stable as long as rule, subject and their order stay.
void nameFindings(std::vector<Finding>& findings)
{
    std::map<std::string, int> counts;
    for (Finding& finding : findings) {
        const std::string stem = formatted("{}-{}", finding.rule, finding.subject);
        finding.id = formatted("{}-{}", stem, ++counts[stem]);
    }
}

/// Everything up to the rated findings; fixes are there but not proven.
Result<std::shared_ptr<Audit>> judge(const AuditOptions& options, const AuditServices& services,
                                     std::stop_token stop)
{
    auto audit = std::make_shared<Audit>();
    AuditModel& model = audit->model;
    model.options = options;
    if (auto read = readDockerfile(model, services); !read) return std::unexpected(read.error());
    for (const DockerfileProblem& problem : model.dockerfile.problems)
        if (problem.kind == DockerfileProblem::Kind::TooManyLines
            || problem.kind == DockerfileProblem::Kind::NestedTooDeeply)
            audit->limitsReached.push_back(formatted(
                "{}: {}", model.sources.text(model.dockerfileText).path(), problem.message));
    const BuildServices build {services.files,
                               options.resolve ? services.index : nullptr,
                               services.knowledge,
                               services.memory,
                               services.progress,
                               [&told = audit->limitsReached](std::string what) {
                                   if (told.size() < mostLimits
                                       && !std::ranges::contains(told, what))
                                       told.push_back(std::move(what));
                               }};
    if (auto interpreted = interpretBuild(model, build, stop); !interpreted)
        return std::unexpected(interpreted.error());
    audit->chains = computeChains(model, *services.knowledge);
    audit->findings = runRules({model, audit->chains, *services.knowledge}, stop);
    rateRisk(audit->findings);
    if (services.policy) services.policy(audit->findings, model.sources);
    sortFindings(audit->findings);
    nameFindings(audit->findings);
    if (audit->findings.size() > limits::findings) {
        audit->limitsReached.push_back(
            formatted("only the first {} of {} findings are kept, the worst ones", limits::findings,
                      audit->findings.size()));
        audit->findings.resize(limits::findings);
    }
    audit->before = overallLevel(audit->findings);
    audit->afterSafeFixes = audit->before;
    audit->counts = countLevels(audit->findings);
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "the audit was cancelled");
    return audit;
}

/// Bytes of all texts of an audit, as every trial reads them again.
std::size_t bytesOf(const SourceSet& sources)
{
    std::size_t bytes = 0;
    for (std::uint32_t i = 0; i < sources.size(); ++i)
        bytes += sources.text(FileId {i}).bytes().size();
    return bytes;
}

std::size_t provenFixes(const std::vector<Finding>& findings)
{
    std::size_t count = 0;
    for (const Finding& finding : findings)
        count += static_cast<std::size_t>(std::ranges::count_if(
            finding.fixes, [](const Fix& fix) { return fix.outcome.has_value(); }));
    return count;
}

/// The same services with an index that does not let a stopped audit wait for a server.
AuditServices stoppedBy(const AuditServices& services, const std::stop_token& stop)
{
    AuditServices given = services;
    if (const auto* asking = dynamic_cast<const AskingIndex*>(given.index.get()))
        if (auto index = asking->stoppedBy(stop)) given.index = std::move(index);
    return given;
}

void tellJudged(const Audit& audit, const AuditServices& services)
{
    if (!services.judged || std::ranges::all_of(audit.findings, [](const Finding& finding) {
            return finding.fixes.empty();
        }))
        return;
    JudgedFindings judged {audit.model.sources, audit.findings};
    for (Finding& finding : judged.findings)
        finding.fixes.clear();
    services.judged(std::move(judged));
}

void proveAndCompose(Audit& audit, const AuditServices& services, std::stop_token stop)
{
    const TrialFunction trial = rememberedTrials(trialFunctionOf(audit, services, stop));
    const std::size_t bytes = bytesOf(audit.model.sources);
    const TrialAudit before = trialAuditOf(audit);
    TrialBudget proving = fullTrialBudget();
    const std::size_t built = proveFixes(audit.findings, audit.model.sources, before,
                                         boundedTrials(trial, bytes, proving), stop);
    audit.fixTrials = {.tried = built - proving.refused,
                       .withheld = built - proving.refused - provenFixes(audit.findings),
                       .notTried = proving.refused};
    TrialBudget composing = fullTrialBudget();
    auto composed =
        composeFixes(audit.findings, audit.model.sources, before,
                     boundedTrials(trial, bytes, composing), allSafeFixesSelection(), stop);
    if (!composed || composed->fix.edits.isEmpty()) return;
    composed->fix.id = "all-safe";
    audit.allSafeFixes = std::move(composed->fix);
    audit.afterSafeFixes = audit.allSafeFixes->outcome->after;
    audit.environmentAfterFixes = composed->environment;
    audit.countsAfterSafeFixes = countLevels(composed->findings);
}

} // namespace

TrialAudit trialAuditOf(const Audit& audit)
{
    TrialAudit trial {audit.model.sources, audit.findings, audit.before, nullptr, 0};
    const BuildTrace& trace = audit.model.trace;
    if (trace.targetStage < trace.stages.size()
        && !trace.stages[trace.targetStage].environments.empty())
        trial.environment = trace.stages[trace.targetStage].environments.front();
    trial.failedInstalls = static_cast<std::size_t>(std::ranges::count_if(
        trace.installs, [](const InstallStep& step) { return step.failure.has_value(); }));
    return trial;
}

TrialFunction trialFunctionOf(const Audit& audit, const AuditServices& services,
                              std::stop_token stop)
{
    AuditServices quiet = stoppedBy(services, stop);
    quiet.progress = {};
    return [options = audit.model.options, quiet,
            stop](const std::map<std::string, std::string>& patched) -> Result<TrialAudit> {
        AuditServices patchedServices = quiet;
        patchedServices.files = std::make_shared<const OverlayFileProvider>(quiet.files, patched);
        PINWHEEL_TRY(result, judge(options, patchedServices, stop));
        return trialAuditOf(*result);
    };
}

Result<AuditPtr> runAudit(const AuditOptions& options, const AuditServices& services,
                          std::stop_token stop)
{
    const auto begin = Clock::now();
    AuditServices session = stoppedBy(services, stop);
    if (!session.memory) session.memory = std::make_shared<ResolutionMemory>();
    PINWHEEL_TRY(audit, judge(options, session, stop));
    if (options.proveFixes) {
        tellJudged(*audit, session);
        proveAndCompose(*audit, session, stop);
    } else {
        for (Finding& finding : audit->findings)
            finding.fixes.clear();
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "the audit was cancelled");
    if (services.index) audit->indexDate = services.index->summary().date;
    audit->knowledgeDate = services.knowledge->date();
    audit->duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    return AuditPtr(std::move(audit));
}

} // namespace pinwheel
