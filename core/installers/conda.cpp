#include "core/installers/tool_readers.h"
#include "core/python/python_text.h"

#include <algorithm>

// conda, mamba and micromamba. Source: conda's command reference (25.x), mamba's and micromamba's
// user guides (2.x). A package is a match specification: "channel::name=version=build",
// "name>=1.2,<2", "name==1.2", "name[version='…']".

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array condaOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-V --version"},
    OptionSpec {"-n --name", Value},
    OptionSpec {"-p --prefix", Value},
    OptionSpec {"-c --channel", Value},
    OptionSpec {"--use-local"},
    OptionSpec {"--override-channels"},
    OptionSpec {"--repodata-fn", Value},
    OptionSpec {"--experimental", Value},
    OptionSpec {"--no-lock"},
    OptionSpec {"--repodata-use-zst"},
    OptionSpec {"--no-repodata-use-zst"},
    OptionSpec {"--strict-channel-priority"},
    OptionSpec {"--no-channel-priority"},
    OptionSpec {"--channel-priority", Value},
    OptionSpec {"--deps-only --only-deps"},
    OptionSpec {"--no-deps"},
    OptionSpec {"--no-pin"},
    OptionSpec {"--no-py-pin"},
    OptionSpec {"--py-pin"},
    OptionSpec {"--copy --always-copy"},
    OptionSpec {"--always-softlink"},
    OptionSpec {"--softlink"},
    OptionSpec {"--no-always-softlink"},
    OptionSpec {"-C --use-index-cache"},
    OptionSpec {"-k --insecure"},
    OptionSpec {"--offline"},
    OptionSpec {"-d --dry-run"},
    OptionSpec {"--json"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"--debug"},
    OptionSpec {"--trace"},
    OptionSpec {"-y --yes --assume-yes"},
    OptionSpec {"--download-only"},
    OptionSpec {"--show-channel-urls"},
    OptionSpec {"-f --file --envfile", Value},
    OptionSpec {"--revision", Value},
    OptionSpec {"--solver --experimental-solver", Value},
    OptionSpec {"--freeze-installed --no-update-deps"},
    OptionSpec {"--update-deps"},
    OptionSpec {"-S --satisfied-skip-solve"},
    OptionSpec {"--update-all --all"},
    OptionSpec {"--update-specs"},
    OptionSpec {"--force-reinstall"},
    OptionSpec {"--clobber"},
    OptionSpec {"-m --mkdir"},
    OptionSpec {"--dev"},
    OptionSpec {"--clone", Value},
    OptionSpec {"--no-default-packages"},
    OptionSpec {"--default-packages", Value},
    OptionSpec {"--no-shortcuts"},
    OptionSpec {"--shortcuts"},
    OptionSpec {"--shortcuts-only", Value},
    OptionSpec {"--subdir --platform", Value},
    OptionSpec {"--prune"},
    OptionSpec {"--force"},
    OptionSpec {"--features"},
    OptionSpec {"--force-remove"},
    OptionSpec {"-r --root-prefix", Value},
    OptionSpec {"--rc-file", Value},
    OptionSpec {"--no-rc"},
    OptionSpec {"--no-env"},
    OptionSpec {"--log-level", Value},
    OptionSpec {"--pyc"},
    OptionSpec {"--no-pyc"},
    OptionSpec {"--allow-uninstall"},
    OptionSpec {"--no-allow-uninstall"},
    OptionSpec {"--allow-downgrade"},
    OptionSpec {"--no-allow-downgrade"},
    OptionSpec {"--allow-softlinks"},
    OptionSpec {"--retry-clean-cache"},
    OptionSpec {"--ssl-verify", Value},
    OptionSpec {"--cacert-path", Value},
    OptionSpec {"--category", Value},
    OptionSpec {"--relocate-prefix", Value},
    OptionSpec {"--extra-safety-checks"},
    OptionSpec {"--no-extra-safety-checks"},
    OptionSpec {"--safety-checks", Value},
    OptionSpec {"--verify-artifacts"},
    OptionSpec {"--lock-timeout", Value},
    OptionSpec {"--mamba"},
    OptionSpec {"--micromamba"},
    OptionSpec {"--no-builds"},
    OptionSpec {"--from-history"},
    OptionSpec {"--install-all"},
};

