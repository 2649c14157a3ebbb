#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/pdf.h"
#include "app/cli/rule_pages.h"
#include "app/cli/version.h"
#include "core/base/format.h"
#include "core/report/comparison.h"
#include "core/report/report.h"
#include "core/settings/suggestion.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <unistd.h>

namespace pinwheel {
namespace {

struct AuditCommand {
    AuditArguments audit;
    std::string format;
    std::string output;
    std::string failOn; ///< empty: what the settings say
    int maxFindings = -1; ///< negative: what the settings say
    std::string baseline;
    std::string paper = "a4";
    bool color = false;
    bool noColor = false;
    bool summary = false;
    bool quiet = false;
    bool progress = false;
};

std::vector<std::string> formatWords()
{
    std::vector<std::string> words;
    for (const ReportFormatInfo& info : allReportFormats())
        words.emplace_back(info.word);
    words.emplace_back("pdf");
    return words;
}

bool wantsPdf(const AuditCommand& command)
{
    return command.format == "pdf" || (command.format.empty() && command.output.ends_with(".pdf"));
}

/// The format that was asked for; else the one that the output file's name tells; else text.
Result<ReportFormat> chooseFormat(const AuditCommand& command)
{
    if (!command.format.empty()) {
        if (const auto format = formatFromName(command.format)) return *format;
        std::string all;
        for (const std::string& word : formatWords())
            all += (all.empty() ? "" : ", ") + word;
        return fail(ErrorCode::Usage,
                    formatted("--format: '{}' is none of {}{}", command.format, all,
                              didYouMean(command.format, formatWords())));
    }
    const std::string name = std::filesystem::path(command.output).filename().string();
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
        if (const auto format = formatFromName(name.substr(dot + 1))) return *format;
    return command.summary ? ReportFormat::Markdown : ReportFormat::Text;
}

/// "never" gives no level.
Result<std::optional<Level>> thresholdOf(const std::string& word, std::string_view origin)
{
    if (word == "never") return std::optional<Level>();
    if (const auto level = levelFromText(word)) return std::optional(*level);
    return fail(ErrorCode::Usage,
                formatted("{}: '{}' is none of critical, high, medium, low, never", origin, word));
}

bool exceeds(const Audit& audit, std::optional<Level> threshold, int maxFindings)
{
    std::size_t count = 0;
    bool reached = false;
    for (const Finding& finding : audit.findings) {
        if (finding.suppressedBy) continue;
        ++count;
        if (threshold && finding.level >= *threshold) reached = true;
    }
    return reached || (maxFindings >= 0 && count > static_cast<std::size_t>(maxFindings));
}

ExitStatus runAuditCommand(const AuditCommand& command)
{
    const bool isPdf = wantsPdf(command);
    const auto format = isPdf ? Result<ReportFormat>(ReportFormat::Text) : chooseFormat(command);
    if (!format) return reportTrouble(format.error());
    if (isPdf && (command.output.empty() || command.output == "-") && !command.quiet
        && ::isatty(STDOUT_FILENO) == 1) {
        reportTrouble("a PDF is not for the terminal: name a file with --output");
        return ExitStatus::Trouble;
    }
    if (isPdf)
        if (const auto ready = preparePdf(); !ready) return reportTrouble(ready.error());
    if (!command.failOn.empty())
        if (const auto threshold = thresholdOf(command.failOn, "--fail-on"); !threshold)
            return reportTrouble(threshold.error());
    std::optional<ProgressLine> line;
    ProgressListener progress;
    if (command.progress)
        progress = [&line = line.emplace()](const Progress& step) { line.tell(toText(step)); };
    const auto run = runAuditOf(command.audit, progress);
    line.reset();
    if (!run) return reportTrouble(run.error());
    const Setting& failOn = run->settings.at("fail-on");
    const auto threshold =
        thresholdOf(command.failOn.empty() ? failOn.text() : command.failOn, failOn.origin);
    if (!threshold) return reportTrouble(threshold.error());
    AuditPtr audit = run->audit;
    if (!command.baseline.empty()) {
        auto compared = withoutKnown(*run->audit, command.baseline);
        if (!compared) return reportTrouble(compared.error());
        audit = *compared;
    }

    ReportOptions options;
    options.project = run->project.name;
    options.toolVersion = programVersion;
    const ColorChoice color = command.noColor ? ColorChoice::Never
        : command.color                       ? ColorChoice::Always
                                              : ColorChoice::Automatic;
    options.color = useColor(color, command.output);
    options.summary = command.summary;
    options.rulePage = [](std::string_view rule) { return readRulePage(rule).value_or(""); };
    if (!command.quiet || !command.output.empty()) {
        const auto report = isPdf ? renderPdfReport(*audit, options, command.paper)
                                  : Result<std::string>(renderReport(*format, *audit, options));
        if (!report) return reportTrouble(report.error());
        if (const auto written = writeOutput(command.output, *report); !written)
            return reportTrouble(written.error());
    }
    int most = command.maxFindings;
    if (most < 0 && !run->settings.text("max-findings").empty())
        most = std::atoi(run->settings.text("max-findings").c_str());
    return exceeds(*audit, *threshold, most) ? ExitStatus::Found : ExitStatus::Clean;
}

} // namespace

void addAuditCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<AuditCommand>();
    CLI::App* command = program.add_subcommand("audit", "Audit a Dockerfile and what it installs");
    addAuditArguments(*command, arguments->audit);
    std::string words;
    for (const std::string& word : formatWords())
        words += (words.empty() ? "" : ", ") + word;
    command->add_option("--format", arguments->format, formatted("Format of the report: {}", words))
        ->type_name("FORMAT");
    command
        ->add_option("-o,--output", arguments->output,
                     "File to write the report to; its name tells the format")
        ->type_name("FILE");
    command->add_option("--paper", arguments->paper, "Paper of a PDF: a4, letter (default: a4)")
        ->type_name("PAPER")
        ->check(CLI::IsMember({"a4", "letter"}));
    command
        ->add_option("--fail-on", arguments->failOn,
                     "End with status 1 from this level on: critical, high, medium, low, never "
                     "(default: high)")
        ->type_name("LEVEL");
    command
        ->add_option("--max-findings", arguments->maxFindings,
                     "End with status 1 when there are more findings")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--baseline", arguments->baseline,
                     "JSON report of an earlier audit: its findings do not count")
        ->type_name("FILE");
    CLI::Option* color = command->add_flag("--color", arguments->color,
                                           "Colours even when the output is no terminal");
    command->add_flag("--no-color", arguments->noColor, "No colours")->excludes(color);
    command->add_flag("--summary", arguments->summary,
                      "Markdown short enough for a comment on a pull request");
    command->add_flag("-q,--quiet", arguments->quiet,
                      "Print nothing on standard output; the exit status tells");
    command->add_flag("--progress", arguments->progress,
                      "Tell on standard error what is being done");
    command->footer("Exit status: 0 nothing at or above the level of --fail-on, 1 something, 2 bad "
                    "usage or unreadable input.");
    command->callback(
        [arguments, &action] { action = [arguments] { return runAuditCommand(*arguments); }; });
}

} // namespace pinwheel
