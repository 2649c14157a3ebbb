#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"

#include <algorithm>
#include <memory>

namespace pinwheel {
namespace {

bool addLinks(std::string& out, const std::vector<ChainLink>& links,
              std::size_t depth) // NOLINT(misc-no-recursion): some links deep.
{
    bool breaks = false;
    for (const ChainLink& link : links) {
        out += formatted("{}{}: {} → {}\n", std::string(depth * 2 + 2, ' '), toText(link.state),
                         oneLine(link.from), oneLine(link.to));
        if (!link.account.empty())
            out += formatted("{}{}\n", std::string(depth * 2 + 4, ' '),
                             wrapped(oneLine(link.account), 96, std::string(depth * 2 + 4, ' ')));
        for (const std::string& source : sourcesOf(link.facts))
            out += formatted("{}source: {}\n", std::string(depth * 2 + 4, ' '), oneLine(source));
        breaks = addLinks(out, link.links, depth + 1) || breaks || link.state == LinkState::Breaks;
    }
    return breaks;
}

ExitStatus runChainsCommand(const AuditArguments& arguments)
{
    const auto run = runAuditOf(arguments);
    if (!run) return reportTrouble(run.error());
    std::string out;
    bool breaks = false;
    for (const Chain& chain : run->audit->chains) {
        out += oneLine(chain.title) + "\n";
        breaks = addLinks(out, chain.links, 0) || breaks;
    }
    if (out.empty())
        out = "the target stage holds nothing that a compatibility chain could be drawn for\n";
    const auto written = writeOutput({}, out);
    return !written ? reportTrouble(written.error())
        : breaks    ? ExitStatus::Found
                    : ExitStatus::Clean;
}

} // namespace

void addChainsCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<AuditArguments>();
    CLI::App* command = program.add_subcommand(
        "chains", "Show what depends on what: base image, CUDA, driver, GPU, torch, NumPy, Python");
    addAuditArguments(*command, *arguments);
    command->footer("Exit status: 1 when a link breaks.");
    command->callback([arguments, &action] {
        arguments->noFixes = true;
        action = [arguments] { return runChainsCommand(*arguments); };
    });
}

} // namespace pinwheel
