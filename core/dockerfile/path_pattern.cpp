// Patterns over paths, matched by following all possibilities side by side: the time is the product
// of both lengths. Source: Go's filepath.Match, and moby/patternmatcher, which translates to
// regular expressions; its shortcuts for a
// `**` that stands alone at the begin or at the end are kept, because they match more than the
// expression would.
#include "core/dockerfile/path_pattern.h"

#include "core/dockerfile/unicode.h"

#include <algorithm>

namespace pinwheel {

class PathPatternParser
{
public:
    PathPatternParser(std::string_view pattern, PathPattern::Dialect dialect)
        : m_pattern(pattern)
        , m_dialect(dialect)
    {
    }

    [[nodiscard]] std::optional<PathPattern> parse()
    {
        while (!atEnd()) {
            const char32_t next = peek();
            if (next == U'[') {
                if (!readClass()) return std::nullopt;
                continue;
            }
            take();
            if (next == U'*') {
                readStar();
            } else if (next == U'?') {
                add({.kind = Kind::Any});
            } else if (next == U'\\') {
                if (atEnd()) return std::nullopt;
                m_isPlain = false;
                add({.value = take()});
            } else {
                m_text += m_pattern.substr(m_last, m_at - m_last);
                m_result.m_tokens.push_back({.value = next});
            }
        }
        m_result.m_text = std::move(m_text);
        return std::move(m_result);
    }

private:
    using Token = PathPattern::Token;
    using Kind = PathPattern::Token::Kind;

    [[nodiscard]] bool atEnd() const { return m_at >= m_pattern.size(); }
    [[nodiscard]] char32_t peek() const { return unicode::decode(m_pattern, m_at).value; }
    char32_t take()
    {
        const unicode::CodePoint next = unicode::decode(m_pattern, m_at);
        m_last = m_at;
        m_at += next.length;
        return next.value;
    }
    void add(Token token)
    {
        if (token.kind != Kind::Text) m_isPlain = false;
        if (!m_isPlain) m_result.m_isPrefix = m_result.m_isSuffix = false;
        m_result.m_tokens.push_back(std::move(token));
    }

    void readStar()
    {
        const bool isFirst = m_last == 0;
        if (m_dialect == PathPattern::Dialect::FileName || atEnd() || peek() != U'*') {
            add({.kind = Kind::Run});
            return;
        }
        take();
        const bool hadPlainText = m_isPlain && !m_result.m_isSuffix;
        if (!atEnd() && peek() == U'/') {
            take();
            // A suffix keeps its slash: "**/foo" ends in "/foo".
            if (isFirst) m_text += '/';
        }
        add({.kind = atEnd() ? Kind::Anything : Kind::Folders});
        m_result.m_isSuffix = isFirst;
        m_result.m_isPrefix = !isFirst && atEnd() && hadPlainText;
        m_isPlain = isFirst;
    }

    bool readClass()
    {
        take();
        Token token {.kind = Kind::Class};
        if (!atEnd() && peek() == U'^') {
            take();
            token.isNegated = true;
        }
        while (true) {
            if (atEnd()) return false;
            if (peek() == U']' && !token.ranges.empty()) break;
            const std::optional<char32_t> first = readClassCharacter();
            if (!first) return false;
            std::optional<char32_t> last = first;
            if (!atEnd() && peek() == U'-') {
                take();
                last = readClassCharacter();
                if (!last) return false;
            }
            token.ranges.push_back({.first = *first, .last = *last});
        }
        take();
        add(std::move(token));
        return true;
    }

    std::optional<char32_t> readClassCharacter()
    {
        if (atEnd() || peek() == U'-' || peek() == U']') return std::nullopt;
        if (take() != U'\\') return unicode::decode(m_pattern, m_last).value;
        if (atEnd()) return std::nullopt;
        return take();
    }

    std::string_view m_pattern;
    PathPattern::Dialect m_dialect;
    PathPattern m_result;
    std::size_t m_at = 0;
    std::size_t m_last = 0;
    std::string m_text;
    bool m_isPlain = true; ///< nothing but text, or `**` at the begin, so far
};

std::optional<PathPattern> PathPattern::parse(std::string_view pattern, Dialect dialect)
{
    return PathPatternParser(pattern, dialect).parse();
}

bool PathPattern::consumes(const Token& token, char32_t value) const
{
    switch (token.kind) {
    case Token::Kind::Text:
        return value == token.value;
    case Token::Kind::Any:
    case Token::Kind::Run:
        return value != U'/';
    case Token::Kind::Class: {
        const bool isIn = std::ranges::any_of(token.ranges, [value](const Range& range) {
            return range.first <= value && value <= range.last;
        });
        return isIn != token.isNegated && value != U'/';
    }
    case Token::Kind::Anything:
    case Token::Kind::Folders:
        return true;
    }
    return false;
}

bool PathPattern::matches(std::string_view path) const
{
    if (m_isPrefix) return path.starts_with(m_text);
    if (m_isSuffix)
        return path.ends_with(m_text) || (m_text.starts_with('/') && path == m_text.substr(1));

    // at[i]: the tokens before i match what was read. Runs may match nothing.
    const std::size_t count = m_tokens.size();
    std::vector<char> at(count + 1, 0);
    const auto isRun = [this](std::size_t i) {
        const Token::Kind kind = m_tokens[i].kind;
        return kind == Token::Kind::Run || kind == Token::Kind::Anything;
    };
    const auto passEmpty = [&](std::vector<char>& states) {
        for (std::size_t i = 0; i < count; ++i) {
            const bool isFolders = m_tokens[i].kind == Token::Kind::Folders;
            if (states[i] == 1 && (isRun(i) || isFolders)) states[i + 1] = 1;
        }
    };
    at[0] = 1;
    passEmpty(at);
    for (std::size_t offset = 0; offset < path.size();) {
        const unicode::CodePoint point = unicode::decode(path, offset);
        offset += point.length;
        std::vector<char> next(count + 1, 0);
        for (std::size_t i = 0; i < count; ++i) {
            if (at[i] == 0) continue;
            const Token& token = m_tokens[i];
            if (token.kind == Token::Kind::Folders) {
                // 2: inside the folders, which end at a slash alone.
                if (next[i] == 0) next[i] = 2;
                if (point.value == U'/') next[i + 1] = 1;
            } else if (isRun(i)) {
                if (consumes(token, point.value)) next[i] = 1;
            } else if (at[i] == 1 && consumes(token, point.value)) {
                next[i + 1] = 1;
            }
        }
        passEmpty(next);
        at = std::move(next);
    }
    return at[count] == 1;
}

std::string cleanPath(std::string_view path)
{
    const bool isAbsolute = path.starts_with('/');
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else if (!parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else if (!isAbsolute) {
            parts.push_back(part);
        }
    }
    std::string result = isAbsolute ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) result += '/';
        result += parts[i];
    }
    return result.empty() ? "." : result;
}

} // namespace pinwheel
