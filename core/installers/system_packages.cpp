#include "core/installers/tool_readers.h"

#include <algorithm>

// The package managers of Alpine, Fedora and its kin, and SUSE. Source: apk(8) of Alpine 3.20,
// dnf(8) of Fedora 41, microdnf(8), yum(8) of CentOS 7, zypper(8).

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array apkOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-p --root", Value},
    OptionSpec {"-X --repository", Value},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-i --interactive"},
    OptionSpec {"--no-interactive"},
    OptionSpec {"-V --version"},
    OptionSpec {"-f --force"},
    OptionSpec {"--force-binary-stdout"},
    OptionSpec {"--force-broken-world"},
    OptionSpec {"--force-missing-repositories"},
    OptionSpec {"--force-non-repository"},
    OptionSpec {"--force-old-apk"},
    OptionSpec {"--force-overwrite"},
    OptionSpec {"--force-refresh"},
    OptionSpec {"-U --update-cache"},
    OptionSpec {"--progress"},
    OptionSpec {"--no-progress"},
    OptionSpec {"--progress-fd", Value},
    OptionSpec {"--purge"},
    OptionSpec {"--allow-untrusted"},
    OptionSpec {"--wait", Value},
    OptionSpec {"--keys-dir", Value},
    OptionSpec {"--repositories-file", Value},
    OptionSpec {"--no-network"},
    OptionSpec {"--no-cache"},
    OptionSpec {"--cache-dir", Value},
    OptionSpec {"--cache-max-age", Value},
    OptionSpec {"--arch", Value},
    OptionSpec {"--print-arch"},
    OptionSpec {"--timeout", Value},
    OptionSpec {"-s --simulate"},
    OptionSpec {"--clean-protected"},
    OptionSpec {"--overlay-from-stdin"},
    OptionSpec {"--no-scripts"},
    OptionSpec {"--no-commit-hooks"},
    OptionSpec {"--initramfs-diskless-boot"},
    OptionSpec {"--initdb"},
    OptionSpec {"-l --latest"},
    OptionSpec {"-u --upgrade"},
    OptionSpec {"-t --virtual", Value},
    OptionSpec {"--no-chown"},
    OptionSpec {"-r --rdepends"},
    OptionSpec {"-a --available"},
    OptionSpec {"--ignore"},
    OptionSpec {"--no-self-upgrade"},
    OptionSpec {"--self-upgrade-only"},
    OptionSpec {"--prune"},
    OptionSpec {"--preupgrade-depends", Value},
    OptionSpec {"--no-logfile"},
    OptionSpec {"--root-tmpfs"},
    OptionSpec {"--usermode"},
};

