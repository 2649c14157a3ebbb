#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The pattern of `${A#p}` and `${A/p/x}`: `*` is any text and `?` any character of one line, `\*`,
/// `\?` and `\\` stand for themselves; no brackets. It finds what a regular expression would find
/// that prefers earlier alternatives (leftmost first), because that is how BuildKit searches.
class ShellPattern
{
public:
    /// @param isGreedy  whether `*` prefers long texts
    /// @return or why the pattern is invalid: "invalid escape '\x'"
    [[nodiscard]] static std::expected<ShellPattern, std::string> parse(std::string_view pattern,
                                                                        bool isGreedy);

    struct Match {
        std::size_t begin = 0; ///< bytes of the text, [begin, end)
        std::size_t end = 0;
    };
    /// The first match at or behind `from`; with `anchored` only a match at the begin of the text.
    /// @param steps  work that is left; the search gives up (none) when it falls to zero
    [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from, bool anchored,
                                            std::size_t& steps) const;

private:
    struct Token {
        enum class Kind { Text, Any, Star } kind = Kind::Text;
        char32_t value = 0;
    };
    struct Thread {
        std::size_t token = 0; ///< the number of tokens means: matched
        std::size_t begin = 0;
    };
    struct Threads {
        std::vector<Thread> list; ///< in order of preference
        std::vector<std::size_t> seen; ///< per token: the round in which it was added
    };
    void add(Threads& threads, std::size_t round, Thread thread) const;
    [[nodiscard]] bool consumes(const Token& token, char32_t value) const;

    std::vector<Token> m_tokens;
    bool m_isGreedy = false;
};

/// The pattern read from its end, escapes kept together: `a\*c` becomes `c\*a`.
[[nodiscard]] std::string reversedPattern(std::string_view pattern);
/// The characters in reverse order.
[[nodiscard]] std::string reversedText(std::string_view text);

} // namespace pinwheel
