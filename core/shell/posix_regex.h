#pragma once

#include <cstddef>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel::shell {

/// A basic or extended regular expression as grep and sed take it (POSIX.1-2017, Base Definitions
/// 9, with GNU's \+ \?
/// \| \w \s \b). Without back-references, so that matching takes polynomial time.
class PosixRegex
{
public:
    /// Nothing when the expression is bad or beyond us.
    [[nodiscard]] static std::optional<PosixRegex> compile(std::string_view expression,
                                                           bool extended, bool ignoresCase);

    struct Match {
        struct Group {
            std::size_t begin = 0;
            std::size_t end = 0;
            bool matched = false;
        };
        std::vector<Group> groups; ///< the whole match first
    };
    /// The first match in `text` from `at` on. Lines longer than 4 KiB match nothing.
    [[nodiscard]] std::optional<Match> search(std::string_view text, std::size_t at = 0) const;

private:
    std::regex m_regex;
};

/// The expression with every byte that is special to a basic expression escaped.
[[nodiscard]] std::string escapedForRegex(std::string_view text);

} // namespace pinwheel::shell
