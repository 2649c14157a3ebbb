#pragma once

#include "core/shell/shell_host.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

enum class ShellDialect { Dash, Bash };

/// A remark on the script: bad syntax, or a limit that was reached. What stands around it was
/// evaluated.
struct ShellProblem {
    enum class Kind { Syntax, Limit, Unsupported };
    Kind kind = Kind::Syntax;
    ShellRange range;
    std::string message;

    friend bool operator==(const ShellProblem&, const ShellProblem&) = default;
};

struct EvaluateOptions {
    ShellDialect dialect = ShellDialect::Dash;
    /// Whether `[ a == b ]` compares: not in dash's `test`, but in the one of busybox and of the
    /// bash that is `sh` in some images; nothing where it is not known which of them runs. Only for
    /// ShellDialect::Dash.
    std::optional<bool> doubleEquals = false;
    /// Takes off env, sudo, time, nice, nohup, timeout, xargs, `sh -c` … and evaluates what they
    /// run.
    bool unwrap = true;
    /// Computes what cat, sed, cp, tee … do where the host does not handle them.
    bool utilities = true;
};

struct EvaluationResult {
    /// True when every command, word and branch was known: a real shell whose commands all exit 0
    /// runs exactly `commands`, in this order.
    bool exact = true;
    std::string inexactReason; ///< the first thing that was not known
    std::vector<ShellCommand> commands; ///< external commands, in the order of execution
    std::vector<ShellProblem> problems;
    bool exited = false; ///< `exit` (or a failing builtin under -e) ended the script
};

/// Evaluates a script without running anything: the commands that a real shell would start if every
/// external command did what `host` says (by default: exits 0), in order, with their words as far
/// as they can be known.
///
/// Total: any bytes give a result. Bounded by limits::shellLoopTurns, shellCommands, shellDepth,
/// shellWordBytes. Source: POSIX.1-2017, Shell Command Language; dash(1); for Bash, the reference
/// manual's expansions and `[[ ]]`.
[[nodiscard]] EvaluationResult evaluateShell(std::string_view script, ShellState& state,
                                             ShellHost& host, EvaluateOptions options = {});

} // namespace pinwheel
