#include "core/installers/pip_tables.h"
#include "core/installers/tool_readers.h"

#include <algorithm>

// What makes interpreters and environments: venv, virtualenv, ensurepip, get-pip.py, pyenv; and the
// old ways to install, easy_install and setup.py. Source: the argument parsers of Python 3.13's
// venv and ensurepip, virtualenv 20's and pyenv 2's references, setuptools' command options.

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array venvOptions {
    OptionSpec {"-h --help"},      OptionSpec {"--system-site-packages"},
    OptionSpec {"--symlinks"},     OptionSpec {"--copies"},
    OptionSpec {"--clear"},        OptionSpec {"--upgrade"},
    OptionSpec {"--without-pip"},  OptionSpec {"--prompt", Value},
    OptionSpec {"--upgrade-deps"}, OptionSpec {"--without-scm-ignore-files"},
};

constexpr std::array virtualenvOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"--version"},
    OptionSpec {"--with-traceback"},
    OptionSpec {"--read-only-app-data"},
    OptionSpec {"--app-data", Value},
    OptionSpec {"--reset-app-data"},
    OptionSpec {"--upgrade-embed-wheels"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-p --python", Value},
    OptionSpec {"--try-first-with", Value},
    OptionSpec {"--creator", Value},
    OptionSpec {"--seeder", Value},
    OptionSpec {"--no-seed --without-pip"},
    OptionSpec {"--activators", Value},
    OptionSpec {"--clear"},
    OptionSpec {"--no-vcs-ignore"},
    OptionSpec {"--system-site-packages"},
    OptionSpec {"--symlinks"},
    OptionSpec {"--copies --always-copy"},
    OptionSpec {"--no-download --never-download"},
    OptionSpec {"--download"},
    OptionSpec {"--extra-search-dir", Value},
    OptionSpec {"--pip", Value},
    OptionSpec {"--setuptools", Value},
    OptionSpec {"--wheel", Value},
    OptionSpec {"--no-pip"},
    OptionSpec {"--no-setuptools"},
    OptionSpec {"--no-wheel"},
    OptionSpec {"--no-periodic-update"},
    OptionSpec {"--symlink-app-data"},
    OptionSpec {"--prompt", Value},
};

constexpr std::array ensurepipOptions {
    OptionSpec {"-h --help"},    OptionSpec {"--version"},     OptionSpec {"-v --verbose"},
    OptionSpec {"-U --upgrade"}, OptionSpec {"--user"},        OptionSpec {"--root", Value},
    OptionSpec {"--altinstall"}, OptionSpec {"--default-pip"},
};

constexpr std::array getPipOptions {
    OptionSpec {"--no-setuptools"},
    OptionSpec {"--no-wheel"},
};

constexpr std::array setupOptions {
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-n --dry-run"},
    OptionSpec {"-h --help"},
    OptionSpec {"--no-user-cfg"},
    OptionSpec {"--user"},
    OptionSpec {"--prefix", Value},
    OptionSpec {"--root", Value},
    OptionSpec {"--home", Value},
    OptionSpec {"--record", Value},
    OptionSpec {"-f --force"},
    OptionSpec {"-O --optimize", Value},
    OptionSpec {"--single-version-externally-managed"},
    OptionSpec {"--old-and-unmanageable"},
    OptionSpec {"-d --install-dir", Value},
    OptionSpec {"--no-deps -N"},
    OptionSpec {"-u --uninstall"},
    OptionSpec {"-i --index-url --inplace", OptionalValue},
    OptionSpec {"--install-lib", Value},
    OptionSpec {"--install-scripts", Value},
    OptionSpec {"--skip-build"},
    OptionSpec {"-j --parallel", Value},
    OptionSpec {"--plat-name -p", Value},
    OptionSpec {"--dist-dir", Value},
    OptionSpec {"--editable -e"},
    OptionSpec {"-U --upgrade"},
    OptionSpec {"-Z --always-unzip"},
    OptionSpec {"-z --zip-ok"},
    OptionSpec {"--find-links", Value},
};

constexpr std::array pyenvOptions {
    OptionSpec {"-f --force"},   OptionSpec {"-s --skip-existing"},
    OptionSpec {"-k --keep"},    OptionSpec {"-p --patch"},
    OptionSpec {"-v --verbose"}, OptionSpec {"-g --debug"},
    OptionSpec {"-l --list"},    OptionSpec {"-h --help"},
    OptionSpec {"--version"},    OptionSpec {"--unset"},
    OptionSpec {"--bare"},
};

using F = OptionField<EnvironmentChoice>;
constexpr std::array environmentFields {
    F {"--system-site-packages", &EnvironmentChoice::systemSitePackages},
    F {"--without-pip", &EnvironmentChoice::withoutPip},
    F {"--no-seed", &EnvironmentChoice::withoutPip},
    F {"--no-pip", &EnvironmentChoice::withoutPip},
    F {"--python", &EnvironmentChoice::python},
};

OptionValue valueOfWord(const InstallerWord& word)
{
    OptionValue value {.text = word.text,
                       .origin = {.kind = OptionOrigin::Kind::CommandLine, .span = word.span}};
    if (!word.isKnown()) {
        value.knownPrefix = word.knownText();
        if (word.text) value.text = unknown("the word stands for a list that is not known");
    }
    return value;
}

