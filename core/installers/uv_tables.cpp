#include "core/installers/uv_tables.h"

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array globalOptions {
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"--color", Value, "auto always never"},
    OptionSpec {"--no-color"},
    OptionSpec {"--native-tls"},
    OptionSpec {"--no-native-tls"},
    OptionSpec {"--system-certs"},
    OptionSpec {"--no-system-certs"},
    OptionSpec {"--offline"},
    OptionSpec {"--no-offline"},
    OptionSpec {"--allow-insecure-host --trusted-host", Value},
    OptionSpec {"--no-progress"},
    OptionSpec {"--directory", Value},
    OptionSpec {"--project", Value},
    OptionSpec {"--config-file", Value},
    OptionSpec {"--no-config"},
    OptionSpec {"-h --help"},
    OptionSpec {"-V --version"},
    OptionSpec {"-n --no-cache --no-cache-dir"},
    OptionSpec {"--cache-dir", Value},
    OptionSpec {"--no-python-downloads"},
    OptionSpec {"--allow-python-downloads"},
    OptionSpec {"--python-downloads --python-fetch", Value},
    OptionSpec {"--managed-python"},
    OptionSpec {"--no-managed-python"},
    OptionSpec {"--python-preference", Value, "only-managed managed system only-system"},
    OptionSpec {"--preview"},
    OptionSpec {"--no-preview"},
    OptionSpec {"--preview-features", Value},
    OptionSpec {"--isolated"},
    OptionSpec {"--show-settings"},
    OptionSpec {"--no-installer-metadata"},
};

// Where candidates come from and which are taken; every command that resolves has these.
constexpr std::array resolverOptions {
    OptionSpec {"--index", Value},
    OptionSpec {"--default-index", Value},
    OptionSpec {"-i --index-url", Value},
    OptionSpec {"--extra-index-url", Value},
    OptionSpec {"-f --find-links", Value},
    OptionSpec {"--no-index"},
    OptionSpec {"-U --upgrade"},
    OptionSpec {"--no-upgrade"},
    OptionSpec {"-P --upgrade-package", Value},
    OptionSpec {"--upgrade-group", Value},
    OptionSpec {"--index-strategy", Value, "first-index unsafe-first-match unsafe-best-match"},
    OptionSpec {"--keyring-provider", Value, "disabled subprocess"},
    OptionSpec {"--resolution", Value, "highest lowest lowest-direct"},
    OptionSpec {"--prerelease", Value,
                "disallow allow if-necessary explicit if-necessary-or-explicit"},
    OptionSpec {"--pre"},
    OptionSpec {"--fork-strategy", Value, "fewest requires-python"},
    OptionSpec {"-C --config-setting --config-settings", Value},
    OptionSpec {"--config-settings-package --config-setting-package", Value},
    OptionSpec {"--no-build-isolation"},
    OptionSpec {"--build-isolation"},
    OptionSpec {"--no-build-isolation-package", Value},
    OptionSpec {"--exclude-newer", Value},
    OptionSpec {"--exclude-newer-package", Value},
    OptionSpec {"--link-mode", Value, "clone copy hardlink symlink"},
    OptionSpec {"--no-sources"},
    OptionSpec {"--no-sources-package", Value},
    OptionSpec {"--refresh"},
    OptionSpec {"--no-refresh"},
    OptionSpec {"--refresh-package", Value},
    OptionSpec {"--no-build"},
    OptionSpec {"--build"},
    OptionSpec {"--no-build-package", Value},
    OptionSpec {"--no-binary-package", Value},
};

// `uv pip` takes values here, as pip does; the project commands have switches of these names.
constexpr std::array pipFormatOptions {
    OptionSpec {"--no-binary", Value},
    OptionSpec {"--only-binary", Value},
};
constexpr std::array projectFormatOptions {
    OptionSpec {"--no-binary"},
    OptionSpec {"--binary"},
};

constexpr std::array installerOptions {
    OptionSpec {"--reinstall --force-reinstall"},      OptionSpec {"--no-reinstall"},
    OptionSpec {"--reinstall-package", Value},         OptionSpec {"--compile-bytecode --compile"},
    OptionSpec {"--no-compile-bytecode --no-compile"},
};

