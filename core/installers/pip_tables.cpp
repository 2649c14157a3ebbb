#include "core/installers/pip_tables.h"

#include "core/python/python_text.h"

#include <algorithm>

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array generalOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"--debug"},
    OptionSpec {"--isolated"},
    OptionSpec {"--require-virtualenv --require-venv"},
    OptionSpec {"--python", Value},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-V --version"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"--log --log-file --local-log", Value},
    OptionSpec {"--no-input"},
    OptionSpec {"--keyring-provider", Value, "auto disabled import subprocess"},
    OptionSpec {"--proxy", Value},
    OptionSpec {"--retries", Value, "int"},
    OptionSpec {"--timeout --default-timeout", Value, "float"},
    OptionSpec {"--exists-action", Value, "s i w b a"},
    OptionSpec {"--trusted-host", Value},
    OptionSpec {"--cert", Value},
    OptionSpec {"--client-cert", Value},
    OptionSpec {"--cache-dir", Value},
    OptionSpec {"--no-cache-dir"},
    OptionSpec {"--disable-pip-version-check"},
    OptionSpec {"--no-color"},
    OptionSpec {"--no-python-version-warning"},
    OptionSpec {"--use-feature", Value, "fast-deps truststore no-binary-enable-wheel-cache"},
    OptionSpec {"--use-deprecated", Value, "legacy-resolver legacy-certs"},
    OptionSpec {"--resume-retries", Value, "int"},
};

constexpr std::array indexOptions {
    OptionSpec {"-i --index-url --pypi-url", Value},
    OptionSpec {"--extra-index-url", Value},
    OptionSpec {"--no-index"},
    OptionSpec {"-f --find-links", Value},
};

constexpr std::array formatOptions {
    OptionSpec {"--no-binary", Value},
    OptionSpec {"--only-binary", Value},
};

// What install, lock, download and wheel share.
constexpr std::array resolveOptions {
    OptionSpec {"-r --requirement", Value},
    OptionSpec {"-c --constraint", Value},
    OptionSpec {"--no-deps --no-dependencies"},
    OptionSpec {"--pre"},
    OptionSpec {"--src --source --source-dir --source-directory", Value},
    OptionSpec {"--ignore-requires-python"},
    OptionSpec {"--no-build-isolation"},
    OptionSpec {"--use-pep517"},
    OptionSpec {"--no-use-pep517"},
    OptionSpec {"--check-build-dependencies"},
    OptionSpec {"--prefer-binary"},
    OptionSpec {"--require-hashes"},
    OptionSpec {"--progress-bar", Value, "on off raw"},
    OptionSpec {"--group", Value},
    OptionSpec {"--no-clean"},
};

constexpr std::array targetOptions {
    OptionSpec {"--platform", Value},
    OptionSpec {"--python-version", Value},
    OptionSpec {"--implementation", Value},
    OptionSpec {"--abi", Value},
};

constexpr std::array installOptions {
    OptionSpec {"-e --editable", Value},
    OptionSpec {"--dry-run"},
    OptionSpec {"-t --target", Value},
    OptionSpec {"--user"},
    OptionSpec {"--no-user"},
    OptionSpec {"--root", Value},
    OptionSpec {"--prefix", Value},
    OptionSpec {"-U --upgrade"},
    OptionSpec {"--upgrade-strategy", Value, "only-if-needed eager"},
    OptionSpec {"--force-reinstall"},
    OptionSpec {"-I --ignore-installed"},
    OptionSpec {"--break-system-packages"},
    OptionSpec {"-C --config-settings", Value},
    OptionSpec {"--global-option", Value},
    OptionSpec {"--compile"},
    OptionSpec {"--no-compile"},
    OptionSpec {"--no-warn-script-location"},
    OptionSpec {"--no-warn-conflicts"},
    OptionSpec {"--root-user-action", Value, "warn ignore"},
    OptionSpec {"--report", Value},
};

constexpr std::array lockOptions {
    OptionSpec {"-o --output", Value},
    OptionSpec {"-e --editable", Value},
    OptionSpec {"-C --config-settings", Value},
};

constexpr std::array downloadOptions {
    OptionSpec {"--global-option", Value},
    OptionSpec {"-d --dest --destination-dir --destination-directory", Value},
};

constexpr std::array wheelOptions {
    OptionSpec {"-w --wheel-dir", Value}, OptionSpec {"-e --editable", Value},
    OptionSpec {"--no-verify"},           OptionSpec {"-C --config-settings", Value},
    OptionSpec {"--build-option", Value}, OptionSpec {"--global-option", Value},
};

