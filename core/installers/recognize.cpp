#include "core/installers/tool_readers.h"
#include "core/python/python_text.h"

#include <algorithm>

// Which tool a command starts: by the name of its program, by `python -m module`, by a script that
// python is given, or through another tool that runs commands. The tables below and installers.def
// are the whole dispatch.

namespace pinwheel {
namespace {

struct LaunchName {
    std::string_view name;
    InstallTool tool;
};

constexpr std::array programs {
    LaunchName {"uv", InstallTool::Uv},
    LaunchName {"uvx", InstallTool::Uv},
    LaunchName {"conda", InstallTool::Conda},
    LaunchName {"mamba", InstallTool::Mamba},
    LaunchName {"micromamba", InstallTool::Micromamba},
    LaunchName {"poetry", InstallTool::Poetry},
    LaunchName {"pipenv", InstallTool::Pipenv},
    LaunchName {"pdm", InstallTool::Pdm},
    LaunchName {"pipx", InstallTool::Pipx},
    LaunchName {"pip-sync", InstallTool::PipSync},
    LaunchName {"pip-compile", InstallTool::PipCompile},
    LaunchName {"apt-get", InstallTool::AptGet},
    LaunchName {"apt", InstallTool::Apt},
    LaunchName {"aptitude", InstallTool::Aptitude},
    LaunchName {"add-apt-repository", InstallTool::AddAptRepository},
    LaunchName {"apk", InstallTool::Apk},
    LaunchName {"dnf", InstallTool::Dnf},
    LaunchName {"dnf5", InstallTool::Dnf},
    LaunchName {"microdnf", InstallTool::Microdnf},
    LaunchName {"yum", InstallTool::Yum},
    LaunchName {"zypper", InstallTool::Zypper},
    LaunchName {"virtualenv", InstallTool::Virtualenv},
    LaunchName {"pyvenv", InstallTool::Venv},
    LaunchName {"get-pip.py", InstallTool::GetPip},
    LaunchName {"pyenv", InstallTool::Pyenv},
};

// `python -m MODULE`.
constexpr std::array modules {
    LaunchName {"pip", InstallTool::Pip},
    LaunchName {"pip.__main__", InstallTool::Pip},
    LaunchName {"pip._internal", InstallTool::Pip},
    LaunchName {"uv", InstallTool::Uv},
    LaunchName {"poetry", InstallTool::Poetry},
    LaunchName {"pipenv", InstallTool::Pipenv},
    LaunchName {"pdm", InstallTool::Pdm},
    LaunchName {"pipx", InstallTool::Pipx},
    LaunchName {"venv", InstallTool::Venv},
    LaunchName {"virtualenv", InstallTool::Virtualenv},
    LaunchName {"ensurepip", InstallTool::Ensurepip},
    LaunchName {"easy_install", InstallTool::EasyInstall},
    LaunchName {"setuptools.command.easy_install", InstallTool::EasyInstall},
    LaunchName {"conda", InstallTool::Conda},
};

constexpr int launcherDepth = 8;

/// "pip", "pip3", "pip3.10": the base name with a version of Python behind it.
bool isVersioned(std::string_view name, std::string_view base)
{
    if (!name.starts_with(base)) return false;
    std::string_view rest = name.substr(base.size());
    if (rest.starts_with('-')) rest.remove_prefix(1);
    return std::ranges::all_of(rest, [](char c) { return isDigit(c) || c == '.'; })
        && !rest.starts_with('.') && !rest.ends_with('.');
}

bool isPython(std::string_view name)
{
    if (name.ends_with('t') && name.size() > 8) name.remove_suffix(1); // python3.13t: free-threaded
    return isVersioned(name, "python") || isVersioned(name, "pypy") || name == "py";
}

std::optional<InstallTool> find(std::span<const LaunchName> names, std::string_view name)
{
    const auto found = std::ranges::find(names, name, &LaunchName::name);
    return found == names.end() ? std::nullopt : std::optional(found->tool);
}

std::optional<InstallTool> programNamed(std::string_view name)
{
    if (isVersioned(name, "pip")) return InstallTool::Pip;
    if (isVersioned(name, "easy_install")) return InstallTool::EasyInstall;
    return find(programs, name);
}

ToolReader readerOf(InstallTool tool)
{
    switch (tool) {
#define INSTALLER(IDENTIFIER, TEXT, RECOGNIZER)                                                    \
    case InstallTool::IDENTIFIER:                                                                  \
        return RECOGNIZER;
#include "core/installers/installers.def"
#undef INSTALLER
    }
    return nullptr;
}

std::optional<InstallCommand> readTool(InstallTool tool, std::span<const InstallerWord> argv,
                                       std::size_t program, std::vector<CommandLauncher> launchers)
{
    return readerOf(tool)(
        {.tool = tool, .argv = argv, .program = program, .launchers = std::move(launchers)});
}

/// What the words behind an interpreter start.
/// Source: Python's reference, "Command line and environment": -c and -m end the interpreter's own
/// options.
std::optional<InstallCommand> readPython(std::span<const InstallerWord> argv, std::size_t start,
                                         std::vector<CommandLauncher> launchers)
{
    const auto launch = [&](CommandLauncher::Kind kind) {
        launchers.push_back({.kind = kind, .word = argv[start]});
    };
    for (std::size_t i = start + 1; i < argv.size(); ++i) {
        const std::string& text = argv[i].knownText();
        if (!argv[i].isKnown() && text.empty()) continue; // an option in a variable, perhaps
        if (!text.starts_with('-') || text == "-") {
            const std::string_view script = lastPathPart(text);
            launch(CommandLauncher::Kind::PythonScript);
            if (script == "get-pip.py")
                return readTool(InstallTool::GetPip, argv, i, std::move(launchers));
            if (script == "setup.py")
                return readTool(InstallTool::SetupPy, argv, i, std::move(launchers));
            if (const auto tool = programNamed(script); tool && text.contains('/'))
                return readTool(*tool, argv, i, std::move(launchers));
            return std::nullopt;
        }
        if (text.starts_with("--")) {
            if (text == "--check-hash-based-pycs") ++i;
            continue;
        }
        for (std::size_t letter = 1; letter < text.size(); ++letter) {
            if (text[letter] == 'c') return std::nullopt;
            if (text[letter] == 'W' || text[letter] == 'X') {
                if (letter + 1 == text.size()) ++i;
                break;
            }
            if (text[letter] != 'm') continue;
            const bool attached = letter + 1 < text.size();
            const std::size_t place = attached ? i : i + 1;
            if (place >= argv.size() || !argv[place].isKnown()) return std::nullopt;
            const std::string_view module = attached ? std::string_view(text).substr(letter + 1)
                                                     : std::string_view(*argv[place].text);
            launch(CommandLauncher::Kind::PythonModule);
            if (module == "piptools" && place + 1 < argv.size())
                return readTool(argv[place + 1].is("sync") ? InstallTool::PipSync
                                                           : InstallTool::PipCompile,
                                argv, place + 1, std::move(launchers));
            const auto tool = find(modules, module);
            return tool ? readTool(*tool, argv, place, std::move(launchers)) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<InstallCommand> recognizeFrom(std::span<const InstallerWord> argv, std::size_t start,
                                            std::vector<CommandLauncher> launchers)
{
    if (start >= argv.size() || launchers.size() > launcherDepth) return std::nullopt;
    // Of `$VENV/bin/pip` the folder need not be known to see which program it is.
    const InstallerWord& word = argv[start];
    if (!word.isKnown() && (word.mayBeSeveral || !word.knownSuffix.contains('/')))
        return std::nullopt;
    const std::string_view name = lastPathPart(word.isKnown() ? *word.text : word.knownSuffix);
    if (isPython(name)) return readPython(argv, start, std::move(launchers));
    if (name == "setup.py")
        return readTool(InstallTool::SetupPy, argv, start, std::move(launchers));
    const auto tool = programNamed(name);
    return tool ? readTool(*tool, argv, start, std::move(launchers)) : std::nullopt;
}

std::optional<InstallCommand> recognizeInstall(std::span<const InstallerWord> argv)
{
    if (argv.empty()) return std::nullopt;
    return recognizeFrom(argv, 0, {});
}

} // namespace pinwheel