// What `uv pip install`, `sync` and `compile` share.
constexpr std::array pipOptions {
    OptionSpec {"-c --constraints --constraint", Value},
    OptionSpec {"--overrides --override", Value},
    OptionSpec {"--excludes --exclude", Value},
    OptionSpec {"-b --build-constraints --build-constraint", Value},
    OptionSpec {"--extra", Value},
    OptionSpec {"--all-extras"},
    OptionSpec {"--no-all-extras"},
    OptionSpec {"--group", Value},
    OptionSpec {"--require-hashes"},
    OptionSpec {"--no-require-hashes"},
    OptionSpec {"--verify-hashes"},
    OptionSpec {"--no-verify-hashes"},
    OptionSpec {"-p --python", Value},
    OptionSpec {"--system"},
    OptionSpec {"--no-system"},
    OptionSpec {"--break-system-packages"},
    OptionSpec {"--no-break-system-packages"},
    OptionSpec {"-t --target", Value},
    OptionSpec {"--prefix", Value},
    OptionSpec {"--python-version", Value},
    OptionSpec {"--python-platform", Value},
    OptionSpec {"--torch-backend", Value},
    OptionSpec {"--strict"},
    OptionSpec {"--no-strict"},
    OptionSpec {"--dry-run"},
    OptionSpec {"--no-deps"},
    OptionSpec {"--deps"},
    OptionSpec {"--disable-pip-version-check"},
};

constexpr std::array pipInstallOptions {
    OptionSpec {"-r --requirements --requirement", Value},
    OptionSpec {"-e --editable", Value},
    OptionSpec {"--exact"},
    OptionSpec {"--inexact"},
    OptionSpec {"--user"},
};

constexpr std::array pipSyncOptions {
    OptionSpec {"--allow-empty-requirements"},
    OptionSpec {"--no-allow-empty-requirements"},
    OptionSpec {"-a --pip-args", Value},
};

constexpr std::array pipCompileOptions {
    OptionSpec {"-o --output-file", Value},
    OptionSpec {"--format", Value},
    OptionSpec {"--no-strip-extras"},
    OptionSpec {"--strip-extras"},
    OptionSpec {"--no-strip-markers"},
    OptionSpec {"--strip-markers"},
    OptionSpec {"--no-annotate"},
    OptionSpec {"--annotate"},
    OptionSpec {"--no-header"},
    OptionSpec {"--header"},
    OptionSpec {"--annotation-style", Value, "line split"},
    OptionSpec {"--custom-compile-command", Value},
    OptionSpec {"--generate-hashes"},
    OptionSpec {"--no-generate-hashes"},
    OptionSpec {"--universal"},
    OptionSpec {"--no-universal"},
    OptionSpec {"--no-emit-package --unsafe-package", Value},
    OptionSpec {"--emit-index-url"},
    OptionSpec {"--no-emit-index-url"},
    OptionSpec {"--emit-find-links"},
    OptionSpec {"--no-emit-find-links"},
    OptionSpec {"--emit-build-options"},
    OptionSpec {"--emit-marker-expression"},
    OptionSpec {"--emit-index-annotation"},
    OptionSpec {"--allow-unsafe"},
    OptionSpec {"--resolver", Value},
};

// sync, add, remove, run, lock, export, tree.
constexpr std::array projectOptions {
    OptionSpec {"--extra", Value},
    OptionSpec {"--all-extras"},
    OptionSpec {"--no-extra", Value},
    OptionSpec {"--no-all-extras"},
    OptionSpec {"--dev"},
    OptionSpec {"--no-dev"},
    OptionSpec {"--only-dev"},
    OptionSpec {"--group", Value},
    OptionSpec {"--no-group", Value},
    OptionSpec {"--no-default-groups"},
    OptionSpec {"--only-group", Value},
    OptionSpec {"--all-groups"},
    OptionSpec {"--no-editable"},
    OptionSpec {"--editable"},
    OptionSpec {"--inexact"},
    OptionSpec {"--exact"},
    OptionSpec {"--active"},
    OptionSpec {"--no-active"},
    OptionSpec {"--no-install-project"},
    OptionSpec {"--no-install-workspace"},
    OptionSpec {"--no-install-local"},
    OptionSpec {"--no-install-package", Value},
    OptionSpec {"--only-install-project"},
    OptionSpec {"--locked"},
    OptionSpec {"--frozen"},
    OptionSpec {"--no-frozen"},
    OptionSpec {"--no-locked"},
    OptionSpec {"--dry-run"},
    OptionSpec {"--all-packages"},
    OptionSpec {"--package", Value},
    OptionSpec {"--script", Value},
    OptionSpec {"-p --python", Value},
    OptionSpec {"--python-platform", Value},
    OptionSpec {"--check"},
    OptionSpec {"--no-sync"},
    OptionSpec {"--output-format", Value},
    OptionSpec {"--no-deps"},
};

