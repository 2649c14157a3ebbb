#include "core/installers/tool_readers.h"
#include "core/installers/uv_tables.h"

#include <algorithm>

// uv's command line: a tree of commands, options anywhere behind them. Source: uv's CLI reference,
// 0.9.

namespace pinwheel {
namespace {

struct UvCommand {
    std::string_view words;
    InstallAction action;
};

constexpr std::array uvCommands {
    UvCommand {"pip install", InstallAction::Install},
    UvCommand {"pip sync", InstallAction::Sync},
    UvCommand {"pip compile", InstallAction::Lock},
    UvCommand {"pip uninstall", InstallAction::Uninstall},
    UvCommand {"sync", InstallAction::Sync},
    UvCommand {"add", InstallAction::Add},
    UvCommand {"remove", InstallAction::Uninstall},
    UvCommand {"lock", InstallAction::Lock},
    UvCommand {"export", InstallAction::Export},
    UvCommand {"run", InstallAction::Run},
    UvCommand {"venv", InstallAction::CreateEnvironment},
    UvCommand {"build", InstallAction::BuildWheel},
    UvCommand {"tool install", InstallAction::InstallTool},
    UvCommand {"tool upgrade", InstallAction::InstallTool},
    UvCommand {"tool uninstall", InstallAction::Uninstall},
    UvCommand {"tool run", InstallAction::Run},
    UvCommand {"python install", InstallAction::InstallPython},
    UvCommand {"python upgrade", InstallAction::InstallPython},
    UvCommand {"python pin", InstallAction::SelectPython},
    UvCommand {"cache clean", InstallAction::Clean},
    UvCommand {"cache prune", InstallAction::Clean},
};

bool isGroup(std::string_view word)
{
    return word == "pip" || word == "tool" || word == "python" || word == "cache" || word == "self"
        || word == "auth";
}

void addArguments(CommandBuilder& builder, const std::vector<std::size_t>& arguments)
{
    InstallCommand& command = builder.command;
    const std::string& words = command.subcommand;
    for (const std::size_t index : arguments) {
        const InstallerWord& word = builder.word(index);
        const CommandOption named {
            .value = OptionValue {.text = word.text,
                                  .knownPrefix = word.knownText(),
                                  .origin = {.kind = OptionOrigin::Kind::CommandLine,
                                             .span = word.span}},
            .span = word.span};
        if (words == "pip sync")
            builder.addFile(command.requirementFiles, named);
        else if (words == "pip compile")
            builder.addFile(command.projectFiles, named);
        else if (words == "venv")
            command.environment.prefix = named.value;
        else if (words.starts_with("python "))
            (void)builder.addPackage(index, PackageArgument::Kind::SystemPackage),
                command.environment.python = named.value;
        else if (command.action == InstallAction::Install
                 || command.action == InstallAction::Uninstall
                 || command.action == InstallAction::Add
                 || command.action == InstallAction::InstallTool)
            builder.addRequirement(index);
    }
}

void takeOptions(CommandBuilder& builder)
{
    InstallCommand& command = builder.command;
    for (const CommandOption& option : std::vector<CommandOption>(command.options)) {
        setUvOption(command.pip, command.environment, option.name,
                    option.value ? &*option.value : nullptr, CommandBuilder::originOf(option));
        if (option.name == "--requirements") builder.addFile(command.requirementFiles, option);
        if (option.name == "--constraints") builder.addFile(command.constraintFiles, option);
        if (option.name == "--editable" && option.value) builder.addRequirement(option, true);
        if (option.name == "--with" && option.value) builder.addRequirement(option, false);
        if (option.name == "--editable-source"
            || (option.name == "--editable" && !option.value
                && command.action == InstallAction::InstallTool))
            for (PackageArgument& argument : command.arguments)
                argument.editable = true;
    }
    std::string group;
    if (command.action == InstallAction::Add) {
        if (command.environment.withDev) group = "dev";
        if (!command.environment.groups.empty())
            group = command.environment.groups.back().text.valueOr("");
        if (const CommandOption* const optional = command.option("--optional");
            optional && optional->value)
            group = "extra:" + optional->value->text.valueOr("");
        for (PackageArgument& argument : command.arguments)
            argument.group = group;
    }
}

/// `uv run …`, `uv tool run …` and `uvx …`: another command behind uv's own options.
std::optional<InstallCommand> readRun(const ToolCall& call, CommandBuilder& builder,
                                      std::size_t from, CommandLauncher::Kind kind)
{
    OptionDialect dialect = dialects::clap;
    dialect.interspersed = false;
    const bool runs = kind == CommandLauncher::Kind::UvRun;
    const std::vector<std::size_t> words =
        builder.readOptions(uvOptionTables(runs ? "run" : "tool run"), dialect, from);
    takeOptions(builder);
    builder.command.action = InstallAction::Run;
    if (!words.empty() && runs && !builder.command.option("--module")) {
        std::vector<CommandLauncher> launchers = call.launchers;
        launchers.push_back({.kind = kind, .word = builder.command.program});
        if (auto inner = recognizeFrom(call.argv, words.front(), std::move(launchers)))
            return inner;
    }
    return builder.finish();
}

} // namespace

std::optional<InstallCommand> readUv(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    if (lastPathPart(command.program.knownText()) == "uvx") {
        command.subcommand = "tool run";
        return readRun(call, builder, call.program + 1, CommandLauncher::Kind::Uvx);
    }
    std::size_t last =
        builder.readSubcommand({uvGlobalOptions()}, dialects::clap, call.program + 1);
    if (last < call.argv.size() && isGroup(command.subcommand))
        last = builder.readSubcommand({uvGlobalOptions()}, dialects::clap, last + 1);
    command.action = InstallAction::Query;
    if (last == call.argv.size()) return builder.finish();
    const auto known =
        std::ranges::find(uvCommands, std::string_view(command.subcommand), &UvCommand::words);
    if (known != uvCommands.end()) command.action = known->action;
    if (command.subcommand == "run")
        return readRun(call, builder, last + 1, CommandLauncher::Kind::UvRun);
    if (command.subcommand == "tool run")
        return readRun(call, builder, last + 1, CommandLauncher::Kind::Uvx);
    if (command.action == InstallAction::Query) return builder.finish();
    const std::vector<std::size_t> arguments =
        builder.readOptions(uvOptionTables(command.subcommand), dialects::clap, last + 1);
    addArguments(builder, arguments);
    takeOptions(builder);
    const bool nothing = command.arguments.empty() && command.requirementFiles.empty()
        && command.pip.dependencyGroups.empty();
    if (command.subcommand == "pip install" && nothing && command.unknownWords.empty())
        builder.problem(CommandProblem::Kind::MissingArgument, command.span,
                        "uv pip install wants at least one requirement");
    return builder.finish();
}

} // namespace pinwheel
