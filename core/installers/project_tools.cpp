#include "core/installers/tool_readers.h"
#include "core/python/project_name.h"

#include <algorithm>

// Tools that install what a project file or a lock file says: poetry, pipenv, pdm, pip-sync and
// pip-compile; and pipx. Source: the command references of poetry 2.x (with 1.x options), pipenv
// 2025, pdm 2.2x, pip-tools 7, pipx 1.7.

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array poetryOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-V --version"},
    OptionSpec {"--ansi"},
    OptionSpec {"--no-ansi"},
    OptionSpec {"-n --no-interaction"},
    OptionSpec {"--no-plugins"},
    OptionSpec {"--no-cache"},
    OptionSpec {"-C --directory", Value},
    OptionSpec {"-P --project", Value},
    OptionSpec {"-v -vv -vvv --verbose"},
    OptionSpec {"--without", Value},
    OptionSpec {"--with", Value},
    OptionSpec {"--only", Value},
    OptionSpec {"--only-root"},
    OptionSpec {"--sync"},
    OptionSpec {"--no-root"},
    OptionSpec {"--no-directory"},
    OptionSpec {"--no-dev"},
    OptionSpec {"--dev -D"},
    OptionSpec {"--dry-run"},
    OptionSpec {"--remove-untracked"},
    OptionSpec {"-E --extras", Value},
    OptionSpec {"--all-extras"},
    OptionSpec {"--all-groups"},
    OptionSpec {"--compile"},
    OptionSpec {"--local"},
    OptionSpec {"--unset"},
    OptionSpec {"--list"},
    OptionSpec {"--migrate"},
};
constexpr std::array poetryExportOptions {
    OptionSpec {"-f --format", Value}, OptionSpec {"-o --output", Value},
    OptionSpec {"--without-hashes"},   OptionSpec {"--without-urls"},
    OptionSpec {"--with-credentials"},
};
constexpr std::array poetryAddOptions {
    OptionSpec {"-G --group", Value},
    OptionSpec {"-e --editable"},
    OptionSpec {"--optional", OptionalValue},
    OptionSpec {"--python", Value},
    OptionSpec {"--platform", Value},
    OptionSpec {"--markers", Value},
    OptionSpec {"--source", Value},
    OptionSpec {"--allow-prereleases"},
    OptionSpec {"--lock"},
    OptionSpec {"--no-update"},
    OptionSpec {"--regenerate"},
    OptionSpec {"--check"},
};

constexpr std::array pipenvOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"--version"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"--system"},
    OptionSpec {"--deploy"},
    OptionSpec {"-d --dev"},
    OptionSpec {"--dev-only"},
    OptionSpec {"--ignore-pipfile"},
    OptionSpec {"--skip-lock"},
    OptionSpec {"--keep-outdated"},
    OptionSpec {"--selective-upgrade"},
    OptionSpec {"--pre"},
    OptionSpec {"-e --editable", Value},
    OptionSpec {"-r --requirements", Value},
    OptionSpec {"-i --index --pypi-mirror", Value},
    OptionSpec {"--extra-index-url", Value},
    OptionSpec {"--extra-pip-args", Value},
    OptionSpec {"--python", Value},
    OptionSpec {"--site-packages"},
    OptionSpec {"--no-site-packages"},
    OptionSpec {"--clear"},
    OptionSpec {"--categories --category", Value},
    OptionSpec {"--all"},
    OptionSpec {"--all-dev"},
    OptionSpec {"--rm"},
    OptionSpec {"--where"},
    OptionSpec {"--venv"},
    OptionSpec {"--py"},
    OptionSpec {"--envs"},
    OptionSpec {"--support"},
    OptionSpec {"--sequential"},
    OptionSpec {"--hash"},
    OptionSpec {"--exclude-markers"},
    OptionSpec {"--from-pipfile"},
    OptionSpec {"--lock-only"},
    OptionSpec {"--outdated"},
    OptionSpec {"--dry-run"},
};

