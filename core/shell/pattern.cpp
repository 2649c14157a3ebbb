#include "core/shell/pattern.h"

#include <cctype>
#include <vector>

namespace pinwheel::shell {

namespace {

/// Steps of one match. Reason: nested extended patterns are exponential.
constexpr int stepsPerMatch = 200'000;

std::size_t codePointBytes(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return want < text.size() ? want : text.size();
}

bool inClass(std::string_view name, char c)
{
    const auto u = static_cast<unsigned char>(c);
    if (name == "alpha") return std::isalpha(u) != 0;
    if (name == "digit") return std::isdigit(u) != 0;
    if (name == "alnum") return std::isalnum(u) != 0;
    if (name == "space") return std::isspace(u) != 0;
    if (name == "upper") return std::isupper(u) != 0;
    if (name == "lower") return std::islower(u) != 0;
    if (name == "punct") return std::ispunct(u) != 0;
    if (name == "blank") return c == ' ' || c == '\t';
    if (name == "xdigit") return std::isxdigit(u) != 0;
    if (name == "print") return std::isprint(u) != 0;
    if (name == "graph") return std::isgraph(u) != 0;
    if (name == "cntrl") return std::iscntrl(u) != 0;
    return false;
}

/// A bracket expression at pattern[0] == '['. Gives its length, 0 when it is not closed.
std::size_t matchBracket(std::string_view pattern, char c, bool& matches)
{
    std::size_t i = 1;
    const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
    if (negated) ++i;
    bool found = false;
    bool first = true;
    while (i < pattern.size() && (pattern[i] != ']' || first)) {
        first = false;
        if (pattern.substr(i).starts_with("[:")) {
            const std::size_t close = pattern.find(":]", i + 2);
            if (close != std::string_view::npos) {
                found = found || inClass(pattern.substr(i + 2, close - i - 2), c);
                i = close + 2;
                continue;
            }
        }
        if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
        const char low = pattern[i++];
        char high = low;
        if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
            ++i;
            if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
            high = pattern[i++];
        }
        found = found
            || (static_cast<unsigned char>(low) <= static_cast<unsigned char>(c)
                && static_cast<unsigned char>(c) <= static_cast<unsigned char>(high));
    }
    if (i >= pattern.size()) return 0;
    matches = found != negated;
    return i + 1;
}

class Matcher
{
public:
    explicit Matcher(bool extended)
        : m_extended(extended)
    {
    }

    bool match(std::string_view pattern, std::string_view text, int depth = 0)
    {
        if (depth > 60) return false;
        // The usual greedy walk with one point of return for the last star.
        std::size_t p = 0;
        std::size_t t = 0;
        std::size_t starPattern = std::string_view::npos;
        std::size_t starText = 0;
        while (t < text.size() || p < pattern.size()) {
            if (++m_steps > stepsPerMatch) return false;
            if (m_extended && p + 1 < pattern.size() && pattern[p + 1] == '('
                && std::string_view("?*+@!").contains(pattern[p])) {
                if (matchGroup(pattern.substr(p), text.substr(t), depth)) return true;
            } else if (p < pattern.size() && pattern[p] == '*') {
                starPattern = p++;
                starText = t;
                continue;
            } else if (p < pattern.size() && t < text.size()) {
                std::size_t used = 0;
                const std::size_t eaten = one(pattern.substr(p), text.substr(t), used);
                if (eaten > 0) {
                    p += eaten;
                    t += used;
                    continue;
                }
            }
            if (starPattern == std::string_view::npos || starText >= text.size()) return false;
            t = ++starText;
            p = starPattern + 1;
        }
        return true;
    }

private:
    /// Matches one element that is no star; gives the length of the element, 0 on failure.
    [[nodiscard]] std::size_t one(std::string_view pattern, std::string_view text,
                                  std::size_t& used) const
    {
        used = 1;
        if (pattern[0] == '?') {
            used = m_extended ? codePointBytes(text) : 1; // dash knows bytes alone.
            return 1;
        }
        if (pattern[0] == '[') {
            bool matches = false;
            const std::size_t length = matchBracket(pattern, text[0], matches);
            if (length > 0) return matches ? length : 0;
        }
        if (pattern[0] == '\\' && pattern.size() > 1) return pattern[1] == text[0] ? 2 : 0;
        return pattern[0] == text[0] ? 1 : 0;
    }

    bool matchGroup(std::string_view pattern, std::string_view text, int depth)
    {
        std::vector<std::string_view> choices;
        std::size_t begin = 2;
        int open = 1;
        std::size_t i = 2;
        for (; i < pattern.size() && open > 0; ++i) {
            if (pattern[i] == '\\')
                ++i;
            else if (pattern[i] == '(')
                ++open;
            else if (pattern[i] == ')')
                --open;
            if (i < pattern.size() && ((open == 1 && pattern[i] == '|') || open == 0)) {
                choices.push_back(pattern.substr(begin, i - begin));
                begin = i + 1;
            }
        }
        if (open > 0) return false;
        const std::string_view rest = pattern.substr(i);
        const char kind = pattern[0];
        if ((kind == '?' || kind == '*') && match(rest, text, depth + 1)) return true;
        for (std::size_t length = 0; length <= text.size(); ++length) {
            if (++m_steps > stepsPerMatch) return false;
            const std::string_view head = text.substr(0, length);
            bool any = false;
            for (const std::string_view choice : choices)
                any = any || match(choice, head, depth + 1);
            if (kind == '!') any = !any;
            if (!any) continue;
            if (match(rest, text.substr(length), depth + 1)) return true;
            const bool repeats = (kind == '*' || kind == '+') && length > 0;
            if (repeats
                && matchGroup("*" + std::string(pattern.substr(1)), text.substr(length), depth + 1))
                return true;
        }
        return false;
    }

    bool m_extended;
    int m_steps = 0;
};

} // namespace

bool matchesPattern(std::string_view pattern, std::string_view text, bool extended)
{
    return Matcher(extended).match(pattern, text);
}

bool hasPattern(std::string_view pattern)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern[i] == '*' || pattern[i] == '?' || pattern[i] == '[')
            return true;
    }
    return false;
}

std::string unescapePattern(std::string_view pattern)
{
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
        result += pattern[i];
    }
    return result;
}

} // namespace pinwheel::shell
