#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/report/escape.h"

#include <memory>

namespace pinwheel {
namespace {

std::string line(std::string_view name, const Setting& setting)
{
    // Redacted as one text, so that a name that tells a secret hides its value.
    return formatted("{:<44}  # {}\n", oneLine(formatted("{}={}", name, setting.text())),
                     oneLine(setting.origin));
}

ExitStatus runConfigShow(const AuditArguments& arguments)
{
    const auto settings = settingsFor(arguments);
    if (!settings) return reportTrouble(settings.error());
    std::string out = settings->file.empty()
        ? "# no settings file\n"
        : formatted("# {}\n", oneLine(settings->file.string()));
    for (const SettingKey& key : settingKeys())
        out += line(key.name, settings->at(key.name));
    for (const auto& [name, value] : settings->buildArguments)
        out += line("build-args." + name, value);
    for (const auto& [rule, level] : settings->levels)
        out += line("severity." + rule, level);
    for (const IgnoreRule& ignore : settings->ignores)
        out += formatted("{:<44}  # {}\n",
                         oneLine(formatted("ignore {}{}{}{}: {}", ignore.rule,
                                           ignore.subject.empty() ? "" : " of " + ignore.subject,
                                           ignore.path.empty() ? "" : " in " + ignore.path,
                                           ignore.expires.empty() ? "" : " until " + ignore.expires,
                                           ignore.reason)),
                         oneLine(ignore.origin));
    const auto written = writeOutput({}, out);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

ExitStatus runConfigKeys()
{
    std::string out;
    for (const SettingKey& key : settingKeys())
        out +=
            formatted("{:<13} {:<10} {:<22} {}\n", key.name, key.type, key.variable, key.meaning);
    out += "build-args    table                             Build arguments by name\n"
           "severity      table                             Level of a rule: off, low, medium, "
           "high, critical\n"
           "ignore        tables                            Findings to leave out: rule, path, "
           "package, reason, expires\n";
    const auto written = writeOutput({}, out);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addConfigCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<AuditArguments>();
    CLI::App* command = program.add_subcommand("config", "Tell about the settings");
    command->require_subcommand(1);
    CLI::App* show =
        command->add_subcommand("show", "Each value that holds, and where it comes from");
    addAuditArguments(*show, *arguments);
    show->callback(
        [arguments, &action] { action = [arguments] { return runConfigShow(*arguments); }; });
    CLI::App* list =
        command->add_subcommand("keys", "The keys of pinwheel.toml with their meaning");
    list->callback([&action] { action = [] { return runConfigKeys(); }; });
}

} // namespace pinwheel
