#include "tests/support/audit_project.h"

#include "core/base/installation.h"
#include "core/build/resolution_memory.h"
#include "core/index/snapshot_index.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>
#include <cstdlib>
#include <print>

namespace pinwheel::test {
namespace {

template <class T>
T orAbort(Result<T> result, std::string_view what)
{
    if (result) return std::move(*result);
    std::println(stderr, "{}: {}", what, result.error().message);
    std::abort();
}

AuditServices shipped(FileProviderPtr files)
{
    static const auto knowledge = orAbort(loadKnowledge(dataFolder() / "knowledge"), "knowledge");
    static const auto index = orAbort(openShippedSnapshot(), "index");
    static const auto memory = std::make_shared<ResolutionMemory>();
    return {.files = std::move(files),
            .index = index,
            .knowledge = knowledge,
            .memory = memory,
            .progress = {}};
}

constexpr std::string_view seedFolder = PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker";

} // namespace

AuditServices servicesFor(std::map<std::string, std::string> files)
{
    return shipped(std::make_shared<const MemoryFileProvider>(std::move(files)));
}

AuditServices servicesForFolder(const std::string& folder)
{
    return shipped(std::make_shared<const DiskFileProvider>(folder));
}

AuditPtr auditOf(std::map<std::string, std::string> files, const AuditOptions& options)
{
    return orAbort(runAudit(options, servicesFor(std::move(files))), "audit");
}

AuditPtr auditOfSeed(const AuditOptions& options)
{
    return orAbort(runAudit(options, servicesForFolder(std::string(seedFolder))), "audit");
}

std::map<std::string, std::string> seedFiles()
{
    std::map<std::string, std::string> files;
    for (const std::string name : {"Dockerfile", "requirements.txt"})
        files.emplace(name, orAbort(readTextFile(std::string(seedFolder) + '/' + name), name));
    return files;
}

const InstalledDistribution* finalDistribution(const Audit& audit, std::string_view name)
{
    const StageTrace& stage = audit.model.trace.stages.at(audit.model.trace.targetStage);
    for (const EnvironmentPtr& environment : stage.environments)
        if (const auto* found = environment->find(name)) return found;
    return nullptr;
}

const Decision* decisionIn(const InstallStep& step, std::string_view name)
{
    const auto found = std::ranges::find(step.decisions, name, &Decision::name);
    return found == step.decisions.end() ? nullptr : &*found;
}

std::vector<const Finding*> findingsOf(const Audit& audit, std::string_view rule,
                                       std::string_view subject)
{
    std::vector<const Finding*> findings;
    for (const Finding& finding : audit.findings)
        if ((rule.empty() || finding.rule == rule)
            && (subject.empty() || finding.subject == subject))
            findings.push_back(&finding);
    return findings;
}

} // namespace pinwheel::test
