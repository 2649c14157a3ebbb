#include "app/cli/program.h"

#include "app/cli/version.h"
#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/report/escape.h"
#include "core/settings/suggestion.h"

#include <algorithm>
#include <cstdio>
#include <print>

namespace pinwheel {

void reportTrouble(std::string_view message)
{
    std::println(stderr, "pinwheel: {}", oneLine(message));
}

ExitStatus reportTrouble(const Error& error)
{
    reportTrouble(error.message);
    return ExitStatus::Trouble;
}

namespace {

/// ", did you mean '--format'?" for an option that the command does not have.
std::string suggestedOption(const CLI::ParseError& error, const CLI::App& command)
{
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return {};
    const std::string message = error.what();
    const std::size_t begin = message.find("--");
    if (begin == std::string::npos) return {};
    const std::string word = message.substr(begin, message.find_first_of(" =\n", begin) - begin);
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return didYouMean(word, names);
}

/// The first line of what CLI11 says, in our style: no full stop, and where help is.
std::string usageMessage(const CLI::ParseError& error, const CLI::App& program)
{
    std::string message = error.what();
    message = message.substr(0, message.find('\n'));
    while (message.ends_with('.') || message.ends_with(' '))
        message.pop_back();
    std::string path = "pinwheel";
    const CLI::App* command = &program;
    for (const CLI::App* app = &program; app != nullptr;) {
        const auto chosen = app->get_subcommands();
        app = chosen.empty() ? nullptr : chosen.front();
        if (app == nullptr) continue;
        path += " " + app->get_name();
        command = app;
    }
    return formatted("{}{} ({} --help)", message, suggestedOption(error, *command), path);
}

/// What to say of a first word that is no subcommand; empty where it is one.
std::string unknownSubcommand(const std::string& word, const CLI::App& program)
{
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({}))
        names.push_back(command->get_name());
    if (std::ranges::contains(names, word)) return {};
    return formatted("'{}' is no subcommand{} (pinwheel --help lists them)", word,
                     didYouMean(word, names));
}

} // namespace

ExitStatus runProgram(int argc, char** argv)
{
    CLI::App program("Audits Python container builds without building them.", "pinwheel");
    program.set_version_flag("--version", formatted("pinwheel {}", programVersion),
                             "Print the version");
    program.set_help_flag("-h,--help", "Print help");
    program.require_subcommand(1);
    CommandAction action;
#define COMMAND(NAME, STEM) add##NAME##Command(program, action);
#include "app/cli/commands.def"
#undef COMMAND
    if (argc > 1 && argv[1][0] != '-') {
        if (const std::string trouble = unknownSubcommand(argv[1], program); !trouble.empty()) {
            reportTrouble(trouble);
            return ExitStatus::Trouble;
        }
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return program.exit(error) == 0 ? ExitStatus::Clean : ExitStatus::Trouble;
        reportTrouble(usageMessage(error, program));
        return ExitStatus::Trouble;
    }
    return action();
}

} // namespace pinwheel