constexpr std::array addOptions {
    OptionSpec {"-r --requirements --requirement", Value},
    OptionSpec {"-c --constraints --constraint", Value},
    OptionSpec {"-m --marker", Value},
    OptionSpec {"--optional", Value},
    OptionSpec {"--bounds", Value},
    OptionSpec {"--raw-sources --raw"},
    OptionSpec {"--rev", Value},
    OptionSpec {"--tag", Value},
    OptionSpec {"--branch", Value},
    OptionSpec {"--lfs"},
    OptionSpec {"--workspace"},
    OptionSpec {"--no-workspace"},
    OptionSpec {"-e --editable-source"},
};

constexpr std::array runOptions {
    OptionSpec {"-m --module"},
    OptionSpec {"-s --as-script"},
    OptionSpec {"--gui-script"},
    OptionSpec {"--with -w", Value},
    OptionSpec {"--with-editable", Value},
    OptionSpec {"--with-requirements", Value},
    OptionSpec {"--env-file", Value},
    OptionSpec {"--no-env-file"},
    OptionSpec {"--no-project"},
    OptionSpec {"--max-recursion-depth", Value},
};

constexpr std::array exportOptions {
    OptionSpec {"--format", Value},
    OptionSpec {"-o --output-file", Value},
    OptionSpec {"--no-hashes"},
    OptionSpec {"--hashes"},
    OptionSpec {"--no-header"},
    OptionSpec {"--header"},
    OptionSpec {"--no-annotate"},
    OptionSpec {"--annotate"},
    OptionSpec {"--no-emit-project --no-install-project"},
    OptionSpec {"--no-emit-workspace --no-install-workspace"},
    OptionSpec {"--no-emit-local"},
    OptionSpec {"--no-emit-package --no-install-package", Value},
    OptionSpec {"--prune", Value},
};

constexpr std::array venvOptions {
    OptionSpec {"-p --python", Value},
    OptionSpec {"--system"},
    OptionSpec {"--no-system"},
    OptionSpec {"--no-project --no-workspace"},
    OptionSpec {"--seed"},
    OptionSpec {"-c --clear"},
    OptionSpec {"--no-clear"},
    OptionSpec {"--allow-existing"},
    OptionSpec {"--prompt", Value},
    OptionSpec {"--system-site-packages"},
    OptionSpec {"--relocatable"},
    OptionSpec {"--without-pip"},
};

constexpr std::array toolOptions {
    OptionSpec {"-p --python", Value},
    OptionSpec {"--with -w", Value},
    OptionSpec {"--with-editable", Value},
    OptionSpec {"--with-requirements", Value},
    OptionSpec {"--with-executables-from", Value},
    OptionSpec {"--from", Value},
    OptionSpec {"-e --editable"},
    OptionSpec {"--force"},
    OptionSpec {"-c --constraints --constraint", Value},
    OptionSpec {"--overrides --override", Value},
    OptionSpec {"--excludes --exclude", Value},
    OptionSpec {"-b --build-constraints --build-constraint", Value},
    OptionSpec {"--python-platform", Value},
    OptionSpec {"--torch-backend", Value},
    OptionSpec {"--env-file", Value},
    OptionSpec {"--no-env-file"},
    OptionSpec {"--lfs"},
    OptionSpec {"--all"},
};

