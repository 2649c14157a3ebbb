#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/index/snapshot_index.h"

#include <format>

namespace pinwheel {
namespace {

ExitStatus runIndexInfo()
{
    const auto index = openShippedSnapshot();
    if (!index) return reportTrouble(index.error());
    const IndexSummary summary = (*index)->summary();
    std::string indexes;
    for (const std::string& label : summary.indexes) indexes += (indexes.empty() ? "" : ", ") + label;
    const auto written = writeOutput({}, std::format("{}, recorded {}\n"
                                                     "projects:  {} recorded, {} more known by name and newest version\n"
                                                     "releases:  {}, {} of them with whole metadata\n"
                                                     "indexes:   {}\n",
                                             summary.name, summary.date, summary.projects, summary.listedProjects, summary.releases,
                                             summary.completeReleases, indexes));
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addIndexCommand(CLI::App& program, CommandAction& action)
{
    CLI::App* command = program.add_subcommand("index", "Tell about the package index");
    command->require_subcommand(1);
    CLI::App* info = command->add_subcommand("info", "What the shipped index data holds and of when it is");
    info->callback([&action] { action = [] { return runIndexInfo(); }; });
}

} // namespace pinwheel
