// Matching of shell patterns by simulating all alternatives side by side (K. Thompson, "Regular
// expression search algorithm", 1968), ordered by preference, so that the time is the product of
// both lengths at most. https://swtch.com/~rsc/regexp/regexp2.html Not implemented, because
// BuildKit has none: bracket expressions.
#include "core/dockerfile/shell_pattern.h"

#include "core/dockerfile/unicode.h"

#include <algorithm>

namespace pinwheel {

namespace {

constexpr std::size_t never = static_cast<std::size_t>(-1);

std::u32string codePoints(std::string_view text)
{
    std::u32string values;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint next = unicode::decode(text, at);
        values += next.value;
        at += next.length;
    }
    return values;
}

std::string utf8(std::u32string_view values)
{
    std::string text;
    for (const char32_t value : values)
        unicode::append(text, value);
    return text;
}

} // namespace

std::expected<ShellPattern, std::string> ShellPattern::parse(std::string_view pattern,
                                                             bool isGreedy)
{
    ShellPattern result;
    result.m_isGreedy = isGreedy;
    const std::u32string values = codePoints(pattern);
    for (std::size_t i = 0; i < values.size(); ++i) {
        Token token {.value = values[i]};
        if (values[i] == U'*') {
            token.kind = Token::Kind::Star;
        } else if (values[i] == U'?') {
            token.kind = Token::Kind::Any;
        } else if (values[i] == U'\\') {
            const char32_t escaped = i + 1 < values.size() ? values[i + 1] : 0;
            // "\}" and "\/" reach us from inside ${…}; the next turn takes the character itself.
            if (escaped == U'}' || escaped == U'/') continue;
            if (escaped != U'*' && escaped != U'?' && escaped != U'\\')
                return std::unexpected("invalid escape '\\"
                                       + (escaped == 0 ? std::string {} : utf8({&escaped, 1}))
                                       + "'");
            token.value = escaped;
            ++i;
        }
        result.m_tokens.push_back(token);
    }
    return result;
}

bool ShellPattern::consumes(const Token& token, char32_t value) const
{
    return token.kind == Token::Kind::Text ? token.value == value : value != U'\n';
}

void ShellPattern::add(Threads& threads, std::size_t round, Thread thread) const
{
    // A star is entered and may be left at once; which comes first is the preference.
    std::size_t first = thread.token;
    std::size_t last = first;
    while (last < m_tokens.size() && m_tokens[last].kind == Token::Kind::Star
           && threads.seen[last] != round)
        ++last;
    const auto push = [&](std::size_t token) {
        if (threads.seen[token] == round) return;
        threads.seen[token] = round;
        threads.list.push_back({.token = token, .begin = thread.begin});
    };
    if (m_isGreedy) {
        for (; first <= last; ++first)
            push(first);
    } else {
        for (std::size_t token = last + 1; token-- > first;)
            push(token);
    }
}

std::optional<ShellPattern::Match> ShellPattern::find(std::string_view text, std::size_t from,
                                                      bool anchored, std::size_t& steps) const
{
    Threads now {.list = {}, .seen = std::vector<std::size_t>(m_tokens.size() + 1, never)};
    Threads next = now;
    std::optional<Match> match;
    for (std::size_t at = from;;) {
        if (!match && (!anchored || at == 0)) add(now, at, {.token = 0, .begin = at});
        const unicode::CodePoint point = unicode::decode(text, at);
        next.list.clear();
        for (const Thread& thread : now.list) {
            if (steps == 0) return std::nullopt;
            --steps;
            if (thread.token == m_tokens.size()) {
                match = Match {.begin = thread.begin, .end = at};
                break; // what follows is less preferred
            }
            const Token& token = m_tokens[thread.token];
            if (point.length == 0 || !consumes(token, point.value)) continue;
            const bool stays = token.kind == Token::Kind::Star;
            add(next, at + point.length,
                {.token = thread.token + (stays ? 0 : 1), .begin = thread.begin});
        }
        std::swap(now, next);
        at += point.length;
        if (point.length == 0) return match;
        if (now.list.empty() && (match || anchored)) return match;
    }
}

std::string reversedPattern(std::string_view pattern)
{
    const std::u32string values = codePoints(pattern);
    std::u32string reversed(values.size(), U' ');
    const std::size_t last = values.size();
    for (std::size_t i = 0; i < values.size();) {
        const std::size_t to = last - 1 - i;
        if (values[i] == U'\\' && i + 1 < values.size()) {
            reversed[to - 1] = values[i];
            reversed[to] = values[i + 1];
            i += 2;
        } else {
            reversed[to] = values[i];
            ++i;
        }
    }
    return utf8(reversed);
}

std::string reversedText(std::string_view text)
{
    std::u32string values = codePoints(text);
    std::ranges::reverse(values);
    return utf8(values);
}

} // namespace pinwheel
