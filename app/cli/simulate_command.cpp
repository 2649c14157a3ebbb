#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/installation_report.h"
#include "app/cli/output.h"
#include "app/cli/pip_question.h"
#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/verification_script.h"

#include <memory>

namespace pinwheel {
namespace {

struct SimulateCommand {
    AuditArguments audit;
    bool afterFixes = false;
    bool script = false;
    std::string output;
    std::vector<std::string> words; ///< behind PATH: with it one command instead of a build
    std::string installed;
    std::string python;
    std::string format;
};

/// As `pip freeze` would print it, unknown versions as comments.
std::string frozen(const Environment& environment)
{
    std::string out = formatted("# {}", oneLine(environment.name));
    out += environment.python ? formatted(", Python {}\n", oneLine(*environment.python)) : "\n";
    if (!environment.complete)
        out += formatted("# incomplete: {}\n", oneLine(environment.incompleteReason));
    for (const InstalledDistribution& distribution : environment.distributions) {
        const std::string name = oneLine(distribution.name);
        if (distribution.version)
            out += formatted("{}=={}", name, oneLine(*distribution.version));
        else
            out += formatted("# {}{}: {}", name, oneLine(distribution.range),
                             oneLine(distribution.version.reason()));
        std::string remark;
        if (distribution.grade != Grade::Certain)
            remark += formatted(" {}", toText(distribution.grade));
        if (!distribution.index.empty() && distribution.index != "default index")
            remark += formatted(" from {}", oneLine(distribution.index));
        for (const std::string& stale : distribution.staleVersions)
            remark += formatted(", metadata of {} stays beside it", oneLine(stale));
        if (distribution.version && !remark.empty()) out += "  #" + remark;
        out += '\n';
    }
    return out;
}

/// One pip command instead of a build. PATH took its first word.
ExitStatus runPipQuestion(const SimulateCommand& command)
{
    PipQuestion question {.words = {command.audit.path},
                          .installedFile = command.installed,
                          .python = command.python,
                          .architecture = "x86_64"};
    question.words.insert(question.words.end(), command.words.begin(), command.words.end());
    if (command.audit.platform == "linux/arm64") question.architecture = "aarch64";
    const auto index =
        openIndex({.which = command.audit.index.empty() ? "shipped" : command.audit.index});
    if (!index) return reportTrouble(index.error());
    const auto answer = answerPipQuestion(question, **index);
    if (!answer) return reportTrouble(answer.error());
    const auto written =
        writeOutput(command.output,
                    command.format == "json"
                        ? jsonText(installationReport(answer->result, *answer->request.target))
                        : tableOf(*answer));
    if (!written) return reportTrouble(written.error());
    return answer->result.succeeded() ? ExitStatus::Clean : ExitStatus::Found;
}

ExitStatus runSimulateCommand(const SimulateCommand& command)
{
    if (!command.words.empty()) return runPipQuestion(command);
    if (!command.installed.empty() || !command.python.empty()) {
        reportTrouble(
            "--installed and --python are for one command: pinwheel simulate -- pip install …");
        return ExitStatus::Trouble;
    }
    if (command.format == "json" && (command.script || command.afterFixes)) {
        reportTrouble("--format json is the report of the commands as they stand, without --script "
                      "and --after-fixes");
        return ExitStatus::Trouble;
    }
    const auto run = runAuditOf(command.audit);
    if (!run) return reportTrouble(run.error());
    std::string text;
    std::string whyNone = "the build ends with no Python environment that is known";
    if (command.format == "json") {
        text = jsonText(installationReport(*run->audit, *run->services.memory));
    } else if (command.script) {
        const VerificationScript script = verificationScript(*run->audit);
        text = script.python;
        if (!script.whyNone.empty()) whyNone = script.whyNone;
    } else {
        const EnvironmentPtr fixed = run->audit->environmentAfterFixes;
        const EnvironmentPtr environment =
            command.afterFixes && fixed ? fixed : finalEnvironment(*run->audit);
        if (environment) text = frozen(*environment);
    }
    if (text.empty()) {
        reportTrouble(whyNone);
        return ExitStatus::Trouble;
    }
    const auto written = writeOutput(command.output, text);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addSimulateCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<SimulateCommand>();
    CLI::App* command = program.add_subcommand(
        "simulate", "Print the packages that the image would hold, without building it");
    addAuditArguments(*command, arguments->audit);
    command->add_flag("--after-fixes", arguments->afterFixes, "With all safe fixes applied");
    command->add_flag("--script", arguments->script,
                      "The Python program that checks a built image instead");
    command->add_option("-o,--output", arguments->output, "File to write to")->type_name("FILE");
    command
        ->add_option("COMMAND", arguments->words,
                     "Behind --: one pip install to answer for instead of a build")
        ->type_name("WORD");
    command
        ->add_option(
            "--installed", arguments->installed,
            "The environment of that command, as pip inspect or pip list --format json writes it")
        ->type_name("FILE");
    command
        ->add_option("--python", arguments->python,
                     "The Python of that command (default: what --installed says, else 3.12)")
        ->type_name("VERSION");
    command
        ->add_option(
            "--format", arguments->format,
            "text, or json in the form of pip install --report, with one report for each command")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback(
        [arguments, &action] { action = [arguments] { return runSimulateCommand(*arguments); }; });
}

} // namespace pinwheel