constexpr std::array dnfOptions {
    OptionSpec {"-4"},
    OptionSpec {"-6"},
    OptionSpec {"--advisory --advisories", Value},
    OptionSpec {"--allowerasing"},
    OptionSpec {"--assumeno"},
    OptionSpec {"-b --best"},
    OptionSpec {"--bugfix"},
    OptionSpec {"--bz --bzs", Value},
    OptionSpec {"-C --cacheonly"},
    OptionSpec {"--color", Value},
    OptionSpec {"--comment", Value},
    OptionSpec {"-c --config", Value},
    OptionSpec {"--cve --cves", Value},
    OptionSpec {"-d --debuglevel", Value},
    OptionSpec {"--debugsolver"},
    OptionSpec {"--disableexcludes --disableexcludepkgs", Value},
    OptionSpec {"--disable --set-disabled"},
    OptionSpec {"--disableplugin", Value},
    OptionSpec {"--disablerepo", Value},
    OptionSpec {"--downloaddir --destdir", Value},
    OptionSpec {"--downloadonly"},
    OptionSpec {"-e --errorlevel", Value},
    OptionSpec {"--enable --set-enabled"},
    OptionSpec {"--enableplugin", Value},
    OptionSpec {"--enablerepo", Value},
    OptionSpec {"--enhancement"},
    OptionSpec {"-x --exclude --excludepkgs", Value},
    OptionSpec {"--forcearch", Value},
    OptionSpec {"-h --help --help-cmd"},
    OptionSpec {"--installroot", Value},
    OptionSpec {"--newpackage"},
    OptionSpec {"--noautoremove"},
    OptionSpec {"--nobest"},
    OptionSpec {"--no-best"},
    OptionSpec {"--nodocs"},
    OptionSpec {"--nogpgcheck --no-gpgchecks"},
    OptionSpec {"--noplugins"},
    OptionSpec {"--obsoletes"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-R --randomwait", Value},
    OptionSpec {"--refresh"},
    OptionSpec {"--releasever", Value},
    OptionSpec {"--repofrompath", Value},
    OptionSpec {"--repo --repoid", Value},
    OptionSpec {"--rpmverbosity", Value},
    OptionSpec {"--sec-severity --secseverity", Value},
    OptionSpec {"--security"},
    OptionSpec {"--setopt", Value},
    OptionSpec {"--skip-broken"},
    OptionSpec {"--skip-unavailable"},
    OptionSpec {"--showduplicates"},
    OptionSpec {"-v --verbose"},
    OptionSpec {"--version"},
    OptionSpec {"-y --assumeyes"},
    OptionSpec {"-t --tolerant"},
    OptionSpec {"--arch --archlist", Value},
    OptionSpec {"--allowdowngrade"},
    OptionSpec {"--use-host-config"},
    OptionSpec {"--all"},
    OptionSpec {"--installed"},
    OptionSpec {"--available"},
    OptionSpec {"--resolve"},
    OptionSpec {"--alldeps"},
    OptionSpec {"--add-repo", Value},
    OptionSpec {"--save"},
    OptionSpec {"--with-optional"},
};

constexpr std::array zypperOptions {
    OptionSpec {"-h --help"},
    OptionSpec {"-V --version"},
    OptionSpec {"-c --config", Value},
    OptionSpec {"-v --verbose"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-n --non-interactive"},
    OptionSpec {"--non-interactive-include-reboot-patches"},
    OptionSpec {"-x --xmlout"},
    OptionSpec {"-i --ignore-unknown"},
    OptionSpec {"-D --reposd-dir", Value},
    OptionSpec {"-C --cache-dir", Value},
    OptionSpec {"-R --root", Value},
    OptionSpec {"--installroot", Value},
    OptionSpec {"--releasever", Value},
    OptionSpec {"--no-gpg-checks"},
    OptionSpec {"--gpg-auto-import-keys"},
    OptionSpec {"-p --plus-repo", Value},
    OptionSpec {"--plus-content", Value},
    OptionSpec {"--disable-repositories"},
    OptionSpec {"--no-refresh"},
    OptionSpec {"--no-cd"},
    OptionSpec {"--no-remote"},
    OptionSpec {"-r --repo --from", Value},
    OptionSpec {"-t --type", Value},
    OptionSpec {"--name"},
    OptionSpec {"-f --force"},
    OptionSpec {"--oldpackage"},
    OptionSpec {"--capability"},
    OptionSpec {"--no-confirm -y"},
    OptionSpec {"-l --auto-agree-with-licenses"},
    OptionSpec {"--auto-agree-with-product-licenses"},
    OptionSpec {"--replacefiles"},
    OptionSpec {"--no-recommends"},
    OptionSpec {"--recommends"},
    OptionSpec {"--force-resolution"},
    OptionSpec {"--no-force-resolution"},
    OptionSpec {"--solver-focus", Value},
    OptionSpec {"--dry-run"},
    OptionSpec {"--details"},
    OptionSpec {"--download", Value},
    OptionSpec {"-d --download-only"},
    OptionSpec {"--allow-unsigned-rpm"},
    OptionSpec {"--allow-vendor-change"},
    OptionSpec {"--allow-downgrade"},
    OptionSpec {"--clean-deps -u"},
    OptionSpec {"-a --all"},
    OptionSpec {"-m --metadata"},
};

/// Splits "name-1.2", "name=1.2", "name>=1.2" where a sign says where the name ends.
void nameBySign(PackageArgument& package, std::string_view signs)
{
    const std::string_view text =
        package.text ? std::string_view(*package.text) : std::string_view(package.knownPrefix);
    const std::size_t end = std::min(text.find_first_of(signs), text.size());
    if (!package.text && end == text.size()) return;
    package.name = text.substr(0, end);
    package.specifier = text.substr(end);
}

InstallAction actionOf(InstallTool tool, std::string_view word)
{
    const auto is = [word](std::initializer_list<std::string_view> words) {
        return std::ranges::find(words, word) != words.end();
    };
    if (tool == InstallTool::Apk) {
        if (word == "add") return InstallAction::Install;
        if (word == "del") return InstallAction::Uninstall;
        if (word == "update") return InstallAction::UpdateLists;
        if (word == "upgrade") return InstallAction::UpgradeAll;
        if (word == "cache") return InstallAction::Clean;
        return word == "fetch" ? InstallAction::Download : InstallAction::Query;
    }
    if (is({"install", "in", "reinstall", "localinstall", "groupinstall", "downgrade"}))
        return InstallAction::Install;
    if (is({"remove", "erase", "rm", "autoremove"})) return InstallAction::Uninstall;
    if (is({"makecache", "check-update", "refresh", "ref"})) return InstallAction::UpdateLists;
    if (is({"update", "upgrade", "dist-upgrade", "dup", "distro-sync", "up", "patch"}))
        return InstallAction::UpgradeAll;
    if (is({"clean", "cc"})) return InstallAction::Clean;
    if (is({"config-manager", "addrepo", "ar", "copr"})) return InstallAction::AddRepository;
    return word == "download" ? InstallAction::Download : InstallAction::Query;
}

std::optional<InstallCommand> readSystem(const ToolCall& call, std::span<const OptionSpec> options,
                                         const OptionDialect& dialect, std::string_view signs)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    const std::vector<std::size_t> words =
        builder.readOptions({options}, dialect, call.program + 1);
    const auto subcommand = std::ranges::find_if(
        words, [&](std::size_t index) { return builder.word(index).isKnown(); });
    command.action = InstallAction::Query;
    if (subcommand == words.end()) return builder.finish();
    command.subcommand = *builder.word(*subcommand).text;
    command.action = actionOf(call.tool, command.subcommand);
    // `dnf update NAME` changes these packages alone.
    const bool named = command.action == InstallAction::UpgradeAll && subcommand + 1 != words.end();
    if (named) command.action = InstallAction::Install;
    if (command.action == InstallAction::Install || command.action == InstallAction::Uninstall
        || command.action == InstallAction::Download)
        for (auto index = subcommand + 1; index != words.end(); ++index)
            nameBySign(builder.addPackage(*index, PackageArgument::Kind::SystemPackage), signs);
    using F = OptionField<EnvironmentChoice>;
    static constexpr std::array fields {
        F {"--assumeyes", &EnvironmentChoice::assumeYes},
        F {"--non-interactive", &EnvironmentChoice::assumeYes},
        F {"--no-recommends", &EnvironmentChoice::noRecommends},
    };
    builder.fill(command.environment, std::span<const F>(fields));
    return builder.finish();
}

} // namespace

std::optional<InstallCommand> readApk(const ToolCall& call)
{
    return readSystem(call, apkOptions, dialects::getopt, "=<>~@");
}

std::optional<InstallCommand> readDnf(const ToolCall& call)
{
    return readSystem(call, dnfOptions, dialects::argparse, "=<> ");
}

std::optional<InstallCommand> readZypper(const ToolCall& call)
{
    return readSystem(call, zypperOptions, dialects::getopt, "=<>");
}

} // namespace pinwheel
