#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/trace_json.h"
#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"

#include <algorithm>
#include <memory>

namespace pinwheel {
namespace {

struct TraceCommand {
    AuditArguments audit;
    std::vector<std::string> packages;
    std::uint32_t layer = 0; ///< 0: all
    bool all = false;
    std::string format = "text";
};

bool isShown(const TraceCommand& command, const Decision& decision)
{
    if (!command.packages.empty())
        return std::ranges::find(command.packages, decision.name) != command.packages.end();
    // Dependencies that are simply installed are many and say little.
    return command.all || !decision.askedBy.empty() || decision.kind != DecisionKind::Install;
}

std::string decisionLine(const Decision& decision)
{
    std::string out =
        formatted("        {:<17} {}", toText(decision.kind), oneLine(changeText(decision)));
    if (!decision.afterIndex.empty()) out += formatted(" ({})", oneLine(decision.afterIndex));
    if (decision.grade != Grade::Certain) out += formatted(" [{}]", toText(decision.grade));
    if (!decision.reason.empty()) out += "  " + oneLine(decision.reason);
    return out + "\n";
}

std::string installText(const TraceCommand& command, const InstallStep& step)
{
    std::string out = formatted("      $ {}\n", shortened(oneLine(step.text), 160));
    if (step.failure) out += formatted("        fails: {}\n", oneLine(*step.failure));
    std::size_t hidden = 0;
    for (const Decision& decision : step.decisions) {
        if (isShown(command, decision))
            out += decisionLine(decision);
        else
            ++hidden;
    }
    if (hidden > 0 && command.packages.empty())
        out += formatted("        and {} dependencies, newly installed (--all)\n", hidden);
    // Asked for some packages, only what is not known of those counts.
    const auto concerns = [&](const std::string& note) {
        return command.packages.empty()
            || std::ranges::any_of(command.packages,
                                   [&](const std::string& name) { return note.contains(name); });
    };
    for (const std::string& note : step.notes)
        if (concerns(note)) out += formatted("        not known: {}\n", oneLine(note));
    return out;
}

std::string traceText(const TraceCommand& command, const Audit& audit)
{
    std::string out;
    for (const Layer& layer : audit.model.trace.layers) {
        if (!layer.inTarget || (command.layer != 0 && layer.number != command.layer)) continue;
        out += formatted("{:>4}  line {:<5} {}  {} {}\n", layer.number, layer.line,
                         oneLine(layer.tool), oneLine(layer.title), oneLine(layer.subtitle));
        for (const std::string& file : layer.writes)
            out += formatted("        writes {}\n", oneLine(file));
        for (const std::uint32_t index : layer.installs)
            if (index < audit.model.trace.installs.size())
                out += installText(command, audit.model.trace.installs[index]);
    }
    return out;
}

ExitStatus runTraceCommand(const TraceCommand& command)
{
    const auto run = runAuditOf(command.audit);
    if (!run) return reportTrouble(run.error());
    if (command.layer != 0 && !run->audit->model.trace.layer(command.layer)) {
        reportTrouble(formatted("--layer: the build has no layer {}", command.layer));
        return ExitStatus::Trouble;
    }
    const std::string text = command.format == "json"
        ? jsonText(traceJson(*run->audit,
                             {.layer = command.layer,
                              .decisionIsShown =
                                  [&](const Decision& decision) {
                                      return command.packages.empty() || isShown(command, decision);
                                  }}))
        : traceText(command, *run->audit);
    const auto written = writeOutput({}, text);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addTraceCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<TraceCommand>();
    CLI::App* command = program.add_subcommand(
        "trace", "Show what every layer does to the Python environment, and why");
    addAuditArguments(*command, arguments->audit);
    command
        ->add_option("--package", arguments->packages,
                     "Only decisions about this package; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->add_option("--layer", arguments->layer, "Only this layer")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--format", arguments->format,
                     "text; json tells the environments after each layer too")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "json"}));
    command->add_flag("--all", arguments->all, "Newly installed dependencies too");
    command->callback([arguments, &action] {
        arguments->audit.noFixes = true;
        action = [arguments] { return runTraceCommand(*arguments); };
    });
}

} // namespace pinwheel