constexpr std::array pdmOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-V --version"},
    OptionSpec {"-c --config", Value},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"--no-cache"},
    OptionSpec {"-I --ignore-python"},
    OptionSpec {"--pep582", OptionalValue},
    OptionSpec {"-n --non-interactive"},
    OptionSpec {"-p --project", Value},
    OptionSpec {"-g --global"},
    OptionSpec {"-G --group --with", Value},
    OptionSpec {"--without", Value},
    OptionSpec {"-d --dev"},
    OptionSpec {"--prod --production"},
    OptionSpec {"--no-default"},
    OptionSpec {"--no-self"},
    OptionSpec {"--no-editable"},
    OptionSpec {"--no-isolation"},
    OptionSpec {"--no-lock"},
    OptionSpec {"--frozen-lockfile"},
    OptionSpec {"--check"},
    OptionSpec {"--clean"},
    OptionSpec {"--only-keep"},
    OptionSpec {"--reinstall"},
    OptionSpec {"--fail-fast -x"},
    OptionSpec {"--dry-run"},
    OptionSpec {"-L --lockfile", Value},
    OptionSpec {"-k --skip", Value},
    OptionSpec {"--venv", Value},
    OptionSpec {"--plugins"},
    OptionSpec {"-e --editable", Value},
    OptionSpec {"-o --output", Value},
    OptionSpec {"-f --format", Value},
    OptionSpec {"--without-hashes"},
    OptionSpec {"--no-hashes"},
    OptionSpec {"--override", Value},
    OptionSpec {"--pre --prerelease"},
    OptionSpec {"--no-sync"},
    OptionSpec {"-u --unconstrained"},
    OptionSpec {"--save-compatible"},
    OptionSpec {"--save-exact"},
    OptionSpec {"--save-minimum"},
    OptionSpec {"--save-wildcard"},
    OptionSpec {"--update-reuse"},
    OptionSpec {"--update-eager"},
    OptionSpec {"--update-all"},
    OptionSpec {"-S --strategy", Value},
    OptionSpec {"--use-uv"},
};

constexpr std::array pipxOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"--version"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"--global"},
    OptionSpec {"--include-deps"},
    OptionSpec {"-f --force"},
    OptionSpec {"--suffix", Value},
    OptionSpec {"--python", Value},
    OptionSpec {"--fetch-missing-python"},
    OptionSpec {"--preinstall", Value},
    OptionSpec {"--system-site-packages"},
    OptionSpec {"-i --index-url", Value},
    OptionSpec {"-e --editable"},
    OptionSpec {"--pip-args", Value},
    OptionSpec {"--spec", Value},
    OptionSpec {"--include-apps"},
    OptionSpec {"--with-suffix"},
    OptionSpec {"-r --requirement", Value},
    OptionSpec {"--no-cache"},
    OptionSpec {"--pypackages"},
    OptionSpec {"--force-reinstall"},
    OptionSpec {"--skip", Value},
    OptionSpec {"--prepend"},
};

constexpr std::array pipToolsOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"--version"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-a --ask"},
    OptionSpec {"-n --dry-run"},
    OptionSpec {"--force"},
    OptionSpec {"-f --find-links", Value},
    OptionSpec {"-i --index-url", Value},
    OptionSpec {"--extra-index-url", Value},
    OptionSpec {"--trusted-host", Value},
    OptionSpec {"--no-index"},
    OptionSpec {"--python-executable", Value},
    OptionSpec {"--user"},
    OptionSpec {"--cert", Value},
    OptionSpec {"--client-cert", Value},
    OptionSpec {"--pip-args", Value},
    OptionSpec {"--config", Value},
    OptionSpec {"--no-config"},
    OptionSpec {"--color"},
    OptionSpec {"--no-color"},
    OptionSpec {"-p --pre"},
    OptionSpec {"-r --rebuild"},
    OptionSpec {"--extra", Value},
    OptionSpec {"--all-extras"},
    OptionSpec {"--header"},
    OptionSpec {"--no-header"},
    OptionSpec {"--emit-trusted-host"},
    OptionSpec {"--no-emit-trusted-host"},
    OptionSpec {"--annotate"},
    OptionSpec {"--no-annotate"},
    OptionSpec {"--annotation-style", Value},
    OptionSpec {"-U --upgrade"},
    OptionSpec {"--no-upgrade"},
    OptionSpec {"-P --upgrade-package", Value},
    OptionSpec {"-o --output-file", Value},
    OptionSpec {"--newline", Value},
    OptionSpec {"--allow-unsafe"},
    OptionSpec {"--no-allow-unsafe"},
    OptionSpec {"--strip-extras"},
    OptionSpec {"--no-strip-extras"},
    OptionSpec {"--generate-hashes"},
    OptionSpec {"--no-reuse-hashes"},
    OptionSpec {"--reuse-hashes"},
    OptionSpec {"-c --constraint", Value},
    OptionSpec {"--src-files", Value},
    OptionSpec {"--build-isolation"},
    OptionSpec {"--no-build-isolation"},
    OptionSpec {"--emit-find-links"},
    OptionSpec {"--no-emit-find-links"},
    OptionSpec {"--cache-dir", Value},
    OptionSpec {"--resolver", Value},
    OptionSpec {"--emit-index-url"},
    OptionSpec {"--no-emit-index-url"},
    OptionSpec {"--emit-options"},
    OptionSpec {"--no-emit-options"},
    OptionSpec {"--unsafe-package", Value},
    OptionSpec {"--max-rounds", Value},
    OptionSpec {"--build-deps-for", Value},
    OptionSpec {"--all-build-deps"},
    OptionSpec {"--only-build-deps"},
};

