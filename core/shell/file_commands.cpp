#include "core/shell/file_commands.h"

#include "core/shell/conditions.h"
#include "core/shell/sed.h"
#include "core/shell/text_filters.h"
#include "core/shell/text_output.h"

#include <algorithm>
#include <array>
#include <span>

namespace pinwheel {

std::optional<std::string> absolutePath(std::string_view path, const Known<std::string>& folder)
{
    std::string whole;
    if (path.starts_with('/'))
        whole = path;
    else if (folder)
        whole = *folder + "/" + std::string(path);
    else
        return std::nullopt;
    std::vector<std::string_view> parts;
    for (std::string_view rest = whole; !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, slash);
        rest.remove_prefix(std::min(rest.size(), slash + 1));
        if (part == "..") {
            if (!parts.empty()) parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string result;
    for (const std::string_view part : parts)
        (result += '/') += part;
    return result.empty() ? "/" : result;
}

namespace {

using shell::FilterResult;

/// One call of a utility that changes files.
class FileUtility
{
public:
    FileUtility(const ShellCommand& command, ShellHost& host)
        : m_command(command)
        , m_host(host)
    {
    }

    [[nodiscard]] std::optional<std::string> pathOf(const ShellWord& word) const
    {
        if (!word.isKnown()) return std::nullopt;
        return absolutePath(word.value.bytes, m_command.workingFolder);
    }

    [[nodiscard]] TracedText read(const ShellWord& word) const
    {
        if (!word.isKnown()) return unknown("the name of a file is not known");
        if (word.value.bytes == "/dev/null") return {};
        if (word.value.bytes == "/dev/stdin")
            return m_command.standardInput.value_or(
                TracedText(unknown("the standard input is not known")));
        const auto path = pathOf(word);
        if (!path) return unknown("the working folder is not known");
        return m_host.readFile(*path);
    }

    void write(const ShellWord& word, TracedText content, bool append = false)
    {
        const auto path = pathOf(word);
        if (!path)
            m_host.unknownPathChanged(m_command.range);
        else if (!path->starts_with("/dev/"))
            m_host.writeFile({.path = *path,
                              .content = std::move(content),
                              .append = append,
                              .certain = m_command.certain,
                              .origin = m_command.range});
    }

    CommandOutcome tee()
    {
        TracedText text = m_command.standardInput.value_or(
            TracedText(unknown("the standard input is not known")));
        bool append = false;
        for (const ShellWord& word : arguments()) {
            if (word.is("-a") || word.is("--append"))
                append = true;
            else if (!word.value.bytes.starts_with('-'))
                write(word, text, append);
        }
        return {.standardOutput = std::move(text)};
    }

    CommandOutcome sed()
    {
        shell::SedCall call = shell::parseSedCall(m_command.argv);
        if (!call.inPlace) {
            TracedText input;
            if (call.files.empty())
                input = m_command.standardInput.value_or(
                    TracedText(unknown("the standard input is not known")));
            for (const ShellWord& file : call.files)
                input.append(read(file));
            return {.standardOutput = shell::sedText(call, input)};
        }
        for (const ShellWord& file : call.files) {
            TracedText before = read(file);
            if (!call.backupSuffix.empty() && file.isKnown() && !call.backupSuffix.contains('*')) {
                ShellWord backup = file;
                backup.value.append(call.backupSuffix);
                write(backup, before);
            }
            TracedText after = shell::sedText(call, before);
            if (before.isKnown() && after.isKnown() && before.bytes == after.bytes)
                if (const auto path = pathOf(file))
                    m_host.editWithoutEffect(*path, call.script.bytes, m_command.range);
            write(file, after);
        }
        return {};
    }

    CommandOutcome copy(bool move)
    {
        bool recursive = false;
        std::optional<ShellWord> folder;
        std::vector<ShellWord> operands =
            this->operands("tmogSZ", [&](std::string_view option, const ShellWord* value) {
                if (option == "-t" || option == "--target-directory") {
                    if (value != nullptr) folder = *value;
                }
                recursive = recursive || option == "-r" || option == "-R" || option == "-a"
                    || option == "--recursive" || option == "--archive"
                    || (option.size() > 1 && option[1] != '-'
                        && option.find_first_of("rRa") != std::string_view::npos);
            });
        bool intoFolder = folder.has_value();
        if (!folder) {
            if (operands.size() < 2) return {};
            folder = operands.back();
            operands.pop_back();
            intoFolder = operands.size() > 1 || folder->value.bytes.ends_with('/');
        }
        const auto target = pathOf(*folder);
        if (!target) {
            m_host.unknownPathChanged(m_command.range);
            return {};
        }
        intoFolder = intoFolder || m_host.kindOf(*target) == ShellHost::FileKind::Folder;
        for (const ShellWord& operand : operands) {
            const auto from = pathOf(operand);
            if (!from) {
                m_host.unknownPathChanged(m_command.range);
                continue;
            }
            std::string to = *target;
            const bool contents = operand.value.bytes.ends_with("/.");
            if (intoFolder && !contents)
                to += (to == "/" ? "" : "/") + from->substr(from->rfind('/') + 1);
            m_host.copyPath(*from, to, recursive || move, move, m_command.range);
        }
        return {};
    }

    CommandOutcome remove()
    {
        bool recursive = false;
        const auto words = operands("", [&](std::string_view option, const ShellWord*) {
            recursive = recursive || option == "--recursive"
                || (option.size() > 1 && option[1] != '-'
                    && option.find_first_of("rR") != std::string_view::npos);
        });
        for (const ShellWord& word : words) {
            if (const auto path = pathOf(word))
                m_host.removePath(*path, recursive, m_command.range);
            else
                m_host.unknownPathChanged(m_command.range);
        }
        return {};
    }

    CommandOutcome link()
    {
        bool symbolic = false;
        bool plainTarget = false;
        const auto words = operands("tS", [&](std::string_view option, const ShellWord*) {
            symbolic = symbolic || option == "--symbolic"
                || (option.size() > 1 && option[1] != '-' && option.contains('s'));
            plainTarget = plainTarget || option == "--no-dereference"
                || option == "--no-target-directory"
                || (option.size() > 1 && option[1] != '-'
                    && option.find_first_of("nT") != std::string_view::npos);
        });
        if (words.empty()) return {};
        const std::string& target = words.front().value.bytes;
        auto path = words.size() > 1
            ? pathOf(words[1])
            : absolutePath(target.substr(target.rfind('/') + 1), m_command.workingFolder);
        if (!path || !words.front().isKnown()) {
            m_host.unknownPathChanged(m_command.range);
            return {};
        }
        const bool inside = words.size() > 1 && !plainTarget
            && (words[1].value.bytes.ends_with('/')
                || m_host.kindOf(*path) == ShellHost::FileKind::Folder);
        if (inside) *path += "/" + target.substr(target.rfind('/') + 1);
        if (symbolic)
            m_host.makeLink(target, *path, m_command.range);
        else if (const auto from = pathOf(words.front()))
            m_host.copyPath(*from, *path, false, false, m_command.range);
        return {};
    }

    CommandOutcome touch()
    {
        for (const ShellWord& word : operands("drt", [](std::string_view, const ShellWord*) { })) {
            const auto path = pathOf(word);
            if (!path)
                m_host.unknownPathChanged(m_command.range);
            else if (m_host.kindOf(*path) == ShellHost::FileKind::Missing)
                write(word, {});
            else if (m_host.kindOf(*path) == ShellHost::FileKind::Unknown)
                write(word, {}, true);
        }
        return {};
    }

    CommandOutcome makeFolders()
    {
        for (const ShellWord& word : operands("m", [](std::string_view, const ShellWord*) { })) {
            if (const auto path = pathOf(word))
                m_host.makeFolder(*path, m_command.range);
            else
                m_host.unknownPathChanged(m_command.range);
        }
        return {};
    }

    CommandOutcome install()
    {
        const bool folders = std::ranges::any_of(arguments(), [](const ShellWord& word) {
            const std::string& text = word.value.bytes;
            return text == "--directory"
                || (text.size() > 1 && text[0] == '-' && text[1] != '-' && text.contains('d'));
        });
        if (!folders) return copy(false);
        for (const ShellWord& word : operands("mogS", [](std::string_view, const ShellWord*) { }))
            if (const auto path = pathOf(word)) m_host.makeFolder(*path, m_command.range);
        return {};
    }

private:
    [[nodiscard]] std::span<const ShellWord> arguments() const
    {
        return std::span(m_command.argv).subspan(1);
    }

    template <class Option>
    [[nodiscard]] std::vector<ShellWord> operands(std::string_view letters, Option&& onOption) const
    {
        std::vector<ShellWord> result;
        const auto words = arguments();
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string& word = words[i].value.bytes;
            if (word.size() < 2 || word[0] != '-' || !words[i].value.isKnown()) {
                result.push_back(words[i]);
                continue;
            }
            if (word == "--") {
                result.insert(result.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                              words.end());
                break;
            }
            const bool isLong = word[1] == '-';
            const bool takes = !isLong && letters.contains(word.back());
            onOption(isLong ? std::string_view(word).substr(0, word.find('='))
                            : std::string_view(word),
                     takes && i + 1 < words.size() ? &words[i + 1] : nullptr);
            if (takes) ++i;
        }
        return result;
    }

    const ShellCommand& m_command;
    ShellHost& m_host;
};

/// Commands that print nothing and change no file that we follow.
bool isSilent(std::string_view name)
{
    static constexpr std::array<std::string_view, 12> names {
        "chmod",   "chown",   "chgrp",    "sleep",   "sync", "ldconfig",
        "mktemp-", "useradd", "groupadd", "usermod", "true", ":"};
    return std::ranges::contains(names, name);
}

} // namespace

std::optional<CommandOutcome> runUtility(const ShellCommand& command, ShellState& state,
                                         ShellHost& host)
{
    if (command.argv.empty() || !command.argv.front().isKnown()) return std::nullopt;
    std::string_view name = command.argv.front().value.bytes;
    if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) {
        const std::string_view folder = name.substr(0, slash);
        if (folder != "/bin" && folder != "/usr/bin") return std::nullopt;
        name.remove_prefix(slash + 1);
    }
    FileUtility utility(command, host);
    const std::span<const ShellWord> words = std::span(command.argv).subspan(1);
    if (name == "tee") return utility.tee();
    if (name == "sed" || name == "gsed") return utility.sed();
    if (name == "cp") return utility.copy(false);
    if (name == "mv") return utility.copy(true);
    if (name == "rm" || name == "rmdir" || name == "unlink") return utility.remove();
    if (name == "ln") return utility.link();
    if (name == "touch") return utility.touch();
    if (name == "mkdir") return utility.makeFolders();
    if (name == "install") return utility.install();
    if (name == "echo") return CommandOutcome {.standardOutput = shell::echoText(words, true).text};
    if (name == "printf") return CommandOutcome {.standardOutput = shell::printfText(words).text};
    if (name == "false") return CommandOutcome {.status = 1};
    if (isSilent(name)) return CommandOutcome {};
    if (name == "test" || name == "[") {
        const bool bracket = name == "[";
        if (bracket && (words.empty() || !words.back().is("]")))
            return CommandOutcome {.status = 2};
        return CommandOutcome {
            .status = shell::evaluateTest(words.first(words.size() - (bracket ? 1 : 0)),
                                          {.host = host, .state = state})};
    }
    if (name == "pwd") {
        TracedText text = command.workingFolder
            ? TracedText(*command.workingFolder + "\n")
            : TracedText(unknown(command.workingFolder.reason()));
        return CommandOutcome {.standardOutput = std::move(text)};
    }
    if (name == "which" && words.size() == 1 && words.front().isKnown()) {
        const Known<std::string> path = host.commandPath(words.front().value.bytes, state);
        if (!path)
            return CommandOutcome {.standardOutput = unknown(path.reason()),
                                   .status = unknown(path.reason())};
        if (path->empty()) return CommandOutcome {.status = 1};
        return CommandOutcome {.standardOutput = TracedText(*path + "\n")};
    }
    auto filtered = shell::filterText(name, command.argv, command.standardInput,
                                      [&](const ShellWord& word) { return utility.read(word); });
    if (!filtered) return std::nullopt;
    return CommandOutcome {.standardOutput = std::move(filtered->text), .status = filtered->status};
}

} // namespace pinwheel
