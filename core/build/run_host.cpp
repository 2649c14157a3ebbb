#include "core/build/run_host.h"

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/build/install_effects.h"
#include "core/build/python_answer.h"
#include "core/dockerfile/platform.h"

#include <algorithm>
#include <ranges>

namespace pinwheel {
namespace {

/// Sources of traced text: 0 is the script, others are files of the audit.
std::uint32_t sourceOfFile(FileId file)
{
    return file.value + 1;
}

std::string machineOf(const std::string& platform)
{
    const auto parsed = parsePlatform(platform);
    const std::string architecture = parsed ? parsed->architecture : "amd64";
    if (architecture == "amd64") return "x86_64";
    if (architecture == "arm64") return "aarch64";
    return architecture;
}

/// Where the bytes of a text come from, as places in the audit's texts.
std::vector<WrittenPiece> piecesOf(const TracedText& text, const JoinedText& script,
                                   std::uint32_t shift)
{
    std::vector<WrittenPiece> pieces;
    for (const TracedText::Origin& origin : text.origins) {
        if (origin.source != 0) {
            pieces.push_back({origin.begin + shift,
                              origin.length,
                              {FileId {origin.source - 1}, origin.sourceBegin,
                               origin.sourceBegin + origin.length}});
            continue;
        }
        std::uint32_t at = origin.begin + shift;
        for (const Span& span :
             script.pieces(origin.sourceBegin, origin.sourceBegin + origin.length)) {
            pieces.push_back({at, span.size(), span});
            at += span.size();
        }
    }
    return pieces;
}

} // namespace

TracedText tracedTextOf(const FileLookup& file, const ProjectTexts& texts)
{
    const auto bytes = texts.bytesOf(file);
    if (!bytes) return unknown(file.reason.empty() ? "its content is not known" : file.reason);
    if (file.text) return TracedText::written(*bytes, 0, sourceOfFile(*file.text));
    TracedText text {std::string(*bytes)};
    for (const WrittenPiece& piece : file.written->pieces)
        text.origins.push_back(
            {piece.begin, piece.length, sourceOfFile(piece.origin.file), piece.origin.begin});
    return text;
}

RunHost::RunHost(Interpretation& run, StageState& state, const JoinedText& script,
                 std::size_t stage, std::uint32_t step)
    : m_run(run)
    , m_state(state)
    , m_script(script)
    , m_stage(stage)
    , m_step(step)
{
}

const Environment* RunHost::activatedBy(std::string_view path) const
{
    for (const std::string_view leaf : {"/bin/activate", "/bin/activate.fish"}) {
        if (!path.ends_with(leaf)) continue;
        const auto found = m_state.environments.find(path.substr(0, path.size() - leaf.size()));
        if (found != m_state.environments.end() && found->second->kind == EnvironmentKind::Virtual)
            return found->second.get();
    }
    return nullptr;
}

ShellHost::FileKind RunHost::kindOf(std::string_view path) const
{
    if (activatedBy(path) != nullptr || m_state.executables.all().contains(path))
        return FileKind::File;
    switch (m_state.files.find(path, m_run.texts).kind) {
    case FileLookup::Kind::Missing:
        break;
    case FileLookup::Kind::Unknown:
        return FileKind::Unknown;
    case FileLookup::Kind::File:
        return FileKind::File;
    case FileLookup::Kind::Folder:
        return FileKind::Folder;
    }
    // What the base image itself holds is not recorded, but for the folders that every Linux has.
    static constexpr std::array folders {"/",    "/tmp",       "/root",    "/etc",
                                         "/usr", "/usr/local", "/usr/bin", "/usr/local/bin",
                                         "/var", "/opt",       "/home"};
    if (std::ranges::find(folders, path) != folders.end()) return FileKind::Folder;
    return FileKind::Unknown;
}

TracedText RunHost::readFile(std::string_view path) const
{
    if (const Environment* environment = activatedBy(path))
        return TracedText(formatted(
            "VIRTUAL_ENV='{0}'\nexport VIRTUAL_ENV\nPATH=\"$VIRTUAL_ENV/bin:$PATH\"\nexport PATH\n",
            environment->prefix));
    const FileLookup file = m_state.files.find(path, m_run.texts);
    if (file.kind != FileLookup::Kind::File)
        return unknown(formatted("what {} holds is not known", path));
    return tracedTextOf(file, m_run.texts);
}

Known<std::vector<std::string>> RunHost::listFolder(std::string_view path) const
{
    auto names = m_state.files.list(path, m_run.texts);
    if (names.isKnown() && names->empty())
        return unknown(formatted("what {} holds is not known", path));
    return names;
}

void RunHost::writeFile(const FileWrite& write)
{
    const ImageFiles::Stamp stamp = stampOf(write.origin);
    if (!write.content.isKnown()) {
        m_state.files.writeUnknown(write.path, write.content.gaps.front().reason, stamp);
        return;
    }
    if (!write.certain || m_uncertain > 0) {
        m_state.files.writeUnknown(write.path, "it is written in a branch that may not run", stamp);
        return;
    }
    std::string text;
    std::vector<WrittenPiece> pieces;
    if (write.append) {
        const FileLookup before = m_state.files.find(write.path, m_run.texts);
        if (before.kind == FileLookup::Kind::Unknown
            || (before.kind == FileLookup::Kind::File && !m_run.texts.bytesOf(before))) {
            m_state.files.writeUnknown(write.path, before.reason, stamp);
            return;
        }
        if (before.kind == FileLookup::Kind::File) {
            const TracedText old = tracedTextOf(before, m_run.texts);
            text = old.bytes;
            pieces = piecesOf(old, m_script, 0);
        }
    }
    const auto added = piecesOf(write.content, m_script, static_cast<std::uint32_t>(text.size()));
    pieces.insert(pieces.end(), added.begin(), added.end());
    text += write.content.bytes;
    m_state.files.writeText(write.path, std::move(text), std::move(pieces), stamp);
}

void RunHost::editWithoutEffect(std::string_view path, std::string_view script, ShellRange origin)
{
    if (m_uncertain > 0) return;
    m_run.model.trace.idleEdits.push_back({.path = std::string(path),
                                           .script = redactCredentials(script),
                                           .span = spanOf(origin),
                                           .instruction = m_step - 1,
                                           .stage = static_cast<std::uint32_t>(m_stage)});
}

void RunHost::makeFolder(std::string_view path, ShellRange origin)
{
    m_state.files.makeFolder(path, stampOf(origin));
}

void RunHost::removePath(std::string_view path, bool recursive, ShellRange origin)
{
    if (m_uncertain > 0) return;
    m_state.files.remove(path, stampOf(origin));
    if (recursive) m_state.environments.erase(std::string(path));
}

void RunHost::makeLink(std::string_view target, std::string_view path, ShellRange origin)
{
    if (path == "/bin/sh")
        m_run.model.trace.commands.push_back({.program = "ln",
                                              .words = {std::string(target), std::string(path)},
                                              .wrappers = {},
                                              .span = spanOf(origin),
                                              .instruction = m_step - 1,
                                              .stage = static_cast<std::uint32_t>(m_stage)});
    if (m_uncertain > 0) return;
    m_state.files.makeLink(path, std::string(target), stampOf(origin));
}

void RunHost::copyPath(std::string_view from, std::string_view to, bool recursive, bool move,
                       ShellRange origin)
{
    const FileLookup file = m_state.files.find(from, m_run.texts);
    if (file.kind == FileLookup::Kind::Folder || recursive) {
        const auto image = std::make_shared<const ImageFiles>(m_state.files);
        m_state.files.mountImage(to, image, std::string(from), stampOf(origin));
    } else if (file.wheel) {
        m_state.files.putWheel(to, file.wheel, stampOf(origin));
    } else {
        writeFile({.path = std::string(to), .content = readFile(from), .origin = origin});
    }
    if (move) removePath(from, true, origin);
}

Known<std::string> RunHost::commandPath(std::string_view name, const ShellState& shell) const
{
    const Known<std::string> searchPath = shell.valueOf("PATH").text();
    if (!searchPath) return unknown(searchPath.reason());
    const auto found = m_state.executables.find(name, *searchPath, shell.workingFolder.valueOr("/"),
                                                m_state.files);
    if (found) return found->path;
    return unknown(formatted("whether the image has {} is not known", name));
}

std::optional<CommandOutcome> RunHost::answerQuestion(const ShellCommand& command) const
{
    const auto machine = [&] { return machineOf(m_state.platform); };
    const auto says = [](std::string line) {
        return CommandOutcome {.standardOutput = line + "\n"};
    };
    const auto argumentIs = [&](std::size_t i, std::string_view text) {
        return command.argv.size() > i && command.argv[i].is(text);
    };
    if (command.argv.front().is("uname") && argumentIs(1, "-m")) return says(machine());
    if (command.argv.front().is("uname") && (argumentIs(1, "-s") || command.argv.size() == 1))
        return says("Linux");
    if (command.argv.front().is("arch")) return says(machine());
    if (command.argv.front().is("dpkg") && argumentIs(1, "--print-architecture"))
        if (const auto platform = parsePlatform(m_state.platform))
            return says(platform->architecture);
    if (command.argv.front().is("whoami")
        || (command.argv.front().is("id") && argumentIs(1, "-un")))
        return says(m_state.user);
    if (command.argv.front().is("lsb_release") && argumentIs(1, "-cs") && m_state.base.image
        && m_state.base.image->codename)
        return says(*m_state.base.image->codename);
    return std::nullopt;
}

std::optional<CommandOutcome> RunHost::answerOfPython(const ShellCommand& command,
                                                      const ShellState& shell) const
{
    if (command.argv.size() != 3 || !command.argv[0].isKnown() || !command.argv[1].is("-c")
        || !command.argv[2].isKnown())
        return std::nullopt;
    const Known<std::string> searchPath = shell.valueOf("PATH").text();
    const auto found = m_state.executables.find(command.argv[0].bytes(), searchPath.valueOr(""),
                                                shell.workingFolder.valueOr("/"), m_state.files);
    if (!found || found->executable.kind != Executable::Kind::Python) return std::nullopt;
    const auto environment = m_state.environments.find(found->executable.environment);
    const std::string version = environment == m_state.environments.end()
        ? std::string()
        : environment->second->python.valueOr("");
    auto text = pythonAnswer(command.argv[2].bytes(),
                             {found->path, found->executable.environment,
                              version.empty() ? found->executable.pythonVersion : version,
                              machineOf(m_state.platform)});
    if (!text) return std::nullopt;
    return CommandOutcome {.standardOutput = std::move(*text)};
}

bool RunHost::changeAlternatives(const ShellCommand& command)
{
    if (!command.argv.front().is("update-alternatives")
        && !command.argv.front().is("/usr/bin/update-alternatives"))
        return false;
    for (std::size_t i = 1; i + 3 < command.argv.size(); ++i) {
        if (!command.argv[i].is("--install") && !command.argv[i].is("--slave")) continue;
        if (command.argv[i + 1].isKnown() && command.argv[i + 3].isKnown() && m_uncertain == 0)
            m_state.files.makeLink(command.argv[i + 1].bytes(), command.argv[i + 3].bytes(),
                                   stampOf(command.range));
    }
    if (command.argv.size() == 4 && command.argv[1].is("--set") && command.argv[3].isKnown())
        m_state.files.makeLink("/usr/bin/" + command.argv[2].bytes(), command.argv[3].bytes(),
                               stampOf(command.range));
    return true;
}

bool RunHost::activateConda(const ShellCommand& command, ShellState& shell)
{
    const bool isConda = command.argv.front().is("conda") || command.argv.front().is("micromamba")
        || command.argv.front().is("mamba");
    if (!isConda || command.argv.size() < 2 || !command.argv[1].is("activate")) return false;
    const std::string name = command.argv.size() > 2 ? command.argv[2].bytes() : "base";
    for (const auto& [prefix, environment] : m_state.environments) {
        if (environment->kind != EnvironmentKind::Conda) continue;
        const bool named = prefix == name || prefix.ends_with("/envs/" + name)
            || (name == "base" && !prefix.contains("/envs/"));
        if (!named) continue;
        TracedText path(prefix + "/bin:");
        path.append(shell.valueOf("PATH"));
        shell.setEnvironment("PATH", std::move(path));
        shell.setEnvironment("CONDA_PREFIX", TracedText(prefix));
        return true;
    }
    return true;
}

void RunHost::recordCommand(const ShellCommand& command)
{
    RunCommand record {.wrappers = command.wrappers,
                       .span = spanOf(command.range),
                       .instruction = m_step - 1,
                       .stage = static_cast<std::uint32_t>(m_stage)};
    if (command.argv.front().isKnown()) {
        const std::string& path = command.argv.front().bytes();
        record.program = path.substr(path.rfind('/') + 1);
    }
    // A pattern whose matches are not known stands as it is written.
    for (const ShellWord& word : command.argv | std::views::drop(1))
        if (word.value.isKnown()) record.words.push_back(redactCredentials(word.value.bytes));
    record.changedFolder =
        command.workingFolder.isKnown() && *command.workingFolder != m_state.workingFolder;
    m_run.model.trace.commands.push_back(std::move(record));
}

CommandOutcome RunHost::runCommand(const ShellCommand& command, ShellState& shell)
{
    if (command.argv.empty()) return {};
    if (auto answer = answerQuestion(command)) return std::move(*answer);
    if (changeAlternatives(command) || activateConda(command, shell)) return {};
    InstallContext context {m_run, m_state, m_script, command,
                            shell, m_stage, m_step,   command.certain && m_uncertain == 0};
    if (performInstall(context)) return {.standardOutput = std::move(context.printed)};
    if (auto answer = answerOfPython(command, shell)) return std::move(*answer);
    recordCommand(command);
    if (command.argv.front().is("git")) performGit(context);
    return {.standardOutput = unknown("the command's output is not known"), .handled = false};
}

} // namespace pinwheel