using C = OptionField<EnvironmentChoice>;
constexpr std::array fields {
    C {"--with", &EnvironmentChoice::groups},
    C {"--group", &EnvironmentChoice::groups},
    C {"--categories", &EnvironmentChoice::groups},
    C {"--without", &EnvironmentChoice::withoutGroups},
    C {"--only", &EnvironmentChoice::onlyGroups},
    C {"--extras", &EnvironmentChoice::extras},
    C {"--extra", &EnvironmentChoice::extras},
    C {"--all-extras", &EnvironmentChoice::allExtras},
    C {"--all-groups", &EnvironmentChoice::allGroups},
    C {"--dev", &EnvironmentChoice::withDev},
    C {"--no-dev", &EnvironmentChoice::withoutDev},
    C {"--prod", &EnvironmentChoice::withoutDev},
    C {"--no-root", &EnvironmentChoice::noProject},
    C {"--no-self", &EnvironmentChoice::noProject},
    C {"--directory", &EnvironmentChoice::project},
    C {"--project", &EnvironmentChoice::project},
    C {"--python", &EnvironmentChoice::python},
    C {"--python-executable", &EnvironmentChoice::python},
    C {"--system", &EnvironmentChoice::system},
    C {"--deploy", &EnvironmentChoice::locked},
    C {"--ignore-pipfile", &EnvironmentChoice::frozen},
    C {"--frozen-lockfile", &EnvironmentChoice::frozen},
    C {"--sync", &EnvironmentChoice::exact},
    C {"--remove-untracked", &EnvironmentChoice::exact},
    C {"--clean", &EnvironmentChoice::exact},
    C {"--system-site-packages", &EnvironmentChoice::systemSitePackages},
    C {"--site-packages", &EnvironmentChoice::systemSitePackages},
    C {"--no-interaction", &EnvironmentChoice::assumeYes},
};

using P = OptionField<PipOptions>;
constexpr std::array pipFields {
    P {"--index-url", &PipOptions::indexUrl},
    P {"--index", &PipOptions::indexUrl},
    P {"--extra-index-url", &PipOptions::extraIndexUrls},
    P {"--find-links", &PipOptions::findLinks},
    P {"--trusted-host", &PipOptions::trustedHosts},
    P {"--no-index", &PipOptions::noIndex},
    P {"--user", &PipOptions::user},
    P {"--pre", &PipOptions::preReleases},
    P {"--dry-run", &PipOptions::dryRun},
    P {"--upgrade", &PipOptions::upgrade},
    P {"--reinstall", &PipOptions::forceReinstall},
    P {"--no-build-isolation", &PipOptions::noBuildIsolation},
    P {"--no-isolation", &PipOptions::noBuildIsolation},
    P {"--no-cache", &PipOptions::noCacheDir},
    P {"--output", &PipOptions::destination},
    P {"--output-file", &PipOptions::destination},
};

void fillAll(CommandBuilder& builder)
{
    InstallCommand& command = builder.command;
    builder.fill(command.environment, std::span<const C>(fields));
    builder.fill(command.pip, std::span<const P>(pipFields));
    for (const CommandOption& option : std::vector<CommandOption>(command.options)) {
        if (option.name == "--requirements" || option.name == "--requirement")
            builder.addFile(command.requirementFiles, option);
        if (option.name == "--constraint") builder.addFile(command.constraintFiles, option);
        if (option.name == "--editable" && option.value) builder.addRequirement(option, true);
    }
}