// `conda config`, and what `conda clean` adds.
constexpr std::array configOptions {
    OptionSpec {"--system"},
    OptionSpec {"--env"},
    OptionSpec {"--show", OptionalValue},
    OptionSpec {"--show-sources"},
    OptionSpec {"--validate"},
    OptionSpec {"--describe"},
    OptionSpec {"--write-default"},
    OptionSpec {"--get", OptionalValue},
    OptionSpec {"--append", Value},
    OptionSpec {"--prepend --add", Value},
    OptionSpec {"--set", Value},
    OptionSpec {"--remove", Value},
    OptionSpec {"--remove-key", Value},
    OptionSpec {"--stdin"},
    OptionSpec {"-a --all"},
    OptionSpec {"-i --index-cache"},
    OptionSpec {"-p --packages"},
    OptionSpec {"-t --tarballs"},
    OptionSpec {"-l --locks"},
    OptionSpec {"--trash"},
    OptionSpec {"-f --force-pkgs-dirs"},
    OptionSpec {"-c --tempfiles"},
    OptionSpec {"--logfiles"},
    OptionSpec {"-h --help"},
    OptionSpec {"--json"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-y --yes"},
    OptionSpec {"-d --dry-run"},
    OptionSpec {"-n --name", Value},
    OptionSpec {"--prefix", Value},
    OptionSpec {"--file", Value},
    OptionSpec {"-s --shell", Value},
    OptionSpec {"-r --root-prefix", Value},
};

constexpr std::array runOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-n --name", Value},
    OptionSpec {"-p --prefix", Value},
    OptionSpec {"--dev"},
    OptionSpec {"--debug-wrapper-scripts"},
    OptionSpec {"--cwd", Value},
    OptionSpec {"--no-capture-output --live-stream -s"},
    OptionSpec {"-a --attach", Value},
    OptionSpec {"-d --detach"},
    OptionSpec {"-e --env", Value},
    OptionSpec {"--clean-env"},
    OptionSpec {"--label", Value},
    OptionSpec {"-r --root-prefix", Value},
};

constexpr std::array initialOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-V --version"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-y --yes"},
    OptionSpec {"-r --root-prefix", Value},
    OptionSpec {"-n --name", Value},
    OptionSpec {"-p --prefix", Value},
    OptionSpec {"--no-plugins"},
    OptionSpec {"--no-rc"},
    OptionSpec {"--no-env"},
    OptionSpec {"--rc-file", Value},
    OptionSpec {"--log-level", Value},
    OptionSpec {"--offline"},
    OptionSpec {"--json"},
};

using C = OptionField<EnvironmentChoice>;
constexpr std::array fields {
    C {"--name", &EnvironmentChoice::name},
    C {"--prefix", &EnvironmentChoice::prefix},
    C {"--channel", &EnvironmentChoice::channels},
    C {"--override-channels", &EnvironmentChoice::overrideChannels},
    C {"--yes", &EnvironmentChoice::assumeYes},
};

using P = OptionField<PipOptions>;
constexpr std::array pipFields {
    P {"--no-deps", &PipOptions::noDependencies},
    P {"--force-reinstall", &PipOptions::forceReinstall},
    P {"--dry-run", &PipOptions::dryRun},
    P {"--yes", &PipOptions::yes},
    P {"--offline", &PipOptions::noIndex},
};

InstallAction actionOf(std::string_view command)
{
    if (command == "install") return InstallAction::Install;
    if (command == "create" || command == "env create") return InstallAction::CreateEnvironment;
    if (command == "update" || command == "upgrade" || command == "env update")
        return InstallAction::Install;
    if (command == "remove" || command == "uninstall") return InstallAction::Uninstall;
    if (command == "env remove") return InstallAction::RemoveEnvironment;
    if (command == "clean") return InstallAction::Clean;
    if (command == "config" || command == "init" || command == "shell init"
        || command == "env config")
        return InstallAction::Configure;
    return InstallAction::Query;
}

