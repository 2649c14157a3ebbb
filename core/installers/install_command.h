#pragma once

#include "core/installers/pip_options.h"
#include "core/requirements/requirement_subject.h"

#include <span>

namespace pinwheel {

/// One word of a command after the shell's expansions, as far as it is known.
struct InstallerWord {
    Known<std::string> text = std::string();
    std::string knownPrefix; ///< where the text is not known: the bytes before the first unknown
                             ///< one ("torch==")
    Span span; ///< where the word is written
    bool mayBeSeveral = false; ///< stands for any number of words: `$PACKAGES` without quotes
    std::string knownSuffix =
        {}; ///< where the text is not known: the bytes behind the last unknown one ("/bin/pip")

    [[nodiscard]] bool isKnown() const { return text.isKnown() && !mayBeSeveral; }
    /// The known text, or the known beginning of it.
    [[nodiscard]] const std::string& knownText() const { return text ? *text : knownPrefix; }
    [[nodiscard]] bool is(std::string_view literal) const { return isKnown() && *text == literal; }

    friend bool operator==(const InstallerWord&, const InstallerWord&) = default;
};

/// Who installs. The words stand in installers.def.
enum class InstallTool {
#define INSTALLER(IDENTIFIER, TEXT, RECOGNIZER) IDENTIFIER,
#include "core/installers/installers.def"
#undef INSTALLER
};
[[nodiscard]] std::string_view toText(InstallTool tool); ///< "pip", "apt-get", "conda", …

/// What the command does to an environment.
enum class InstallAction {
    Install,
    Uninstall,
    Sync, ///< makes the environment equal to a list: uv sync, pip-sync, poetry install --sync,
          ///< pipenv sync
    Add, ///< changes the project file and installs: uv add, poetry add
    Download, ///< pip download
    BuildWheel, ///< pip wheel
    Lock, ///< writes a lock or requirements file: pip-compile, uv lock, poetry lock, uv pip compile
    Export, ///< poetry export, uv export
    CreateEnvironment, ///< venv, virtualenv, uv venv, conda create, conda env create
    RemoveEnvironment,
    InstallTool, ///< a program into an environment of its own: pipx, uv tool install
    InstallPython, ///< uv python install, pyenv install
    SelectPython, ///< pyenv global, uv python pin
    BootstrapPip, ///< ensurepip, get-pip.py
    InstallInstaller, ///< a downloaded script that brings uv, poetry, conda, rustup
    UpdateLists, ///< apt-get update
    UpgradeAll, ///< apt-get upgrade, conda update --all
    AddRepository, ///< add-apt-repository, conda config --add channels
    Configure, ///< pip config set, poetry config, conda config
    Clean, ///< apt-get clean, pip cache purge, conda clean
    Run, ///< runs something in a project's environment and may install for that: uv run
    Query, ///< changes nothing: pip list, pip check, apt-cache
};
[[nodiscard]] std::string_view toText(InstallAction action); ///< "install", "create environment", …

/// Something that starts the installer: `python3.11 -m`, `conda run -n env`, `poetry run`, `uv
/// run`.
struct CommandLauncher {
    enum class Kind {
        PythonModule,
        PythonScript,
        CondaRun,
        PoetryRun,
        PipenvRun,
        PdmRun,
        UvRun,
        HatchRun,
        PyenvExec,
        Uvx
    };
    Kind kind = Kind::PythonModule;
    InstallerWord word; ///< the program: "python3.11", "/opt/venv/bin/python", "conda"
    Rare<OptionValue> environmentName; ///< conda run -n
    Rare<OptionValue> environmentPrefix; ///< conda run -p

    friend bool operator==(const CommandLauncher&, const CommandLauncher&) = default;
};

/// One option as it stands in the command.
struct CommandOption {
    std::string name; ///< the tool's own first long name ("--index-url"), or the word itself where
                      ///< it is unknown
    std::string spelled; ///< as written: "-i", "--index"
    Rare<OptionValue> value; ///< none for a switch
    Span span; ///< the word (or the part of a cluster) that holds the option
    std::optional<Span> valueSpan;

    friend bool operator==(const CommandOption&, const CommandOption&) = default;
};

/// One thing to install.
struct PackageArgument {
    enum class Kind {
        Requirement,
        LocalPath,
        Archive,
        Url,
        Vcs,
        CondaSpec,
        SystemPackage,
        Invalid,
        Unknown
    };
    Kind kind = Kind::Requirement;
    bool editable = false;
    Known<std::string> text = std::string();
    std::string knownPrefix; ///< where the text is not known
    std::string
        name; ///< normalized project name (or the package name of the system) where it is known
    std::string specifier; ///< PEP 440 clauses joined ("<2,>=1"), the version of `apt name=1.2`, a
                           ///< conda version
    std::optional<Requirement> requirement; ///< Kind::Requirement
    std::vector<std::string> extras;
    std::string location; ///< path or URL
    std::string channel; ///< conda: "conda-forge::numpy"
    std::string error; ///< Invalid: why pip refuses it
    Span span;
    bool mayBeSeveral = false;
    std::string group; ///< poetry/uv/pdm: dependency group it is added to
    /// The switch that stands directly before it: in `--ignore-installed blinker` the word looks
    /// like the option's argument, but is a requirement. Index into InstallCommand::options.
    std::optional<std::uint32_t> followsSwitch;