/// `tool run COMMAND …`: what it starts; none where that is no installer.
std::optional<InstallCommand> readRun(const ToolCall& call, const CommandBuilder& builder,
                                      std::size_t from, CommandLauncher::Kind kind)
{
    std::vector<CommandLauncher> launchers = call.launchers;
    launchers.push_back({.kind = kind, .word = builder.command.program});
    while (from < call.argv.size() && call.argv[from].knownText().starts_with('-'))
        ++from;
    return recognizeFrom(call.argv, from, std::move(launchers));
}

/// "torch@^2.1", "torch@latest", "torch==2.1" of `poetry add`.
void addPoetryPackage(CommandBuilder& builder, std::size_t index)
{
    const InstallerWord& word = builder.word(index);
    const std::size_t at = word.knownText().find('@');
    const bool isConstraint = word.isKnown() && at != std::string::npos && at > 0
        && !word.knownText().contains("://") && word.knownText()[at - 1] != ' ';
    if (!isConstraint) {
        builder.addRequirement(index);
        return;
    }
    PackageArgument& package = builder.addPackage(index, PackageArgument::Kind::Requirement);
    if (auto requirement = parseRequirement(word.knownText().substr(0, at))) {
        package.name = normalizedName(requirement->name);
        package.extras = requirement->extras;
        package.requirement = *std::move(requirement);
    }
    package.specifier = word.knownText().substr(at + 1);
}

} // namespace

std::optional<InstallCommand> readPoetry(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t last =
        builder.readSubcommand({poetryOptions}, dialects::plain, call.program + 1);
    const std::string word = command.subcommand;
    if (word == "run") return readRun(call, builder, last + 1, CommandLauncher::Kind::PoetryRun);
    command.action = word == "install" ? InstallAction::Install
        : word == "sync"               ? InstallAction::Sync
        : word == "add"                ? InstallAction::Add
        : word == "remove"             ? InstallAction::Uninstall
        : word == "update"             ? InstallAction::UpgradeAll
        : word == "lock"               ? InstallAction::Lock
        : word == "export"             ? InstallAction::Export
        : word == "config"             ? InstallAction::Configure
        : word == "build"              ? InstallAction::BuildWheel
        : word == "cache"              ? InstallAction::Clean
                                       : InstallAction::Query;
    if (last == call.argv.size() || command.action == InstallAction::Query
        || command.action == InstallAction::Clean)
        return builder.finish();
    const bool exports = word == "export";
    const OptionTables tables = exports ? OptionTables {poetryExportOptions, poetryOptions}
                                        : OptionTables {poetryAddOptions, poetryOptions};
    for (const std::size_t index : builder.readOptions(tables, dialects::plain, last + 1)) {
        if (command.action == InstallAction::Configure)
            command.configuration.push_back(builder.word(index).knownText());
        if (command.action == InstallAction::Add || command.action == InstallAction::Uninstall
            || command.action == InstallAction::UpgradeAll)
            addPoetryPackage(builder, index);
    }
    fillAll(builder);
    if (command.action == InstallAction::Add) {
        const CommandOption* const group = command.option("--group");
        for (PackageArgument& argument : command.arguments)
            argument.group = group && group->value ? group->value->text.valueOr("")
                : command.environment.withDev      ? "dev"
                                                   : "";
        if (command.option("--editable"))
            for (PackageArgument& argument : command.arguments)
                argument.editable = true;
    }
    if (command.action == InstallAction::Install && command.environment.exact)
        command.action = InstallAction::Sync;
    return builder.finish();
}

std::optional<InstallCommand> readPipenv(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t last =
        builder.readSubcommand({pipenvOptions}, dialects::plain, call.program + 1);
    const std::string word = command.subcommand;
    if (word == "run") return readRun(call, builder, last + 1, CommandLauncher::Kind::PipenvRun);
    command.action = word == "install" || word == "update" || word == "upgrade"
        ? InstallAction::Install
        : word == "sync"         ? InstallAction::Sync
        : word == "uninstall"    ? InstallAction::Uninstall
        : word == "lock"         ? InstallAction::Lock
        : word == "requirements" ? InstallAction::Export
        : word == "clean"        ? InstallAction::Clean
                                 : InstallAction::Query;
    if (last == call.argv.size() || command.action == InstallAction::Query) return builder.finish();
    for (const std::size_t index : builder.readOptions({pipenvOptions}, dialects::plain, last + 1))
        if (command.action != InstallAction::Export) builder.addRequirement(index);
    fillAll(builder);
    if (word == "install" && !command.arguments.empty()) command.action = InstallAction::Add;
    return builder.finish();
}

