#include "core/base/format.h"
#include "core/index/memory_index.h"
#include "core/index/snapshot_index.h"
#include "core/resolver/pip_install.h"

#include <benchmark/benchmark.h>
#include <fstream>

namespace pinwheel {
namespace {

PipInstallRequest requestOf(std::vector<std::string> lines)
{
    PipInstallRequest request;
    request.target =
        linuxTarget(*parsePythonVersion("3.10"), "x86_64", LibcVersion {2, 35}, std::nullopt);
    request.indexes = {indexSource("")};
    for (std::string& line : lines)
        request.requirements.push_back({.text = std::move(line), .hashes = {}});
    return request;
}

/// The example's requirement file: 30 lines that lead to some 150 distributions.
std::vector<std::string> exampleLines()
{
    std::ifstream file(PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker/requirements.txt");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line.front() != '#') lines.push_back(line);
    return lines;
}

std::vector<std::string> sixtyLines()
{
    std::vector<std::string> lines;
    for (const char* name : {"aiohttp",
                             "alembic",
                             "anyio",
                             "attrs",
                             "beautifulsoup4",
                             "boto3<1.36",
                             "cachetools",
                             "celery",
                             "certifi",
                             "charset-normalizer",
                             "click",
                             "cryptography<46",
                             "datasets<4",
                             "django<5.2",
                             "fastapi<0.116",
                             "filelock",
                             "flask<4",
                             "fsspec",
                             "google-auth<3",
                             "greenlet",
                             "grpcio",
                             "httpx<1",
                             "huggingface-hub<1",
                             "idna",
                             "jinja2",
                             "jsonschema",
                             "lxml",
                             "markdown",
                             "matplotlib<4",
                             "mypy-extensions",
                             "networkx",
                             "numpy<2",
                             "openai<2",
                             "orjson",
                             "packaging",
                             "pandas<3",
                             "pillow<12",
                             "protobuf<6",
                             "psutil",
                             "psycopg2-binary",
                             "pyarrow<20",
                             "pydantic<3",
                             "pyjwt",
                             "pytest<9",
                             "python-dateutil",
                             "pyyaml",
                             "redis<6",
                             "regex",
                             "requests",
                             "rich<14",
                             "scikit-learn<1.7",
                             "scipy<1.14",
                             "sqlalchemy<3",
                             "starlette<1",
                             "tiktoken<1",
                             "tokenizers<1",
                             "tqdm",
                             "transformers<4.50",
                             "uvicorn[standard]<1",
                             "websockets<16"})
        lines.emplace_back(name);
    return lines;
}

void report(benchmark::State& state, const PipInstallResult& result)
{
    if (!result.succeeded())
        state.SetLabel("failed: " + result.failure->message);
    else
        state.SetLabel(formatted("{} distributions, {} rounds, {} backjumps", result.pins.size(),
                                 result.rounds, result.backjumps));
}

void resolveOnSnapshot(benchmark::State& state, const std::vector<std::string>& lines,
                       bool freshIndex)
{
    auto index = openShippedSnapshot();
    if (!index) {
        state.SkipWithError(index.error().message.c_str());
        return;
    }
    const PipInstallRequest request = requestOf(lines);
    PipInstallResult result = resolvePipInstall(request, **index);
    for (auto _ : state) {
        if (freshIndex) index = openShippedSnapshot();
        result = resolvePipInstall(request, **index);
        benchmark::DoNotOptimize(result);
    }
    report(state, result);
}

/// The second resolution and all later ones, as while a user types.
void seedSet(benchmark::State& state)
{
    resolveOnSnapshot(state, exampleLines(), false);
}
/// The first one of a process, opening of the index included.
void seedSetFirst(benchmark::State& state)
{
    resolveOnSnapshot(state, exampleLines(), true);
}
void sixtyRequirements(benchmark::State& state)
{
    resolveOnSnapshot(state, sixtyLines(), false);
}
BENCHMARK(seedSet)->Unit(benchmark::kMillisecond);
BENCHMARK(seedSetFirst)->Unit(benchmark::kMillisecond);
BENCHMARK(sixtyRequirements)->Unit(benchmark::kMillisecond);

/// Queens on a board: project q3 in version 5 is the queen of line 3 on column 5, and requires all
/// other lines to keep out of its way. Nothing tells that the newest releases do not go together
/// but trying.
void hardBacktracking(benchmark::State& state)
{
    MemoryIndex index;
    const auto lines = static_cast<int>(state.range(0));
    for (int line = 0; line < lines; ++line) {
        for (int column = 1; column <= lines; ++column) {
            std::vector<std::string> others;
            for (int other = 0; other < lines; ++other) {
                if (other == line) continue;
                const int away = other > line ? other - line : line - other;
                others.push_back(formatted("q{}!={},!={},!={}", other, column, column + away,
                                           column > away ? column - away : 0));
            }
            index.add(IndexSource::defaultIndexLabel, formatted("q{}", line),
                      {.filename = formatted("q{}-{}-py3-none-any.whl", line, column),
                       .requiresDist = others});
        }
    }
    std::vector<std::string> queens;
    for (int line = 0; line < lines; ++line)
        queens.push_back(formatted("q{}", line));
    const PipInstallRequest request = requestOf(queens);
    PipInstallResult result;
    for (auto _ : state) {
        result = resolvePipInstall(request, index);
        benchmark::DoNotOptimize(result);
    }
    report(state, result);
}
BENCHMARK(hardBacktracking)->Arg(8)->Arg(12)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace pinwheel
