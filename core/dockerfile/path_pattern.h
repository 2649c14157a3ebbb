#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A pattern over paths: literal characters, one character, runs, classes. Both Go's filepath.Match
/// and the patterns of .dockerignore are translated to it.
class PathPattern
{
public:
    enum class Dialect {
        FileName, ///< filepath.Match: `*` and `?` stop at "/", no `**`
        IgnoreFile, ///< moby/patternmatcher: `**` crosses "/"
    };
    /// @return none when the pattern is malformed
    [[nodiscard]] static std::optional<PathPattern> parse(std::string_view pattern,
                                                          Dialect dialect);
    /// Whether the whole path matches.
    [[nodiscard]] bool matches(std::string_view path) const;

private:
    struct Range {
        char32_t first = 0;
        char32_t last = 0;
    };
    struct Token {
        enum class Kind {
            Text,
            Any, ///< one character but "/"
            Class, ///< one of `ranges`, or none of them
            Run, ///< any characters but "/"
            Anything, ///< any characters
            Folders, ///< nothing, or any characters up to a "/"
        } kind = Kind::Text;
        char32_t value = 0;
        std::vector<Range> ranges;
        bool isNegated = false;
    };
    [[nodiscard]] bool consumes(const Token& token, char32_t value) const;

    std::vector<Token> m_tokens;
    bool m_isPrefix = false; ///< text, then `**` at the end
    bool m_isSuffix = false; ///< `**` at the begin, then text
    std::string m_text; ///< of a prefix or suffix

    friend class PathPatternParser;
};

/// "a//b/./c/.." becomes "a/b"; the empty path becomes "." (Go's path.Clean).
[[nodiscard]] std::string cleanPath(std::string_view path);

} // namespace pinwheel