constexpr std::array pythonOptions {
    OptionSpec {"-i --install-dir", Value},
    OptionSpec {"-r --reinstall"},
    OptionSpec {"-f --force"},
    OptionSpec {"-U --upgrade"},
    OptionSpec {"--default"},
    OptionSpec {"--mirror", Value},
    OptionSpec {"--pypy-mirror", Value},
    OptionSpec {"--python-downloads-json-url", Value},
    OptionSpec {"--no-bin"},
    OptionSpec {"--bin"},
    OptionSpec {"--no-registry"},
    OptionSpec {"--registry"},
    OptionSpec {"--compile-bytecode"},
    OptionSpec {"--resolved"},
    OptionSpec {"--no-project"},
    OptionSpec {"--global"},
    OptionSpec {"--rm"},
    OptionSpec {"--system"},
    OptionSpec {"--no-system"},
    OptionSpec {"--all"},
    OptionSpec {"--script", Value},
    OptionSpec {"--all-versions"},
    OptionSpec {"--all-platforms"},
    OptionSpec {"--only-installed"},
    OptionSpec {"--only-downloads"},
    OptionSpec {"--show-version"},
};

constexpr std::array uninstallOptions {
    OptionSpec {"-r --requirements --requirement", Value},
    OptionSpec {"-y --yes"},
};

using F = OptionField<PipOptions>;
constexpr std::array pipFields {
    F {"--upgrade", &PipOptions::upgrade},
    F {"--no-upgrade", &PipOptions::upgrade, false},
    F {"--upgrade-package", &PipOptions::upgradePackages},
    F {"--reinstall", &PipOptions::forceReinstall},
    F {"--no-reinstall", &PipOptions::forceReinstall, false},
    F {"--no-deps", &PipOptions::noDependencies},
    F {"--deps", &PipOptions::noDependencies, false},
    F {"--pre", &PipOptions::preReleases},
    F {"--prerelease", &PipOptions::prerelease},
    F {"--require-hashes", &PipOptions::requireHashes},
    F {"--no-require-hashes", &PipOptions::requireHashes, false},
    F {"--group", &PipOptions::dependencyGroups},
    F {"--constraints", &PipOptions::constraints},
    F {"--requirements", &PipOptions::requirements},
    F {"--build-constraints", &PipOptions::buildConstraints},
    F {"--overrides", &PipOptions::overrides},
    F {"--default-index", &PipOptions::indexUrl},
    F {"--index-url", &PipOptions::indexUrl},
    F {"--index", &PipOptions::extraIndexUrls},
    F {"--extra-index-url", &PipOptions::extraIndexUrls},
    F {"--find-links", &PipOptions::findLinks},
    F {"--no-index", &PipOptions::noIndex},
    F {"--allow-insecure-host", &PipOptions::trustedHosts},
    F {"--index-strategy", &PipOptions::indexStrategy},
    F {"--resolution", &PipOptions::resolution},
    F {"--torch-backend", &PipOptions::torchBackend},
    F {"--exclude-newer", &PipOptions::excludeNewer},
    F {"--user", &PipOptions::user},
    F {"--target", &PipOptions::target},
    F {"--prefix", &PipOptions::prefix},
    F {"--python", &PipOptions::python},
    F {"--system", &PipOptions::system},
    F {"--no-system", &PipOptions::system, false},
    F {"--break-system-packages", &PipOptions::breakSystemPackages},
    F {"--no-break-system-packages", &PipOptions::breakSystemPackages, false},
    F {"--python-platform", &PipOptions::platforms},
    F {"--python-version", &PipOptions::pythonVersion},
    F {"--no-cache", &PipOptions::noCacheDir},
    F {"--cache-dir", &PipOptions::cacheDir},
    F {"--dry-run", &PipOptions::dryRun},
    F {"--no-config", &PipOptions::isolated},
    F {"--no-build-isolation", &PipOptions::noBuildIsolation},
    F {"--build-isolation", &PipOptions::noBuildIsolation, false},
    F {"--config-setting", &PipOptions::configSettings},
    F {"--output-file", &PipOptions::destination},
    F {"--yes", &PipOptions::yes},
};

