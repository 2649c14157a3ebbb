#include "core/installers/tool_readers.h"

#include <algorithm>

// apt-get, apt and aptitude. Source: apt-get(8), apt(8), aptitude-curses(8) of Debian 13. Options
// may stand anywhere; a package may carry a version ("name=1.2-3"), a release ("name/bookworm"), an
// architecture ("name:amd64") and a sign at its end ("name-" removes, "name+" installs).

namespace pinwheel {
namespace {

using enum OptionArity;

constexpr std::array options {
    OptionSpec {"-y --yes --assume-yes"},
    OptionSpec {"--assume-no"},
    OptionSpec {"-q --quiet"},
    OptionSpec {"-s --simulate --just-print --dry-run --recon --no-act"},
    OptionSpec {"-d --download-only"},
    OptionSpec {"-f --fix-broken"},
    OptionSpec {"-m --ignore-missing --fix-missing"},
    OptionSpec {"--no-download"},
    OptionSpec {"-u --show-upgraded"},
    OptionSpec {"-V --verbose-versions"},
    OptionSpec {"-a --host-architecture", Value},
    OptionSpec {"-P --build-profiles", Value},
    OptionSpec {"-b --compile --build"},
    OptionSpec {"--ignore-hold"},
    OptionSpec {"--with-new-pkgs"},
    OptionSpec {"--no-upgrade"},
    OptionSpec {"--only-upgrade"},
    OptionSpec {"--allow-downgrades"},
    OptionSpec {"--allow-remove-essential"},
    OptionSpec {"--allow-change-held-packages"},
    OptionSpec {"--allow-unauthenticated"},
    OptionSpec {"--allow-insecure-repositories"},
    OptionSpec {"--no-allow-insecure-repositories"},
    OptionSpec {"--allow-releaseinfo-change"},
    OptionSpec {"--allow-releaseinfo-change-suite"},
    OptionSpec {"--force-yes"},
    OptionSpec {"--print-uris"},
    OptionSpec {"--purge"},
    OptionSpec {"--reinstall"},
    OptionSpec {"--list-cleanup"},
    OptionSpec {"--no-list-cleanup"},
    OptionSpec {"-t --target-release --default-release", Value},
    OptionSpec {"--trivial-only"},
    OptionSpec {"--no-remove"},
    OptionSpec {"--auto-remove --autoremove"},
    OptionSpec {"--only-source"},
    OptionSpec {"--diff-only"},
    OptionSpec {"--dsc-only"},
    OptionSpec {"--tar-only"},
    OptionSpec {"--arch-only"},
    OptionSpec {"--indep-only"},
    OptionSpec {"--show-progress"},
    OptionSpec {"--with-source", Value},
    OptionSpec {"--error-on", Value},
    OptionSpec {"-c --config-file", Value},
    OptionSpec {"-o --option", Value},
    OptionSpec {"--no-install-recommends"},
    OptionSpec {"--install-recommends"},
    OptionSpec {"--no-install-suggests"},
    OptionSpec {"--install-suggests"},
    OptionSpec {"--no-install-weak-deps"},
    OptionSpec {"-h --help"},
    OptionSpec {"-v --version"},
    OptionSpec {"--update -U"},
    OptionSpec {"--solver", Value},
    OptionSpec {"--comment", Value},
    OptionSpec {"--no-strict-pinning"},
    OptionSpec {"--planner", Value},
    OptionSpec {"--no-color"},
    OptionSpec {"--snapshot -S", Value},
    OptionSpec {"--without-recommends -R"}, // aptitude
    OptionSpec {"--with-recommends -r"}, // aptitude
};

InstallAction actionOf(std::string_view command)
{
    if (command == "install" || command == "reinstall" || command == "build-dep"
        || command == "satisfy")
        return InstallAction::Install;
    if (command == "remove" || command == "purge" || command == "autoremove"
        || command == "auto-remove" || command == "autopurge")
        return InstallAction::Uninstall;
    if (command == "update") return InstallAction::UpdateLists;
    if (command == "upgrade" || command == "dist-upgrade" || command == "full-upgrade"
        || command == "safe-upgrade" || command == "dselect-upgrade")
        return InstallAction::UpgradeAll;
    if (command == "clean" || command == "autoclean" || command == "auto-clean"
        || command == "distclean" || command == "dist-clean")
        return InstallAction::Clean;
    if (command == "download" || command == "source") return InstallAction::Download;
    return InstallAction::Query;
}

void addPackage(CommandBuilder& builder, std::size_t index, bool installs)
{
    PackageArgument& package = builder.addPackage(index, PackageArgument::Kind::SystemPackage);
    std::string_view text =
        package.text ? std::string_view(*package.text) : std::string_view(package.knownPrefix);
    const bool known = package.text.isKnown();
    if (text.ends_with(".deb") && text.contains('/')) {
        package.kind = PackageArgument::Kind::LocalPath;
        package.location = text;
        return;
    }
    const std::size_t end = std::min(text.find_first_of("=/:"), text.size());
    if (!known && end == text.size()) return; // the name may go on
    std::string_view name = text.substr(0, end);
    if (end == text.size() && installs
        && (name.ends_with('-') || (name.ends_with('+') && !name.ends_with("++")))) {
        if (name.ends_with('-')) package.specifier = "-";
        name.remove_suffix(1);
    }
    package.name = name;
    if (end < text.size() && text[end] == '=') package.specifier = text.substr(end + 1);
    if (end < text.size() && text[end] == '/') package.channel = text.substr(end + 1);
}

} // namespace

std::optional<InstallCommand> readApt(const ToolCall& call)
{
    CommandBuilder builder(call);
    InstallCommand& command = builder.command;
    OptionDialect dialect = dialects::getopt;
    dialect.equalsAfterShort = true;
    dialect.switchesTakeValues = true;
    const std::vector<std::size_t> words =
        builder.readOptions({options}, dialect, call.program + 1);
    // The command is the first word that is no option; a variable before it holds options (`apt-get
    // $OPTS install`).
    const auto subcommand = std::ranges::find_if(
        words, [&](std::size_t index) { return builder.word(index).isKnown(); });
    if (subcommand == words.end()) {
        command.action = InstallAction::Query;
        return builder.finish();
    }
    command.subcommand = *builder.word(*subcommand).text;
    command.action = actionOf(command.subcommand);
    if (command.action == InstallAction::Install || command.action == InstallAction::Uninstall
        || command.action == InstallAction::Download)
        for (auto index = subcommand + 1; index != words.end(); ++index)
            addPackage(builder, *index, command.action == InstallAction::Install);
    using F = OptionField<EnvironmentChoice>;
    static constexpr std::array fields {
        F {"--no-install-recommends", &EnvironmentChoice::noRecommends},
        F {"--install-recommends", &EnvironmentChoice::noRecommends, false},
        F {"--without-recommends", &EnvironmentChoice::noRecommends},
        F {"--yes", &EnvironmentChoice::assumeYes},
    };
    builder.fill(command.environment, std::span<const F>(fields));
    // -o APT::Install-Recommends=false says the same.
    for (const CommandOption& option : command.options)
        if (option.name == "--option" && option.value && option.value->text) {
            const std::string& setting = *option.value->text;
            if (setting == "APT::Install-Recommends=false" || setting == "APT::Install-Recommends=0"
                || setting == "APT::Install-Recommends=no")
                command.environment.noRecommends = {true, CommandBuilder::originOf(option)};
        }
    return builder.finish();
}

std::optional<InstallCommand> readAddAptRepository(const ToolCall& call)
{
    static constexpr std::array addOptions {
        OptionSpec {"-h --help"},
        OptionSpec {"-d --debug"},
        OptionSpec {"-r --remove"},
        OptionSpec {"-s --enable-source"},
        OptionSpec {"-c --component", Value},
        OptionSpec {"-p --pocket", Value},
        OptionSpec {"-y --yes"},
        OptionSpec {"-n --no-update"},
        OptionSpec {"-u --update"},
        OptionSpec {"-l --login"},
        OptionSpec {"-P --ppa", Value},
        OptionSpec {"-C --cloud", Value},
        OptionSpec {"-U --uri", Value},
        OptionSpec {"-S --sourceslist", Value},
        OptionSpec {"-L --list"},
        OptionSpec {"--dry-run"},
        OptionSpec {"-k --keyserver", Value},
    };
    CommandBuilder builder(call);
    builder.command.action = InstallAction::AddRepository;
    for (const std::size_t index :
         builder.readOptions({addOptions}, dialects::argparse, call.program + 1)) {
        PackageArgument& repository =
            builder.addPackage(index, PackageArgument::Kind::SystemPackage);
        if (repository.text) repository.location = *repository.text;
    }
    return builder.finish();
}

} // namespace pinwheel
