#pragma once

#include "core/shell/shell_host.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pinwheel::shell {

struct ConditionContext {
    const ShellHost& host;
    const ShellState& state;
    bool isBash = true;
    std::optional<bool> doubleEquals = true; ///< as in EvaluateOptions
};

/// `test` and `[` by the number of arguments (POSIX.1-2017, test), with dash's -a, -o and
/// parentheses.
/// @param words  the arguments without the command's name and without `]`
/// @return the exit status: 0, 1, or 2 for bad syntax
[[nodiscard]] Known<int> evaluateTest(std::span<const ShellWord> words,
                                      const ConditionContext& context);

struct ConditionWord {
    TracedText value;
    std::string pattern; ///< the word as a pattern
    bool quoted = false;
};

/// bash's `[[ … ]]`.
[[nodiscard]] Known<bool> evaluateConditional(std::span<const ConditionWord> words,
                                              const ConditionContext& context);

} // namespace pinwheel::shell