using C = OptionField<EnvironmentChoice>;
constexpr std::array choiceFields {
    C {"--python", &EnvironmentChoice::python},
    C {"--project", &EnvironmentChoice::project},
    C {"--directory", &EnvironmentChoice::project},
    C {"--extra", &EnvironmentChoice::extras},
    C {"--all-extras", &EnvironmentChoice::allExtras},
    C {"--group", &EnvironmentChoice::groups},
    C {"--no-group", &EnvironmentChoice::withoutGroups},
    C {"--only-group", &EnvironmentChoice::onlyGroups},
    C {"--all-groups", &EnvironmentChoice::allGroups},
    C {"--dev", &EnvironmentChoice::withDev},
    C {"--no-dev", &EnvironmentChoice::withoutDev},
    C {"--no-default-groups", &EnvironmentChoice::withoutDev},
    C {"--no-install-project", &EnvironmentChoice::noProject},
    C {"--no-install-workspace", &EnvironmentChoice::noProject},
    C {"--no-emit-project", &EnvironmentChoice::noProject},
    C {"--no-project", &EnvironmentChoice::noProject},
    C {"--frozen", &EnvironmentChoice::frozen},
    C {"--locked", &EnvironmentChoice::locked},
    C {"--system", &EnvironmentChoice::system},
    C {"--no-system", &EnvironmentChoice::system, false},
    C {"--exact", &EnvironmentChoice::exact},
    C {"--inexact", &EnvironmentChoice::exact, false},
    C {"--system-site-packages", &EnvironmentChoice::systemSitePackages},
    C {"--seed", &EnvironmentChoice::seed},
};

/// "cu124=https://…" is a named index; the name ends before the URL's scheme.
OptionValue withoutIndexName(OptionValue value)
{
    std::string text = value.text ? *value.text : value.knownPrefix;
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || text.find_first_of(":/?") < equals) return value;
    text.erase(0, equals + 1);
    if (value.text)
        value.text = std::move(text);
    else
        value.knownPrefix = std::move(text);
    return value;
}

} // namespace

std::span<const OptionSpec> uvGlobalOptions()
{
    return globalOptions;
}

OptionTables uvOptionTables(std::string_view command)
{
    if (command == "pip install")
        return {globalOptions,    pipInstallOptions, pipOptions,
                installerOptions, resolverOptions,   pipFormatOptions};
    if (command == "pip sync")
        return {globalOptions,    pipSyncOptions,  pipOptions,
                installerOptions, resolverOptions, pipFormatOptions};
    if (command == "pip compile")
        return {globalOptions, pipCompileOptions, pipOptions, resolverOptions, pipFormatOptions};
    if (command == "pip uninstall") return {globalOptions, uninstallOptions, pipOptions};
    if (command.starts_with("pip "))
        return {globalOptions, pipOptions, resolverOptions, pipFormatOptions, pipCompileOptions};
    if (command == "sync" || command == "lock" || command == "tree" || command == "init"
        || command == "build")
        return {globalOptions,   projectOptions,       installerOptions,
                resolverOptions, projectFormatOptions, exportOptions};
    if (command == "add" || command == "remove")
        return {globalOptions,    addOptions,      projectOptions,
                installerOptions, resolverOptions, projectFormatOptions};
    if (command == "export")
        return {globalOptions, exportOptions, projectOptions, resolverOptions,
                projectFormatOptions};
    if (command == "run")
        return {globalOptions,    runOptions,      projectOptions,
                installerOptions, resolverOptions, projectFormatOptions};
    if (command == "venv") return {globalOptions, venvOptions, resolverOptions};
    if (command.starts_with("tool "))
        return {globalOptions, toolOptions, installerOptions, resolverOptions,
                projectFormatOptions};
    if (command.starts_with("python ")) return {globalOptions, pythonOptions};
    return {globalOptions};
}

void setUvOption(PipOptions& options, EnvironmentChoice& choice, std::string_view name,
                 const OptionValue* value, const OptionOrigin& origin)
{
    OptionValue plain;
    if (value && (name == "--index" || name == "--default-index")) {
        plain = withoutIndexName(*value);
        value = &plain;
    }
    if (name == "--no-build") options.formats.addOnlyBinary(":all:", origin);
    if (!value && name == "--no-binary") options.formats.addNoBinary(":all:", origin);
    if (value
        && (name == "--no-binary" || name == "--only-binary" || name == "--no-build-package"
            || name == "--no-binary-package")) {
        const bool sources = name == "--no-binary" || name == "--no-binary-package";
        if (!value->text)
            options.formatsKnown = false;
        else if (sources)
            options.formats.addNoBinary(*value->text, origin);
        else
            options.formats.addOnlyBinary(*value->text, origin);
    }
    if (name == "--quiet") ++options.quiet;
    if (name == "--verbose") ++options.verbose;
    setField(options, std::span<const F>(pipFields), name, value, origin);
    setField(choice, std::span<const C>(choiceFields), name, value, origin);
}

} // namespace pinwheel