void addSpec(CommandBuilder& builder, std::size_t index)
{
    PackageArgument& package = builder.addPackage(index, PackageArgument::Kind::CondaSpec);
    const bool known = package.text.isKnown();
    std::string_view text =
        known ? std::string_view(*package.text) : std::string_view(package.knownPrefix);
    if (const std::size_t colons = text.find("::"); colons != std::string_view::npos) {
        package.channel = text.substr(0, colons);
        text.remove_prefix(colons + 2);
    }
    if (text.contains("://") || text.ends_with(".conda") || text.ends_with(".tar.bz2")) {
        package.kind =
            text.contains("://") ? PackageArgument::Kind::Url : PackageArgument::Kind::Archive;
        package.location = text;
        return;
    }
    const std::size_t end = std::min(text.find_first_of("=<>!~[ "), text.size());
    if (!known && end == text.size()) return;
    package.name = lowerCase(text.substr(0, end));
    std::string_view rest = text.substr(end);
    while (rest.starts_with(' '))
        rest.remove_prefix(1);
    // `name=version=build`: the build string is no part of the version.
    if (rest.starts_with('=') && !rest.starts_with("==")) {
        const std::size_t build = rest.find('=', 1);
        rest = rest.substr(0, build);
    }
    package.specifier = rest;
}

void readConfiguration(CommandBuilder& builder, std::size_t from)
{
    InstallCommand& command = builder.command;
    const std::vector<std::size_t> words =
        builder.readOptions({configOptions}, dialects::argparse, from);
    for (const CommandOption& option : command.options) {
        if (!option.value) continue;
        command.configuration.push_back(option.name.substr(2));
        command.configuration.push_back(option.value->text.valueOr(option.value->knownPrefix));
        if ((option.name == "--prepend" || option.name == "--append")
            && option.value->text == Known<std::string>("channels"))
            command.action = InstallAction::AddRepository;
    }
    for (const std::size_t index : words)
        command.configuration.push_back(builder.word(index).knownText());
}

std::optional<InstallCommand> readRun(const ToolCall& call, CommandBuilder& builder,
                                      std::size_t from)
{
    OptionDialect dialect = dialects::argparse;
    dialect.interspersed = false;
    const std::vector<std::size_t> words = builder.readOptions({runOptions}, dialect, from);
    if (words.empty()) return std::nullopt;
    std::vector<CommandLauncher> launchers = call.launchers;
    CommandLauncher launcher {.kind = CommandLauncher::Kind::CondaRun,
                              .word = builder.command.program};
    if (const CommandOption* const name = builder.command.option("--name"))
        launcher.environmentName = name->value;
    if (const CommandOption* const prefix = builder.command.option("--prefix"))
        launcher.environmentPrefix = prefix->value;
    launchers.push_back(std::move(launcher));
    return recognizeFrom(call.argv, words.front(), std::move(launchers));
}

} // namespace

std::optional<InstallCommand> readConda(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    std::size_t last =
        builder.readSubcommand({initialOptions}, dialects::argparse, call.program + 1);
    if (command.subcommand == "run") return readRun(call, builder, last + 1);
    if (command.subcommand == "env" || command.subcommand == "shell")
        last = builder.readSubcommand({initialOptions}, dialects::argparse, last + 1);
    command.action = actionOf(command.subcommand);
    if (last == call.argv.size() || command.action == InstallAction::Query) return builder.finish();
    if (command.action == InstallAction::Configure || command.action == InstallAction::Clean) {
        readConfiguration(builder, last + 1);
        builder.fill(command.environment, std::span<const C>(fields));
        return builder.finish();
    }
    const std::vector<std::size_t> words =
        builder.readOptions({condaOptions}, dialects::argparse, last + 1);
    const bool wholeEnvironment = command.subcommand.starts_with("env ");
    for (const std::size_t index : words) {
        if (!wholeEnvironment) addSpec(builder, index);
    }
    for (const CommandOption& option : std::vector<CommandOption>(command.options))
        if (option.name == "--file") {
            const std::string path = option.value ? option.value->text.valueOr("") : "";
            const bool isList = path.ends_with(".txt") || path.ends_with(".lock");
            builder.addFile(isList && !wholeEnvironment ? command.requirementFiles
                                                        : command.projectFiles,
                            option);
        }
    builder.fill(command.environment, std::span<const C>(fields));
    builder.fill(command.pip, std::span<const P>(pipFields));
    const bool updatesAll = command.subcommand == "update" || command.subcommand == "upgrade";
    if (updatesAll
        && (command.option("--update-all")
            || (command.arguments.empty() && command.projectFiles.empty())))
        command.action = InstallAction::UpgradeAll;
    if (updatesAll)
        command.pip.upgrade = {true,
                               {.kind = OptionOrigin::Kind::CommandLine,
                                .span = builder.word(last).span,
                                .name = command.subcommand}};
    return builder.finish();
}

} // namespace pinwheel