std::optional<InstallCommand> readEnvironmentMaker(const ToolCall& call,
                                                   std::span<const OptionSpec> options)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    command.action = InstallAction::CreateEnvironment;
    // venv takes several folders; each becomes an environment, the last one is kept as the prefix.
    for (const std::size_t index :
         builder.readOptions({options}, dialects::argparse, call.program + 1))
        command.environment.prefix = valueOfWord(builder.word(index));
    builder.fill(command.environment, std::span<const F>(environmentFields));
    if (!command.environment.prefix) {
        command.action = InstallAction::Query;
        const bool asksForHelp = command.option("--help") || command.option("--version");
        if (!asksForHelp)
            builder.problem(CommandProblem::Kind::MissingArgument, command.span,
                            "no folder for the environment is given");
    }
    return builder.finish();
}

} // namespace

std::optional<InstallCommand> readVenv(const ToolCall& call)
{
    return readEnvironmentMaker(call, venvOptions);
}

std::optional<InstallCommand> readVirtualenv(const ToolCall& call)
{
    return readEnvironmentMaker(call, virtualenvOptions);
}

std::optional<InstallCommand> readEnsurepip(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    (void)builder.readOptions({ensurepipOptions}, dialects::argparse, call.program + 1);
    command.action =
        command.option("--version") ? InstallAction::Query : InstallAction::BootstrapPip;
    using P = OptionField<PipOptions>;
    static constexpr std::array fields {
        P {"--upgrade", &PipOptions::upgrade},
        P {"--user", &PipOptions::user},
        P {"--root", &PipOptions::root},
    };
    builder.fill(command.pip, std::span<const P>(fields));
    return builder.finish();
}

std::optional<InstallCommand> readGetPip(const ToolCall& call)
{
    // get-pip.py hands all its words on to `pip install`, with pip, setuptools and wheel as further
    // requirements.
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    command.action = InstallAction::BootstrapPip;
    OptionTables tables = pipOptionTables("install");
    tables.emplace_back(getPipOptions);
    for (const std::size_t index :
         builder.readOptions(tables, dialects::optparse, call.program + 1))
        builder.addRequirement(index);
    readPipOptions(builder);
    return builder.finish();
}

std::optional<InstallCommand> readEasyInstall(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    command.action = InstallAction::Install;
    for (const std::size_t index :
         builder.readOptions({setupOptions}, dialects::getopt, call.program + 1))
        builder.addRequirement(index);
    return builder.finish();
}

std::optional<InstallCommand> readSetupPy(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    for (const std::size_t index :
         builder.readOptions({setupOptions}, dialects::getopt, call.program + 1))
        if (builder.word(index).isKnown())
            command.subcommand +=
                (command.subcommand.empty() ? "" : " ") + *builder.word(index).text;
    // A project's commands may have options of their own, which are no mistake.
    std::erase_if(command.problems, [](const CommandProblem& problem) {
        return problem.kind == CommandProblem::Kind::UnknownOption;
    });
    const bool develops = command.subcommand.contains("develop");
    if (!develops && !command.subcommand.contains("install")) {
        const bool wheel = command.subcommand.contains("bdist_wheel");
        command.action = wheel ? InstallAction::BuildWheel : InstallAction::Query;
        return builder.finish();
    }
    command.action = InstallAction::Install;
    // What it installs is the project in its folder.
    const std::string& script = builder.command.program.knownText();
    const std::size_t slash = script.rfind('/');
    PackageArgument project {.kind = PackageArgument::Kind::LocalPath,
                             .editable = develops,
                             .span = command.program.span};
    project.location = slash == std::string::npos ? "." : script.substr(0, slash);
    project.text = project.location;
    command.arguments.push_back(std::move(project));
    return builder.finish();
}

std::optional<InstallCommand> readPyenv(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t subcommand =
        builder.readSubcommand({pyenvOptions}, dialects::plain, call.program + 1);
    if (subcommand == call.argv.size()) return std::nullopt;
    const std::string& word = command.subcommand;
    if (word == "exec") {
        std::vector<CommandLauncher> launchers = call.launchers;
        launchers.push_back({.kind = CommandLauncher::Kind::PyenvExec, .word = command.program});
        return recognizeFrom(call.argv, subcommand + 1, std::move(launchers));
    }
    command.action = word == "install"                           ? InstallAction::InstallPython
        : word == "global" || word == "local" || word == "shell" ? InstallAction::SelectPython
        : word == "virtualenv"                                   ? InstallAction::CreateEnvironment
        : word == "uninstall"                                    ? InstallAction::Uninstall
                                                                 : InstallAction::Query;
    const std::vector<std::size_t> words =
        builder.readOptions({pyenvOptions}, dialects::plain, subcommand + 1);
    for (const std::size_t index : words) {
        if (command.action == InstallAction::Query) break;
        (void)builder.addPackage(index, PackageArgument::Kind::SystemPackage);
        command.environment.python = valueOfWord(builder.word(index));
    }
    if (word == "virtualenv" && words.size() >= 2) {
        command.environment.python = valueOfWord(builder.word(words[0]));
        command.environment.name = valueOfWord(builder.word(words[1]));
    }
    if (command.option("--list")) command.action = InstallAction::Query;
    return builder.finish();
}

} // namespace pinwheel
