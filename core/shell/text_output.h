#pragma once

#include "core/shell/shell_command.h"

#include <span>

namespace pinwheel::shell {

struct PrintedText {
    TracedText text;
    int status = 0;
    bool isFollowed = true; ///< false: a directive that we do not compute
};

/// What echo prints. dash takes escapes always and `-n`; bash takes `-n`, `-e` and `-E`.
/// @param words  the arguments without the command's name
[[nodiscard]] PrintedText echoText(std::span<const ShellWord> words, bool isBash);

/// What printf prints (POSIX.1-2017, printf; `%b` and, of bash, `%q`).
[[nodiscard]] PrintedText printfText(std::span<const ShellWord> words);

} // namespace pinwheel::shell