constexpr std::array uninstallOptions {
    OptionSpec {"-r --requirement", Value},
    OptionSpec {"-y --yes"},
    OptionSpec {"--root-user-action", Value, "warn ignore"},
    OptionSpec {"--break-system-packages"},
};

constexpr std::array freezeOptions {
    OptionSpec {"-r --requirement", Value},
    OptionSpec {"-l --local"},
    OptionSpec {"--user"},
    OptionSpec {"--path", Value},
    OptionSpec {"--all"},
    OptionSpec {"--exclude-editable"},
    OptionSpec {"--exclude", Value},
};

constexpr std::array inspectOptions {
    OptionSpec {"--local"},
    OptionSpec {"--user"},
    OptionSpec {"--path", Value},
};

constexpr std::array listOptions {
    OptionSpec {"-o --outdated"},
    OptionSpec {"-u --uptodate"},
    OptionSpec {"-e --editable"},
    OptionSpec {"-l --local"},
    OptionSpec {"--user"},
    OptionSpec {"--path", Value},
    OptionSpec {"--pre"},
    OptionSpec {"--format", Value, "columns freeze json"},
    OptionSpec {"--not-required"},
    OptionSpec {"--exclude-editable"},
    OptionSpec {"--include-editable"},
    OptionSpec {"--exclude", Value},
};

constexpr std::array showOptions {OptionSpec {"-f --files"}};

constexpr std::array configOptions {
    OptionSpec {"--editor", Value},
    OptionSpec {"--global"},
    OptionSpec {"--user"},
    OptionSpec {"--site"},
};

constexpr std::array searchOptions {OptionSpec {"-i --index", Value}};
constexpr std::array cacheOptions {OptionSpec {"--format", Value, "human abspath"}};
constexpr std::array indexCommandOptions {
    OptionSpec {"--ignore-requires-python"},
    OptionSpec {"--pre"},
    OptionSpec {"--json"},
};
constexpr std::array hashOptions {OptionSpec {"-a --algorithm", Value, "sha256 sha384 sha512"}};
constexpr std::array completionOptions {
    OptionSpec {"-b --bash"},
    OptionSpec {"-z --zsh"},
    OptionSpec {"-f --fish"},
    OptionSpec {"-p --powershell"},
};

constexpr std::array otherReleases {
    OptionSpec {"--build-constraint", Value}, // from 25.3
    OptionSpec {"--uploaded-prior-to", Value}, // from 26.0
    OptionSpec {"--all-releases", Value}, // from 26.0
    OptionSpec {"--only-final", Value}, // from 26.0
    OptionSpec {"--requirements-from-script", Value}, // from 26.0
    OptionSpec {"--install-option", Value}, // up to 23.0
    OptionSpec {"--no-user-cfg"},
    OptionSpec {"-b --build --build-dir --build-directory", Value}, // up to 21.2
    OptionSpec {"--use-wheel"}, // up to 9.0
    OptionSpec {"--no-use-wheel"},
    OptionSpec {"--process-dependency-links"}, // up to 18.1
    OptionSpec {"--allow-external", Value},
    OptionSpec {"--allow-all-external"},
    OptionSpec {"--allow-unverified", Value},
    OptionSpec {"--egg"},
    OptionSpec {"--download", Value},
    OptionSpec {"--download-cache", Value},
    OptionSpec {"--always-unzip -Z"},
    OptionSpec {"--no-download"},
    OptionSpec {"--no-install"},
    OptionSpec {"--use-mirrors"},
    OptionSpec {"--mirrors", Value},
    OptionSpec {"--unstable-feature", Value},
};

constexpr std::array<std::string_view, 18> commands {
    "install", "lock",  "download", "uninstall",  "freeze", "inspect",
    "list",    "show",  "check",    "config",     "search", "cache",
    "index",   "wheel", "hash",     "completion", "debug",  "help"};