    friend bool operator==(const PackageArgument&, const PackageArgument&) = default;
};

/// A file that the command names: -r, -c, --file, pyproject folder.
struct FileArgument {
    OptionValue path;
    Span span; ///< the value's word, or the part of it

    friend bool operator==(const FileArgument&, const FileArgument&) = default;
};

struct CommandProblem {
    enum class Kind {
        UnknownOption, ///< the tool has no such option: it ends with an error
        AmbiguousOption, ///< an abbreviation that fits several options
        MissingValue,
        UnexpectedValue, ///< `--ignore-installed=blinker`
        BadValue, ///< not one of the choices, not a number
        BadArgument, ///< a requirement that the tool refuses
        UnknownCommand, ///< `pip instal`
        MissingArgument, ///< nothing to install
        LooksLikeValue, ///< a package directly behind a switch; no error, but seldom meant
        UnknownWord, ///< a word that is not known; it may be anything
        OtherVersion, ///< an option that only older or newer releases of the tool have
    };
    Kind kind = Kind::UnknownOption;
    Span span;
    std::string message;
    /// True where the command ends with an error because of it.
    [[nodiscard]] bool isFatal() const
    {
        return kind != Kind::LooksLikeValue && kind != Kind::UnknownWord
            && kind != Kind::OtherVersion;
    }

    friend bool operator==(const CommandProblem&, const CommandProblem&) = default;
};

/// Which environment, interpreter or group a command of another tool than pip works on.
struct EnvironmentChoice {
    Rare<OptionValue> name; ///< conda -n, pyenv virtualenv name
    Rare<OptionValue> prefix; ///< conda -p; the folder of venv, virtualenv, uv venv
    Rare<OptionValue>
        python; ///< uv --python, virtualenv -p, poetry env use, "3.11" of pyenv install 3.11
    Rare<OptionValue> project; ///< uv --project/--directory, poetry -C, pipenv PIPENV_PIPFILE
    std::vector<OptionValue> channels; ///< conda -c, in order
    OptionFlag overrideChannels;
    std::vector<OptionValue> extras; ///< --extra, -E
    OptionFlag allExtras;
    std::vector<OptionValue> groups; ///< --group, --with
    std::vector<OptionValue> withoutGroups; ///< --without, --no-group
    std::vector<OptionValue> onlyGroups; ///< --only, --only-group
    OptionFlag allGroups;
    OptionFlag withDev; ///< --dev, -D
    OptionFlag withoutDev; ///< --no-dev
    OptionFlag noProject; ///< --no-root, --no-install-project
    OptionFlag frozen; ///< --frozen: the lock file is not checked
    OptionFlag locked; ///< --locked, pipenv --deploy: the lock file must be up to date
    OptionFlag system; ///< uv --system, pipenv --system
    OptionFlag exact; ///< removes what is not listed
    OptionFlag systemSitePackages; ///< venv, virtualenv, uv venv
    OptionFlag withoutPip; ///< venv --without-pip
    OptionFlag seed; ///< uv venv --seed
    OptionFlag noRecommends; ///< apt --no-install-recommends
    OptionFlag assumeYes; ///< -y

    friend bool operator==(const EnvironmentChoice&, const EnvironmentChoice&) = default;
};

/// One call of an installer, the same shape for every tool.
struct InstallCommand {
    InstallTool tool = InstallTool::Pip;
    InstallAction action = InstallAction::Install;
    std::string subcommand; ///< words that choose the action: "install", "pip install", "env
                            ///< create"; may be empty
    InstallerWord
        program; ///< the word that names the tool: "/opt/venv/bin/pip3.10", "pip" behind -m, "uv"
    std::vector<CommandLauncher> launchers; ///< outermost first
    std::vector<CommandOption> options; ///< in order; options of the launchers are not among them
    std::vector<PackageArgument>
        arguments; ///< in the order in which the tool takes them: editables last
    std::vector<FileArgument> requirementFiles;
    std::vector<FileArgument> constraintFiles;
    std::vector<FileArgument>
        projectFiles; ///< conda -f environment.yml; uv pip compile pyproject.toml
    PipOptions
        pip; ///< what pip and the tools that speak its language were told on the command line alone
    EnvironmentChoice environment;
    std::vector<std::string> configuration; ///< Configure: key and value words, as far as known
    std::vector<CommandProblem> problems;
    std::vector<InstallerWord> unknownWords; ///< words whose text is not, or not wholly, known
    Span span; ///< first to last word

    /// True when every word is known.
    [[nodiscard]] bool isKnown() const { return unknownWords.empty(); }
    /// The last option of that name; null when it was not given.
    [[nodiscard]] const CommandOption* option(std::string_view name) const;
    /// True for tools whose requirements pip's own rules decide: pip and what is started through
    /// it.
    [[nodiscard]] bool usesPipRules() const { return tool == InstallTool::Pip; }

    friend bool operator==(const InstallCommand&, const InstallCommand&) = default;
};

/// The installer call that the words spell: none when they start something else.
/// @param argv   never empty; argv[0] is the program, with or without folder
[[nodiscard]] std::optional<InstallCommand> recognizeInstall(std::span<const InstallerWord> argv);

/// The installer that a downloaded script brings, when the URL is known
/// ("https://astral.sh/uv/install.sh" piped into a shell): action InstallInstaller.
[[nodiscard]] std::optional<InstallCommand> recognizePipedInstaller(std::string_view url,
                                                                    Span span);

} // namespace pinwheel
