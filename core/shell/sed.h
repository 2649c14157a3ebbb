#pragma once

#include "core/shell/shell_command.h"

#include <span>

namespace pinwheel::shell {

/// How sed was called: its options and script, taken apart.
struct SedCall {
    bool inPlace = false;
    std::string backupSuffix;
    bool quiet = false; ///< -n
    bool extended = false; ///< -E, -r
    TracedText script; ///< all -e together, a newline between
    std::vector<ShellWord> files;
    bool isFollowed = true;
};

[[nodiscard]] SedCall parseSedCall(std::span<const ShellWord> argv);

/// The text after a sed script: s, d, p, q, a, i, c, y, = with line, $ and /…/ addresses, ranges
/// and `!`. Unknown when the script or the text is not known or the script does more. Source:
/// POSIX.1-2017, sed; GNU's I flag, one-line a/i/c and 0,/…/.
[[nodiscard]] TracedText sedText(const SedCall& call, const TracedText& input);

} // namespace pinwheel::shell
