#pragma once

#include "core/shell/shell_host.h"

#include <optional>

namespace pinwheel {

/// What a common utility prints and does to files, computed without running it: echo, printf, cat,
/// tee, sed (simple scripts, -i), grep, head, tail, sort, uniq, tr, cut, wc, seq, basename,
/// dirname, cp, mv, rm, ln, touch, mkdir, rmdir, install, true, false, test. Nothing when the
/// command is not one of them. Where an option or a text is beyond us the output, or the file's
/// content, is unknown with a reason. Source: POSIX.1-2017, Shell & Utilities; the GNU options that
/// occur in Dockerfiles.
[[nodiscard]] std::optional<CommandOutcome> runUtility(const ShellCommand& command,
                                                       ShellState& state, ShellHost& host);

/// "a/../b" seen from `folder`, absolute and without "." and ".."; nothing when it is relative and
/// the folder unknown.
[[nodiscard]] std::optional<std::string> absolutePath(std::string_view path,
                                                      const Known<std::string>& folder);

} // namespace pinwheel
