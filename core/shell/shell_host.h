#pragma once

#include "core/shell/shell_command.h"
#include "core/shell/shell_state.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// What came of an external command.
struct CommandOutcome {
    TracedText standardOutput;
    Known<int> status = 0;
    /// False: the host has nothing to say; the evaluation then tries the utilities of
    /// file_commands.h, and else takes an unknown output and status 0.
    bool handled = true;
};

/// A file that a redirection or a utility writes.
struct FileWrite {
    std::string path; ///< absolute, without "." and ".."
    TracedText content; ///< what is written, or appended
    bool append = false;
    bool certain = true; ///< false inside a branch that could not be decided
    ShellRange origin; ///< the command that writes
};

/// The world of a script: what its commands do and which files there are. The evaluation itself
/// runs nothing. Paths are absolute and without "." and "..".
class ShellHost
{
public:
    virtual ~ShellHost() = default;

    /// Called for each external command, in the order of execution, with wrappers such as sudo
    /// taken off where the options ask for that. May change the state (a real command can not, but
    /// activating a venv may be modelled so).
    virtual CommandOutcome runCommand(const ShellCommand& command, ShellState& state) = 0;

    enum class FileKind { Missing, File, Folder, Unknown };
    [[nodiscard]] virtual FileKind kindOf(std::string_view path) const;
    /// The content; a text with a gap when it is not known. Asked only for what is not known to be
    /// missing.
    [[nodiscard]] virtual TracedText readFile(std::string_view path) const;
    /// Names in a folder, sorted bytewise; unknown when the folder's content is not.
    [[nodiscard]] virtual Known<std::vector<std::string>> listFolder(std::string_view path) const;

    virtual void writeFile(const FileWrite& write);
    /// An edit in place by a script whose text and whose file are known, which changes nothing.
    virtual void editWithoutEffect(std::string_view path, std::string_view script,
                                   ShellRange origin);
    virtual void makeFolder(std::string_view path, ShellRange origin);
    virtual void removePath(std::string_view path, bool recursive, ShellRange origin);
    /// `ln -s target path`; `target` as written.
    virtual void makeLink(std::string_view target, std::string_view path, ShellRange origin);
    /// `cp -r` and `mv`. The default copies one known file by readFile and writeFile.
    virtual void copyPath(std::string_view from, std::string_view to, bool recursive, bool move,
                          ShellRange origin);
    /// A write or removal whose path is not known: any file may have changed.
    virtual void unknownPathChanged(ShellRange origin);

    /// The file that `command -v`, `which` and `type` find for a name; empty when there is none.
    [[nodiscard]] virtual Known<std::string> commandPath(std::string_view name,
                                                         const ShellState& state) const;

    /// Bracket what may or may not run. What was written inside is unknown after leaving.
    virtual void enterUncertain() { }
    virtual void leaveUncertain() { }
};

} // namespace pinwheel
