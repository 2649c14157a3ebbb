#include "app/cli/program.h"

#include "app/cli/version.h"
#include "core/base/redact.h"
#include "core/report/escape.h"

#include <cstdio>
#include <format>
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

/// The first line of what CLI11 says, in our style: no full stop, and where help is.
std::string usageMessage(const CLI::ParseError& error, const CLI::App& program)
{
    std::string message = error.what();
    message = message.substr(0, message.find('\n'));
    while (message.ends_with('.') || message.ends_with(' '))
        message.pop_back();
    std::string path = "pinwheel";
    for (const CLI::App* app = &program; app != nullptr;) {
        const auto chosen = app->get_subcommands();
        app = chosen.empty() ? nullptr : chosen.front();
        if (app) path += " " + app->get_name();
    }
    return std::format("{} ({} --help)", message, path);
}

} // namespace

ExitStatus runProgram(int argc, char** argv)
{
    CLI::App program("Audits Python container builds without building them.", "pinwheel");
    program.set_version_flag("--version", std::format("pinwheel {}", programVersion),
                             "Print the version");
    program.set_help_flag("-h,--help", "Print help");
    program.require_subcommand(1);
    CommandAction action;
#define COMMAND(NAME, STEM) add##NAME##Command(program, action);
#include "app/cli/commands.def"
#undef COMMAND
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
