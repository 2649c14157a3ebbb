#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/base/network_limits.h"
#include "core/index/recording.h"
#include "core/report/escape.h"

#include <memory>

namespace pinwheel {
namespace {

/// What the live indexes have answered lately.
Result<std::string> cacheText()
{
    const std::filesystem::path file = indexCacheFile();
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return formatted("live index, nothing is kept of it yet ({})\n", oneLine(file.string()));
    return formatted("live index, answers kept in {} ({:.1f} MB, {} MB at most)\n",
                     oneLine(file.string()), static_cast<double>(size) / (1U << 20),
                     limits::indexCacheBytes >> 20);
}

Result<std::string> infoText(const std::string& which)
{
    if (which == "live") return cacheText();
    PINWHEEL_TRY(index, openIndex({.which = which}));
    const IndexSummary summary = index->summary();
    std::string indexes;
    for (const std::string& label : summary.indexes)
        indexes += (indexes.empty() ? "" : ", ") + oneLine(label);
    return formatted("{}, recorded {}\n"
                     "projects:  {} recorded, {} more known by name and newest version\n"
                     "releases:  {}, {} of them with whole metadata\n"
                     "indexes:   {}\n",
                     oneLine(summary.name), oneLine(summary.date), summary.projects,
                     summary.listedProjects, summary.releases, summary.completeReleases, indexes);
}

ExitStatus runIndexInfo(const std::string& which)
{
    const auto text = infoText(which);
    if (!text) return reportTrouble(text.error());
    const auto written = writeOutput({}, *text);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

struct RecordCommand {
    AuditArguments audit;
    std::string output;
    bool progress = false;
};

ExitStatus runIndexRecord(const RecordCommand& command)
{
    std::shared_ptr<const RecordingIndex> recording;
    ProgressListener progress;
    std::optional<ProgressLine> line;
    if (command.progress)
        progress = [&line = line.emplace()](const Progress& step) { line.tell(toText(step)); };
    const auto run =
        runAuditOf(command.audit, progress, [&](PackageIndexPtr below) -> PackageIndexPtr {
            return recording = std::make_shared<const RecordingIndex>(std::move(below));
        });
    line.reset();
    if (!run) return reportTrouble(run.error());
    if (!recording)
        return reportTrouble(
            {ErrorCode::Usage, "nothing is asked of an index without resolving (resolve is off)"});
    const auto written = writeOutput(command.output, recording->text());
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addIndexCommand(CLI::App& program, CommandAction& action)
{
    CLI::App* command = program.add_subcommand("index", "Tell about the package index");
    command->require_subcommand(1);
    CLI::App* info = command->add_subcommand("info", "What index data hold and of when they are");
    auto which = std::make_shared<std::string>("shipped");
    info->add_option("--index", *which,
                     "Index data: shipped, live (what is kept of it) or a recorded FILE")
        ->type_name("shipped|live|FILE");
    info->callback([which, &action] { action = [which] { return runIndexInfo(*which); }; });

    auto arguments = std::make_shared<RecordCommand>();
    CLI::App* record = command->add_subcommand(
        "record", "Write down all that an audit asks an index, to audit again without it");
    addAuditArguments(*record, arguments->audit);
    record->add_option("-o,--output", arguments->output, "File to write to, for --index")
        ->type_name("FILE")
        ->required();
    record->add_flag("--progress", arguments->progress,
                     "Tell on standard error what is being done");
    record->callback(
        [arguments, &action] { action = [arguments] { return runIndexRecord(*arguments); }; });
}

} // namespace pinwheel
