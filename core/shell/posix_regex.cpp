#include "core/shell/posix_regex.h"

namespace pinwheel::shell {

namespace {

constexpr std::size_t expressionBytes = 512;
constexpr std::size_t lineBytes = 4096;

/// Copies a bracket expression that begins at `i`; backslashes are plain bytes there.
void copyBracket(std::string_view from, std::size_t& i, std::string& out)
{
    out += from[i++];
    if (i < from.size() && from[i] == '^') out += from[i++];
    bool first = true;
    while (i < from.size() && (from[i] != ']' || first)) {
        first = false;
        if (from.substr(i).starts_with("[:")) {
            const std::size_t close = from.find(":]", i);
            if (close != std::string_view::npos) {
                out += from.substr(i, close + 2 - i);
                i = close + 2;
                continue;
            }
        }
        if (from[i] == '\\' || from[i] == '[' || from[i] == ']') out += '\\';
        out += from[i++];
    }
    if (i < from.size()) out += from[i++];
}

/// The same expression in ECMAScript's notation, which std::regex matches; nothing for
/// back-references.
std::optional<std::string> asEcmaScript(std::string_view from, bool extended)
{
    std::string out;
    bool start = true; // where `*` is a plain byte and `^` an anchor
    for (std::size_t i = 0; i < from.size();) {
        const char c = from[i];
        const bool wasStart = start;
        start = false;
        if (c == '[') {
            copyBracket(from, i, out);
            continue;
        }
        if (c == '\\') {
            if (i + 1 >= from.size()) return std::nullopt;
            const char next = from[i + 1];
            i += 2;
            if (next >= '1' && next <= '9') return std::nullopt;
            if (next == '<' || next == '>')
                out += "\\b";
            else if (std::string_view("wWsSbB").contains(next))
                (out += '\\') += next;
            else if (next == 'n')
                out += "\\n";
            else if (next == 't')
                out += "\\t";
            else if (!extended && std::string_view("(){}+?|").contains(next)) {
                out += next;
                start = next == '(' || next == '|';
            } else if (std::string_view("^$\\.*+?()[]{}|/").contains(next))
                (out += '\\') += next;
            else
                out += next;
            continue;
        }
        ++i;
        if (!extended && std::string_view("(){}+?|").contains(c)) {
            out += '\\';
        } else if (c == '*' && wasStart) {
            out += '\\';
        } else if (!extended && c == '^' && !wasStart) {
            out += '\\';
        } else if (!extended && c == '$' && i < from.size() && !from.substr(i).starts_with("\\)")
                   && !from.substr(i).starts_with("\\|")) {
            out += '\\';
        }
        start = c == '^' || (extended && (c == '(' || c == '|'));
        out += c;
    }
    return out;
}

} // namespace

std::optional<PosixRegex> PosixRegex::compile(std::string_view expression, bool extended,
                                              bool ignoresCase)
{
    if (expression.size() > expressionBytes) return std::nullopt;
    const auto text = asEcmaScript(expression, extended);
    if (!text) return std::nullopt;
    // The polynomial matcher of libstdc++: no expression hangs it.
    auto flags = std::regex::ECMAScript | std::regex_constants::__polynomial;
    if (ignoresCase) flags |= std::regex::icase;
    try {
        PosixRegex result;
        result.m_regex.assign(*text, flags);
        return result;
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
}

std::optional<PosixRegex::Match> PosixRegex::search(std::string_view text, std::size_t at) const
{
    if (text.size() > lineBytes || at > text.size()) return std::nullopt;
    std::cmatch found;
    const auto flags =
        at > 0 ? std::regex_constants::match_prev_avail : std::regex_constants::match_default;
    try {
        if (!std::regex_search(text.data() + at, text.data() + text.size(), found, m_regex, flags))
            return std::nullopt;
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
    Match match;
    for (const auto& group : found) {
        match.groups.push_back(
            {.begin = group.matched ? static_cast<std::size_t>(group.first - text.data()) : 0,
             .end = group.matched ? static_cast<std::size_t>(group.second - text.data()) : 0,
             .matched = group.matched});
    }
    return match;
}

std::string escapedForRegex(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\.*[]^$").contains(c)) out += '\\';
        out += c;
    }
    return out;
}

} // namespace pinwheel::shell
