// The audit as a whole: the example with and without resolution and simulated fixes, one key stroke
// in a large project, a folder of real projects, and what a process pays before its first audit.

#include "core/audit/audit.h"
#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/build/interpret.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/index/snapshot_index.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>

namespace pinwheel {
namespace {

namespace fs = std::filesystem;

/// Index and facts as every program opens them; an error leaves `knowledge` null.
AuditServices shippedServices(FileProviderPtr files)
{
    AuditServices services;
    services.files = std::move(files);
    services.memory = std::make_shared<ResolutionMemory>();
    if (auto knowledge = loadKnowledge(dataFolder() / "knowledge")) services.knowledge = *knowledge;
    if (auto index = openShippedSnapshot()) services.index = *index;
    return services;
}

FileProviderPtr exampleFiles()
{
    return std::make_shared<const DiskFileProvider>(
        fs::path(PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker"));
}

void auditExample(benchmark::State& state, const AuditOptions& options, bool remembers)
{
    AuditServices services = shippedServices(exampleFiles());
    if (!services.knowledge || !services.index) {
        state.SkipWithError("the shipped data cannot be opened");
        return;
    }
    std::string label;
    for (auto _ : state) {
        if (!remembers) services.memory = std::make_shared<ResolutionMemory>();
        const auto audit = runAudit(options, services);
        if (audit)
            label = formatted("{} findings, {} install commands", (*audit)->findings.size(),
                              (*audit)->model.trace.installs.size());
        else
            label = "failed: " + audit.error().message;
    }
    state.SetLabel(label);
}

/// Budget: 1 ms.
void exampleByRanges(benchmark::State& state)
{
    auditExample(state, {.resolve = false, .proveFixes = false}, false);
}
/// Budget: 8 ms.
void exampleResolved(benchmark::State& state)
{
    auditExample(state, {.proveFixes = false}, false);
}
void exampleRemembered(benchmark::State& state)
{
    auditExample(state, {.proveFixes = false}, true);
}
void exampleProved(benchmark::State& state)
{
    auditExample(state, {}, false);
}
void exampleProvedRemembered(benchmark::State& state)
{
    auditExample(state, {}, true);
}
BENCHMARK(exampleByRanges)->Unit(benchmark::kMillisecond);
BENCHMARK(exampleResolved)->Unit(benchmark::kMillisecond);
BENCHMARK(exampleRemembered)->Unit(benchmark::kMillisecond);
BENCHMARK(exampleProved)->Unit(benchmark::kMillisecond);
BENCHMARK(exampleProvedRemembered)->Unit(benchmark::kMillisecond);

/// The 95th of a hundred, as the budgets of the window are told.
double percentile95(const std::vector<double>& values)
{
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    return sorted.empty() ? 0 : sorted[sorted.size() * 95 / 100];
}

/// A Dockerfile of 2,000 lines beside 1,000 pinned requirements of which the index knows most.
std::map<std::string, std::string> largeProject(std::size_t keyStroke)
{
    std::string dockerfile = "FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install "
                             "--no-deps -r requirements.txt\n";
    for (int line = 3; line < 1'999; ++line)
        dockerfile += line % 4 == 0 ? formatted("ENV SETTING_{}=value-{}\n", line, line)
            : line % 4 == 1 ? formatted("RUN mkdir -p /srv/{0} && echo {0} > /srv/{0}/name\n", line)
            : line % 4 == 2 ? formatted("WORKDIR /srv/{}\n", line - 1)
                            : formatted("# part {}\n", line);
    dockerfile += "# typing " + std::string(keyStroke % 40, 'x') + "\n";
    std::string requirements;
    for (int line = 0; line < 1'000; ++line)
        requirements += formatted("package-{}=={}.{}\n", line, line % 7, line % 11);
    return {{"Dockerfile", dockerfile}, {"requirements.txt", requirements}};
}

/// Budget: 50 ms from the key stroke to new marks, of which this is what the core takes.
void keyStroke(benchmark::State& state)
{
    static AuditServices services =
        shippedServices(nullptr); // The window's live as long as it does.
    static std::size_t stroke = 0;
    if (stroke == 0) {
        services.files = std::make_shared<const MemoryFileProvider>(largeProject(stroke++));
        (void)runAudit({.proveFixes = false}, services);
    }
    for (auto _ : state) {
        state.PauseTiming();
        services.files = std::make_shared<const MemoryFileProvider>(largeProject(stroke++));
        state.ResumeTiming();
        benchmark::DoNotOptimize(runAudit({.proveFixes = false}, services));
    }
}
BENCHMARK(keyStroke)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(100)
    ->ReportAggregatesOnly(true)
    ->ComputeStatistics("p95", percentile95);

/// Parses and interprets every project below the folder that PINWHEEL_BENCH_CORPUS names; tells the
/// median of their times. Budget: 0.5 ms.
void corpusInterpreted(benchmark::State& state)
{
    const char* folder = std::getenv("PINWHEEL_BENCH_CORPUS");
    std::error_code error;
    if (folder == nullptr || !fs::is_directory(folder, error)) {
        state.SkipWithError("PINWHEEL_BENCH_CORPUS names no folder of projects");
        return;
    }
    const AuditServices services = shippedServices(nullptr);
    std::vector<double> times;
    for (auto _ : state) {
        for (const auto& project : fs::directory_iterator(folder, error)) {
            const auto files = std::make_shared<const DiskFileProvider>(project.path());
            for (const std::string& dockerfile : findDockerfiles(*files)) {
                const auto bytes = files->read(dockerfile);
                if (!bytes) continue;
                const auto begin = std::chrono::steady_clock::now();
                AuditModel model;
                model.options = {.dockerfile = dockerfile, .resolve = false};
                model.dockerfileText =
                    model.sources.add(std::make_shared<const SourceText>(dockerfile, *bytes));
                model.dockerfile = parseDockerfile(
                    model.dockerfileText, model.sources.text(model.dockerfileText).bytes());
                (void)interpretBuild(model, {.files = files, .knowledge = services.knowledge}, {});
                times.push_back(std::chrono::duration<double, std::milli>(
                                    std::chrono::steady_clock::now() - begin)
                                    .count());
            }
        }
    }
    std::ranges::sort(times);
    if (times.empty()) return;
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["p95_ms"] = percentile95(times);
    state.SetLabel(formatted("{} files", times.size()));
}
BENCHMARK(corpusInterpreted)->Unit(benchmark::kMillisecond)->Iterations(5);

void openKnowledge(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(loadKnowledge(dataFolder() / "knowledge"));
}
void openIndex(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(openShippedSnapshot());
}
BENCHMARK(openKnowledge)->Unit(benchmark::kMillisecond);
BENCHMARK(openIndex)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace pinwheel