using F = OptionField<PipOptions>;
constexpr std::array pipFields {
    F {"--upgrade", &PipOptions::upgrade},
    F {"--upgrade-strategy", &PipOptions::upgradeStrategy},
    F {"--ignore-installed", &PipOptions::ignoreInstalled},
    F {"--force-reinstall", &PipOptions::forceReinstall},
    F {"--no-deps", &PipOptions::noDependencies},
    F {"--pre", &PipOptions::preReleases},
    F {"--ignore-requires-python", &PipOptions::ignoreRequiresPython},
    F {"--require-hashes", &PipOptions::requireHashes},
    F {"--prefer-binary", &PipOptions::preferBinary},
    F {"--group", &PipOptions::dependencyGroups},
    F {"--constraint", &PipOptions::constraints},
    F {"--requirement", &PipOptions::requirements},
    F {"--editable", &PipOptions::editables},
    F {"--index-url", &PipOptions::indexUrl},
    F {"--extra-index-url", &PipOptions::extraIndexUrls},
    F {"--find-links", &PipOptions::findLinks},
    F {"--no-index", &PipOptions::noIndex},
    F {"--trusted-host", &PipOptions::trustedHosts},
    F {"--user", &PipOptions::user},
    F {"--no-user", &PipOptions::user, false},
    F {"--target", &PipOptions::target},
    F {"--prefix", &PipOptions::prefix},
    F {"--root", &PipOptions::root},
    F {"--python", &PipOptions::python},
    F {"--break-system-packages", &PipOptions::breakSystemPackages},
    F {"--platform", &PipOptions::platforms},
    F {"--python-version", &PipOptions::pythonVersion},
    F {"--implementation", &PipOptions::implementation},
    F {"--abi", &PipOptions::abis},
    F {"--dest", &PipOptions::destination},
    F {"--wheel-dir", &PipOptions::destination},
    F {"--output", &PipOptions::destination},
    F {"--src", &PipOptions::sourceFolder},
    F {"--no-cache-dir", &PipOptions::noCacheDir},
    F {"--cache-dir", &PipOptions::cacheDir},
    F {"--cache-dir", &PipOptions::noCacheDir,
       false}, // one setting in pip: the last of the two counts
    F {"--dry-run", &PipOptions::dryRun},
    F {"--isolated", &PipOptions::isolated},
    F {"--no-build-isolation", &PipOptions::noBuildIsolation},
    F {"--compile", &PipOptions::noCompile, false},
    F {"--no-compile", &PipOptions::noCompile},
    F {"--require-virtualenv", &PipOptions::requireVirtualenv},
    F {"--no-input", &PipOptions::noInput},
    F {"--yes", &PipOptions::yes},
    F {"--report", &PipOptions::report},
    F {"--root-user-action", &PipOptions::rootUserAction},
    F {"--use-deprecated", &PipOptions::useDeprecated},
    F {"--use-feature", &PipOptions::features},
    F {"--config-settings", &PipOptions::configSettings},
    F {"--global-option", &PipOptions::globalOptions},
    F {"--timeout", &PipOptions::timeout},
    F {"--retries", &PipOptions::retries},
    F {"--cert", &PipOptions::cert},
    F {"--proxy", &PipOptions::proxy},
};

} // namespace

std::span<const OptionSpec> pipGeneralOptions()
{
    return generalOptions;
}

std::span<const OptionSpec> pipOptionsOfOtherReleases()
{
    return otherReleases;
}

std::span<const std::string_view> pipCommands()
{
    return commands;
}

OptionTables pipOptionTables(std::string_view command)
{
    if (command == "install")
        return {generalOptions, installOptions, resolveOptions,
                targetOptions,  formatOptions,  indexOptions};
    if (command == "lock")
        return {generalOptions, lockOptions, resolveOptions, formatOptions, indexOptions};
    if (command == "download")
        return {generalOptions, downloadOptions, resolveOptions,
                targetOptions,  formatOptions,   indexOptions};
    if (command == "wheel")
        return {generalOptions, wheelOptions, resolveOptions, formatOptions, indexOptions};
    if (command == "uninstall") return {generalOptions, uninstallOptions};
    if (command == "freeze") return {generalOptions, freezeOptions};
    if (command == "inspect") return {generalOptions, inspectOptions};
    if (command == "list") return {generalOptions, listOptions, indexOptions};
    if (command == "show") return {generalOptions, showOptions};
    if (command == "config") return {generalOptions, configOptions};
    if (command == "search") return {generalOptions, searchOptions};
    if (command == "cache") return {generalOptions, cacheOptions};
    if (command == "index")
        return {generalOptions, indexCommandOptions, targetOptions, formatOptions, indexOptions};
    if (command == "hash") return {generalOptions, hashOptions};
    if (command == "completion") return {generalOptions, completionOptions};
    if (command == "debug") return {generalOptions, targetOptions};
    if (command == "check" || command == "help") return {generalOptions};
    return {};
}

