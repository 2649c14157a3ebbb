#pragma once

#include "core/shell/shell_word.h"

#include <optional>
#include <string>
#include <vector>

namespace pinwheel {

/// `NAME=value` before a command, or as an argument of env, sudo or export.
struct ShellAssignment {
    std::string name;
    TracedText value;
    ShellRange range;
    bool append = false; ///< `NAME+=value` (bash)

    friend bool operator==(const ShellAssignment&, const ShellAssignment&) = default;
};

struct ShellRedirection {
    enum class Kind {
        Read,
        Write,
        Append,
        ReadWrite,
        DuplicateInput,
        DuplicateOutput,
        HereDocument,
        HereString,
        WriteBoth,
        AppendBoth
    };
    Kind kind = Kind::Read;
    int descriptor = 0; ///< 0 to 9
    ShellWord target; ///< file name, descriptor or text
    ShellRange range;

    friend bool operator==(const ShellRedirection&, const ShellRedirection&) = default;
};

/// One external command as the shell would start it.
struct ShellCommand {
    std::vector<ShellWord> argv; ///< never empty; argv[0] may be unknown
    std::vector<ShellAssignment>
        assignments; ///< for this command alone: the prefix, and what env or sudo add
    ShellRange range; ///< the simple command without its redirections' bodies
    std::vector<ShellRedirection> redirections;
    std::optional<TracedText>
        standardInput; ///< heredoc, here-string, pipe or file; none where it is inherited
    Known<std::string> workingFolder = std::string("/");
    int order = 0; ///< counts from 0
    bool certain = true; ///< false where a branch or a loop that could not be decided surrounds it
    std::vector<std::string>
        unsetVariables; ///< names in its words that are not set and stand for nothing
    bool clearedEnvironment = false; ///< `env -i`: only `assignments` are its environment
    std::vector<std::string> removedVariables; ///< `env -u NAME`
    /// Wrappers that were taken off, outermost first: {"sudo -E", "env"}; for display.
    std::vector<std::string> wrappers;

    [[nodiscard]] bool isKnown() const
    {
        for (const ShellWord& word : argv)
            if (!word.isKnown()) return false;
        return true;
    }

    friend bool operator==(const ShellCommand&, const ShellCommand&) = default;
};

} // namespace pinwheel
