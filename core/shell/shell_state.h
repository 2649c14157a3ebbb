#pragma once

#include "core/shell/shell_command.h"
#include "core/shell/shell_variables.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

struct ShellFunction; ///< a parsed body; private to the evaluation

/// What a shell carries from one command to the next. The caller fills in the environment;
/// evaluateShell changes it.
struct ShellState {
    ShellVariables variables;
    std::vector<TracedText> positional; ///< $1 …
    TracedText scriptName = "sh"; ///< $0
    std::map<std::string, std::shared_ptr<const ShellFunction>, std::less<>> functions;
    Known<std::string> workingFolder = std::string("/");
    std::string previousFolder; ///< of `cd -`; empty where none is known
    Known<int> status = 0; ///< $?
    /// False where the environment holds variables that we have not seen (an unknown base image): a
    /// name that is not in `variables` is then unknown, not unset.
    bool environmentIsComplete = true;
    bool errorExit = false; ///< -e
    bool noUnset = false; ///< -u
    bool trace = false; ///< -x
    bool pipeFail = false; ///< -o pipefail
    bool noGlob = false; ///< -f
    bool allExport = false; ///< -a
    bool nullGlob = false; ///< shopt -s nullglob

    /// Sets an exported variable of the initial environment.
    void setEnvironment(std::string_view name, TracedText value);
    /// The variable when it is set; null when it is unset or not known.
    [[nodiscard]] const ShellVariable* find(std::string_view name) const;
    /// Its value, nothing when it is unset, unknown when it may be either.
    [[nodiscard]] TracedText valueOf(std::string_view name) const;
};

/// The value that a command sees for a variable of its environment: its own assignments, then what
/// is exported. Null when the variable is not set there.
[[nodiscard]] const TracedText* environmentVariable(const ShellCommand& command,
                                                    const ShellState& state, std::string_view name);

} // namespace pinwheel