PipOptionAction pipOptionAction(std::string_view command, const OptionSpec& option)
{
    static constexpr std::array<std::string_view, 6> off {
        "--no-user",           "--no-build-isolation", "--no-compile", "--no-warn-script-location",
        "--no-warn-conflicts", "--exclude-editable"};
    static constexpr std::array<std::string_view, 15> append {"--path",
                                                              "--exclude",
                                                              "--exists-action",
                                                              "--trusted-host",
                                                              "--use-feature",
                                                              "--use-deprecated",
                                                              "--requirement",
                                                              "--constraint",
                                                              "--editable",
                                                              "--platform",
                                                              "--abi",
                                                              "--global-option",
                                                              "--extra-index-url",
                                                              "--find-links",
                                                              "--build-option"};
    static constexpr std::array<std::string_view, 9> callback {
        "--no-cache-dir", "--python-version", "--src",   "--no-use-pep517", "--config-settings",
        "--no-binary",    "--only-binary",    "--group", "--hash"};
    const std::string_view name = option.name();
    if (std::ranges::find(callback, name) != callback.end()) return PipOptionAction::Callback;
    if (name == "--quiet" || name == "--verbose") return PipOptionAction::Count;
    const bool isOff = std::ranges::find(off, name) != off.end()
        && command != "freeze"; // where --exclude-editable is a plain switch
    if (isOff) return PipOptionAction::SwitchOff;
    if (option.arity == OptionArity::Switch) return PipOptionAction::Switch;
    return std::ranges::find(append, name) != append.end() ? PipOptionAction::Append
                                                           : PipOptionAction::Store;
}

bool setPipOption(PipOptions& options, std::string_view name, const OptionValue* value,
                  const OptionOrigin& origin)
{
    if (name == "--quiet") ++options.quiet;
    if (name == "--verbose") ++options.verbose;
    if (value && (name == "--no-binary" || name == "--only-binary")) {
        if (!value->text) {
            options.formatsKnown = false;
            return true;
        }
        return name == "--no-binary" ? options.formats.addNoBinary(*value->text, origin)
                                     : options.formats.addOnlyBinary(*value->text, origin);
    }
    setField(options, std::span<const F>(pipFields), name, value, origin);
    return true;
}

std::optional<std::string> pipValueTrouble(std::string_view name, std::string_view value)
{
    if ((name == "--no-binary" || name == "--only-binary") && value.starts_with('-'))
        return "--no-binary / --only-binary option requires 1 argument";
    if (name == "--config-settings" && !value.contains('='))
        return "arguments to --config-settings must be of the form KEY=VAL";
    if (name == "--group") {
        const std::size_t colon = value.rfind(':');
        if (colon == std::string_view::npos
            || lastPathPart(value.substr(0, colon)) == "pyproject.toml")
            return std::nullopt;
        return "group paths use 'pyproject.toml' filenames";
    }
    if (name != "--python-version" || value.empty()) return std::nullopt;
    if (std::ranges::count(value, '.') > 2)
        return "invalid --python-version value: at most three version parts are allowed";
    // "310" is 3.10: of one part the first character is the major version, whatever it is.
    const std::string dotted = value.contains('.') || value.size() < 2
        ? std::string(value)
        : std::string(value.substr(0, 1)) + "." + std::string(value.substr(1));
    value = dotted;
    while (true) {
        const std::size_t dot = std::min(value.find('.'), value.size());
        std::string_view part = withoutOuterBlanks(value.substr(0, dot));
        if (part.starts_with('+') || part.starts_with('-')) part.remove_prefix(1);
        if (part.empty() || !std::ranges::all_of(part, isDigit))
            return "invalid --python-version value: each version part must be an integer";
        if (dot == value.size()) return std::nullopt;
        value.remove_prefix(dot + 1);
    }
}

void setPipSwitchOpposite(PipOptions& options, std::string_view name, const OptionOrigin& origin)
{
    for (const F& entry : pipFields)
        if (const auto* const flag = std::get_if<0>(&entry.field); flag && entry.name == name)
            options.*(*flag) = {!entry.on, origin};
}

void clearPipList(PipOptions& options, std::string_view name)
{
    for (const F& entry : pipFields)
        if (const auto* const list = std::get_if<2>(&entry.field); list && entry.name == name)
            (options.*(*list)).clear();
}

FinderOptions PipOptions::finder() const
{
    FinderOptions finder {.findLinks = findLinks,
                          .noIndex = noIndex,
                          .preReleases = preReleases,
                          .preferBinary = preferBinary,
                          .requireHashes = requireHashes,
                          .formats = formats,
                          .trustedHosts = trustedHosts,
                          .features = features};
    if (noIndex) return finder;
    finder.indexUrl = indexUrl;
    finder.extraIndexUrls = extraIndexUrls;
    return finder;
}

} // namespace pinwheel
