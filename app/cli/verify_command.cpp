#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/version.h"
#include "core/base/format.h"
#include "core/report/comparison.h"
#include "core/report/escape.h"
#include "core/report/report.h"

#include <map>
#include <memory>

namespace pinwheel {
namespace {

struct VerifyCommand {
    std::string report;
    std::string path = ".";
};

std::string at(const OrderedJson& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The arguments with which a report says it was made. Build arguments that were redacted cannot be
/// given again.
Result<AuditArguments> argumentsOf(const OrderedJson& report, const std::string& path)
{
    AuditArguments arguments;
    arguments.path = path;
    const auto options = report.find("options");
    if (options == report.end() || !options->is_object())
        return fail(ErrorCode::Malformed, "the report does not say with which options it was made");
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        arguments.dockerfile = at(*options, "dockerfile");
    arguments.target = at(*options, "target");
    arguments.platform = at(*options, "platform");
    arguments.driver = at(*options, "driver");
    arguments.profile = at(*options, "profile");
    if (options->contains("gpus") && (*options)["gpus"].is_array())
        for (const OrderedJson& gpu : (*options)["gpus"])
            if (gpu.is_string()) arguments.gpus.push_back(gpu.get<std::string>());
    if (options->contains("build_args") && (*options)["build_args"].is_object())
        for (const auto& [name, value] : (*options)["build_args"].items()) {
            const std::string text = value.is_string() ? value.get<std::string>() : "";
            if (text.contains("***"))
                return fail(
                    ErrorCode::Unsupported,
                    formatted("the value of the build argument {} is redacted in the report",
                              name));
            arguments.buildArguments.push_back(name + "=" + text);
        }
    arguments.noResolve = options->contains("resolve") && (*options)["resolve"] == false;
    return arguments;
}

std::map<std::string, std::string> hashesOf(const OrderedJson& report)
{
    std::map<std::string, std::string> out;
    if (report.contains("inputs") && report["inputs"].is_array())
        for (const OrderedJson& input : report["inputs"])
            if (input.is_object() && input.value("written", false) == false)
                out[at(input, "file")] = at(input, "sha256");
    return out;
}

/// What differs, one line each; empty when the audits are the same.
std::vector<std::string> differencesOf(const OrderedJson& before, const OrderedJson& after)
{
    std::vector<std::string> out;
    const auto old = hashesOf(before);
    const auto now = hashesOf(after);
    for (const auto& [file, hash] : old) {
        const auto found = now.find(file);
        if (found == now.end())
            out.push_back(formatted("input {} is not read any more", file));
        else if (found->second != hash)
            out.push_back(formatted("input {} has changed", file));
    }
    for (const auto& [file, hash] : now)
        if (!old.contains(file)) out.push_back(formatted("input {} is read now", file));
    for (const char* key : {"index_date", "knowledge_date"})
        if (at(before, key) != at(after, key))
            out.push_back(formatted("the date of the {} data was {}, is {}",
                                    std::string_view(key) == "index_date" ? "index" : "knowledge",
                                    at(before, key), at(after, key)));
    if (before.contains("tool") && after.contains("tool")
        && at(before["tool"], "version") != at(after["tool"], "version"))
        out.push_back(formatted("made by version {}, this is {}", at(before["tool"], "version"),
                                at(after["tool"], "version")));
    const auto part = [](const OrderedJson& report, const char* key) {
        return report.contains(key) ? report[key] : OrderedJson();
    };
    std::string parts;
    for (const auto& [key, words] : {std::pair {"overall", "overall risk"},
                                     {"counts", "counts"},
                                     {"findings", "findings"},
                                     {"decisions", "decisions"},
                                     {"layers", "layers"},
                                     {"installs", "install commands"},
                                     {"environments", "environments"},
                                     {"chains", "compatibility chains"},
                                     {"all_safe_fixes", "what all safe fixes change"}})
        if (part(before, key) != part(after, key))
            parts += formatted("{}{}", parts.empty() ? "" : ", ", words);
    if (!parts.empty()) out.push_back("the audit is another one: " + parts);
    return out;
}

ExitStatus runVerifyCommand(const VerifyCommand& command)
{
    const auto report = readReport(command.report);
    if (!report) return reportTrouble(report.error());
    const auto arguments = argumentsOf(*report, command.path);
    if (!arguments)
        return reportTrouble(
            Error {arguments.error().code, command.report + ": " + arguments.error().message});
    const auto run = runAuditOf(*arguments);
    if (!run) return reportTrouble(run.error());
    const OrderedJson again =
        OrderedJson::parse(renderReport(ReportFormat::Json, *run->audit,
                                        {.project = at(*report, "project"),
                                         .toolVersion = std::string(programVersion)}),
                           nullptr, false);
    const auto differences = differencesOf(*report, again);
    std::string text = differences.empty() ? "the same inputs give the same audit\n" : "";
    for (const std::string& difference : differences)
        text += oneLine(difference) + "\n";
    if (const auto written = writeOutput({}, text); !written) return reportTrouble(written.error());
    return differences.empty() ? ExitStatus::Clean : ExitStatus::Found;
}

} // namespace

void addVerifyCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<VerifyCommand>();
    CLI::App* command =
        program.add_subcommand("verify", "Say whether the same inputs still give the same audit");
    command->add_option("REPORT", arguments->report, "JSON report of an earlier audit")->required();
    command->add_option("PATH", arguments->path, "Folder that was audited")->default_str(".");
    command->footer("Exit status: 0 the same, 1 something differs.");
    command->callback(
        [arguments, &action] { action = [arguments] { return runVerifyCommand(*arguments); }; });
}

} // namespace pinwheel
