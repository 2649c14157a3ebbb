#pragma once

#include <string>
#include <string_view>

namespace pinwheel::shell {

/// Whether a text matches a shell pattern: `*`, `?`, `[…]` with ranges, classes and `!` or `^`; a
/// backslash takes the meaning from the next byte. `extended`: bash's ?(…) *(…) +(…) @(…) !(…) too.
/// Source: POSIX.1-2017, Shell Command Language 2.13. Bytes outside ASCII match `?` as one code
/// point.
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view text,
                                  bool extended = false);

/// True when an unescaped `*`, `?` or `[` stands in the pattern.
[[nodiscard]] bool hasPattern(std::string_view pattern);

/// The pattern with its backslashes taken off: the text that it matches where it holds nothing
/// special.
[[nodiscard]] std::string unescapePattern(std::string_view pattern);

} // namespace pinwheel::shell