std::optional<InstallCommand> readPdm(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t last =
        builder.readSubcommand({pdmOptions}, dialects::argparse, call.program + 1);
    const std::string word = command.subcommand;
    if (word == "run") return readRun(call, builder, last + 1, CommandLauncher::Kind::PdmRun);
    command.action = word == "install" ? InstallAction::Install
        : word == "sync"               ? InstallAction::Sync
        : word == "add"                ? InstallAction::Add
        : word == "remove"             ? InstallAction::Uninstall
        : word == "update"             ? InstallAction::UpgradeAll
        : word == "lock"               ? InstallAction::Lock
        : word == "export"             ? InstallAction::Export
        : word == "config"             ? InstallAction::Configure
        : word == "venv"               ? InstallAction::CreateEnvironment
        : word == "use"                ? InstallAction::SelectPython
        : word == "build"              ? InstallAction::BuildWheel
                                       : InstallAction::Query;
    if (last == call.argv.size() || command.action == InstallAction::Query) return builder.finish();
    for (const std::size_t index :
         builder.readOptions({pdmOptions}, dialects::argparse, last + 1)) {
        if (command.action == InstallAction::Configure)
            command.configuration.push_back(builder.word(index).knownText());
        if (command.action == InstallAction::Add || command.action == InstallAction::Uninstall
            || command.action == InstallAction::UpgradeAll)
            builder.addRequirement(index);
    }
    fillAll(builder);
    return builder.finish();
}

std::optional<InstallCommand> readPipx(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::size_t last =
        builder.readSubcommand({pipxOptions}, dialects::argparse, call.program + 1);
    const std::string word = command.subcommand;
    command.action = word == "install" || word == "inject" || word == "install-all"
            || word == "upgrade" || word == "upgrade-all" || word == "reinstall"
            || word == "reinstall-all"
        ? InstallAction::InstallTool
        : word == "uninstall" || word == "uninstall-all" || word == "uninject"
        ? InstallAction::Uninstall
        : word == "run" ? InstallAction::Run
                        : InstallAction::Query;
    if (last == call.argv.size() || command.action == InstallAction::Query) return builder.finish();
    OptionDialect dialect = dialects::argparse;
    dialect.interspersed = word != "run"; // what stands behind the program belongs to it
    std::vector<std::size_t> words = builder.readOptions({pipxOptions}, dialect, last + 1);
    if (word == "run" && words.size() > 1) words.resize(1);
    // The first word of `inject` is the environment that gets the others.
    if (word == "inject" && !words.empty()) {
        const InstallerWord& environment = builder.word(words.front());
        command.environment.name = OptionValue {
            .text = environment.text,
            .knownPrefix = environment.knownText(),
            .origin = {.kind = OptionOrigin::Kind::CommandLine, .span = environment.span}};
        words.erase(words.begin());
    }
    for (const std::size_t index : words)
        builder.addRequirement(index);
    fillAll(builder);
    return builder.finish();
}

std::optional<InstallCommand> readPipTools(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const bool syncs = call.tool == InstallTool::PipSync;
    command.action = syncs ? InstallAction::Sync : InstallAction::Lock;
    for (const std::size_t index :
         builder.readOptions({pipToolsOptions}, dialects::clap, call.program + 1)) {
        const InstallerWord& word = builder.word(index);
        const OptionValue path {
            .text = word.text,
            .knownPrefix = word.knownText(),
            .origin = {.kind = OptionOrigin::Kind::CommandLine, .span = word.span}};
        (syncs ? command.requirementFiles : command.projectFiles)
            .push_back({.path = path, .span = word.span});
    }
    fillAll(builder);
    // Without a file pip-sync takes requirements.txt, pip-compile requirements.in.
    if (syncs && command.requirementFiles.empty() && command.unknownWords.empty())
        command.requirementFiles.push_back(
            {.path = {.text = std::string("requirements.txt"), .origin = {.name = "pip-sync"}},
             .span = command.program.span});
    return builder.finish();
}

} // namespace pinwheel
