#pragma once

#include "core/shell/evaluate.h"
#include "core/shell/file_commands.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A world of known files for tests. Commands are not handled, so that the evaluation's own
/// utilities work; every path that is not here is missing, unless `isComplete` is false.
class ShellWorld final : public ShellHost
{
public:
    std::map<std::string, TracedText, std::less<>> files;
    std::map<std::string, CommandOutcome, std::less<>> outcomes; ///< by the command's name
    bool isComplete = true;
    std::vector<std::string> events;

    CommandOutcome runCommand(const ShellCommand& command, ShellState& /*state*/) override
    {
        const auto found = outcomes.find(command.argv.front().bytes());
        if (found != outcomes.end()) return found->second;
        CommandOutcome outcome;
        outcome.handled = false;
        return outcome;
    }
    [[nodiscard]] FileKind kindOf(std::string_view path) const override
    {
        if (files.contains(path)) return FileKind::File;
        const std::string prefix = path == "/" ? "/" : std::string(path) + "/";
        for (const auto& [name, content] : files)
            if (name.starts_with(prefix)) return FileKind::Folder;
        return isComplete ? FileKind::Missing : FileKind::Unknown;
    }
    [[nodiscard]] TracedText readFile(std::string_view path) const override
    {
        const auto found = files.find(path);
        return found != files.end() ? found->second : ShellHost::readFile(path);
    }
    [[nodiscard]] Known<std::vector<std::string>> listFolder(std::string_view path) const override
    {
        if (!isComplete) return unknown("not all files are known");
        const std::string prefix = path == "/" ? "/" : std::string(path) + "/";
        std::vector<std::string> names;
        for (const auto& [name, content] : files) {
            if (!name.starts_with(prefix)) continue;
            std::string first = name.substr(prefix.size());
            first.resize(std::min(first.find('/'), first.size()));
            if (names.empty() || names.back() != first) names.push_back(std::move(first));
        }
        return names;
    }
    void writeFile(const FileWrite& write) override
    {
        if (!write.append)
            files[write.path] = write.content;
        else
            files[write.path].append(write.content);
    }
    void makeFolder(std::string_view path, ShellRange /*origin*/) override
    {
        events.push_back("folder " + std::string(path));
    }
    void removePath(std::string_view path, bool /*recursive*/, ShellRange /*origin*/) override
    {
        events.push_back("remove " + std::string(path));
        std::erase_if(files, [&](const auto& entry) {
            return entry.first == path || entry.first.starts_with(std::string(path) + "/");
        });
    }
    void makeLink(std::string_view target, std::string_view path, ShellRange /*origin*/) override
    {
        events.push_back("link " + std::string(path) + " -> " + std::string(target));
    }
    [[nodiscard]] Known<std::string> commandPath(std::string_view name,
                                                 const ShellState& /*state*/) const override
    {
        return name == "python3" ? std::string("/usr/bin/python3") : std::string();
    }
};

/// One command as a line: words with a blank or nothing inside are quoted, gaps are "…", "several"
/// words end in "*?".
[[nodiscard]] inline std::string lineOf(const ShellCommand& command)
{
    std::string line;
    if (!command.certain) line += "maybe: ";
    for (const ShellAssignment& item : command.assignments)
        line += item.name + "=" + item.value.display() + " ";
    for (std::size_t i = 0; i < command.argv.size(); ++i) {
        if (i > 0) line += ' ';
        const std::string text = command.argv[i].value.display();
        const bool quoted = text.empty() || text.find_first_of(" \n\t") != std::string::npos;
        line += quoted ? "'" + text + "'" : text;
        if (command.argv[i].mayBeSeveral) line += "*?";
    }
    return line;
}

} // namespace pinwheel
