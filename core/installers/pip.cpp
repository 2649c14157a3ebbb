#include "core/installers/pip_tables.h"
#include "core/installers/tool_readers.h"

#include <algorithm>

// pip's own command line. Source: pip 25.1, cli/main_parser.py: general options, the command, then
// its options and the general ones again, mixed with arguments.

namespace pinwheel {
namespace {

InstallAction actionOf(std::string_view command)
{
    if (command == "install") return InstallAction::Install;
    if (command == "uninstall") return InstallAction::Uninstall;
    if (command == "download") return InstallAction::Download;
    if (command == "wheel") return InstallAction::BuildWheel;
    if (command == "lock") return InstallAction::Lock;
    if (command == "config") return InstallAction::Configure;
    if (command == "cache") return InstallAction::Clean;
    return InstallAction::Query;
}

void checkArguments(CommandBuilder& builder)
{
    const InstallCommand& command = builder.command;
    const bool wants = command.action == InstallAction::Install
        || command.action == InstallAction::Download || command.action == InstallAction::BuildWheel
        || command.action == InstallAction::Uninstall;
    if (wants && command.arguments.empty() && command.requirementFiles.empty()
        && command.pip.dependencyGroups.empty() && command.unknownWords.empty())
        builder.problem(CommandProblem::Kind::MissingArgument, command.span,
                        "you must give at least one requirement to " + command.subcommand);
    for (const PackageArgument& argument : command.arguments)
        if (argument.followsSwitch
            && command.options[*argument.followsSwitch].name == "--ignore-installed")
            builder.problem(CommandProblem::Kind::LooksLikeValue, argument.span,
                            "--ignore-installed takes no argument: "
                                + argument.text.valueOr(argument.knownPrefix)
                                + " is one more requirement");
}

} // namespace

void readPipOptions(CommandBuilder& builder)
{
    InstallCommand& command = builder.command;
    // Editables come after the other arguments, as pip takes them.
    for (const CommandOption& option : std::vector<CommandOption>(command.options)) {
        const OptionOrigin origin = CommandBuilder::originOf(option);
        (void)setPipOption(command.pip, option.name, option.value ? &*option.value : nullptr,
                           origin);
        if (option.value && option.value->text)
            if (auto trouble = pipValueTrouble(option.name, *option.value->text))
                builder.problem(CommandProblem::Kind::BadValue, option.span, *std::move(trouble));
        if (option.name == "--requirement") builder.addFile(command.requirementFiles, option);
        if (option.name == "--constraint") builder.addFile(command.constraintFiles, option);
        if (option.name == "--editable") builder.addRequirement(option, true);
    }
}

namespace {

/// Reads the command with an extra table that is asked last; 25.1's own tables decide what can be
/// said by them.
std::optional<InstallCommand> readPipWith(const ToolCall& call, std::span<const OptionSpec> further)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t subcommand =
        builder.readSubcommand({pipGeneralOptions()}, dialects::optparse, call.program + 1);
    if (subcommand == call.argv.size()) {
        command.action = InstallAction::Query;
        if (!command.unknownWords.empty()) return builder.finish();
        return command.options.empty() ? std::nullopt : std::optional(builder.finish());
    }
    OptionTables tables = pipOptionTables(command.subcommand);
    command.action = actionOf(command.subcommand);
    if (tables.empty()) {
        builder.problem(CommandProblem::Kind::UnknownCommand, call.argv[subcommand].span,
                        "unknown command \"" + command.subcommand + "\"");
        return builder.finish();
    }
    if (!further.empty()) tables.push_back(further);
    const std::vector<std::size_t> arguments =
        builder.readOptions(tables, dialects::optparse, subcommand + 1);
    for (const std::size_t argument : arguments) {
        if (command.action == InstallAction::Configure) {
            command.configuration.push_back(call.argv[argument].knownText());
        } else if (command.action != InstallAction::Query
                   && command.action != InstallAction::Clean) {
            builder.addRequirement(argument);
        }
    }
    readPipOptions(builder);
    if (!command.configuration.empty() && command.configuration.front() != "set"
        && command.configuration.front() != "unset")
        command.action = InstallAction::Query;
    checkArguments(builder);
    for (const CommandOption& option : command.options)
        if (std::ranges::find(further, option.name, &OptionSpec::name) != further.end())
            builder.problem(CommandProblem::Kind::OtherVersion, option.span,
                            "pip 25.1 has no option " + option.name + "; other releases have it");
    return builder.finish();
}

} // namespace

std::optional<InstallCommand> readPip(const ToolCall& call)
{
    std::optional<InstallCommand> command = readPipWith(call, {});
    const bool strange =
        command && std::ranges::any_of(command->problems, [](const CommandProblem& problem) {
            return problem.kind == CommandProblem::Kind::UnknownOption;
        });
    return strange ? readPipWith(call, pipOptionsOfOtherReleases()) : command;
}

} // namespace pinwheel
