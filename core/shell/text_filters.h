#pragma once

#include "core/shell/shell_command.h"

#include <functional>
#include <optional>
#include <span>

namespace pinwheel::shell {

struct FilterResult {
    TracedText text;
    Known<int> status = 0;
};

/// Reads the file of an operand.
using OperandReader = std::function<TracedText(const ShellWord&)>;

/// What cat, tac, grep, head, tail, sort, uniq, tr, cut, wc, seq, basename, dirname print. Nothing
/// for other names; an unknown text where an option or the input is beyond us. Source:
/// POSIX.1-2017, Shell & Utilities, and GNU's long options of the same meaning.
[[nodiscard]] std::optional<FilterResult> filterText(std::string_view name,
                                                     std::span<const ShellWord> argv,
                                                     const std::optional<TracedText>& input,
                                                     const OperandReader& read);

} // namespace pinwheel::shell
