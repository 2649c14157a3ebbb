// Finds the end of quoted and nested parts without building a tree: what the lexer needs to cut
// words.

#include "core/base/limits.h"
#include "core/shell/lexer.h"

#include <algorithm>

namespace pinwheel::shell {

bool endsWithBackslash(std::string_view line)
{
    if (line.ends_with('\n')) line.remove_suffix(1);
    const std::size_t last = line.find_last_not_of('\\');
    return (line.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 1;
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNameByte(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

bool isName(std::string_view text)
{
    return !text.empty() && isNameStart(text.front()) && std::ranges::all_of(text, isNameByte);
}

std::uint32_t skipSingleQuotes(std::string_view text, std::uint32_t at, std::uint32_t end)
{
    ++at;
    while (at < end && text[at] != '\'')
        ++at;
    return std::min(at + 1, end);
}

std::uint32_t skipEscapedQuotes(std::string_view text, std::uint32_t at, std::uint32_t end)
{
    ++at;
    while (at < end && text[at] != '\'')
        at += text[at] == '\\' ? 2U : 1U;
    return std::min(at + 1, end);
}

std::uint32_t skipBackquotes(std::string_view text, std::uint32_t at, std::uint32_t end)
{
    ++at;
    while (at < end && text[at] != '`')
        at += text[at] == '\\' ? 2U : 1U;
    return std::min(at + 1, end);
}

std::uint32_t skipDoubleQuotes(std::string_view text, std::uint32_t at, std::uint32_t end,
                               int depth)
{
    ++at;
    while (at < end && text[at] != '"') {
        if (text[at] == '\\')
            at += 2;
        else if (text[at] == '`')
            at = skipBackquotes(text, at, end);
        else if (text[at] == '$')
            at = skipDollar(text, at, end, true, depth + 1);
        else
            ++at;
    }
    return std::min(at + 1, end);
}

bool isArithmetic(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint32_t& after)
{
    // $(( … )): parentheses balance and the last two close together. Else it is `$( (…) …)`.
    if (at + 2 >= end || text[at + 1] != '(' || text[at + 2] != '(') return false;
    int open = 2;
    for (std::uint32_t i = at + 3; i < end;) {
        const char c = text[i];
        if (c == '(') ++open;
        if (c == ')') {
            --open;
            if (open == 1) {
                if (i + 1 >= end || text[i + 1] != ')') return false;
                after = i + 2;
                return true;
            }
        }
        if (c == '\\')
            i += 2;
        else if (c == '\'')
            i = skipSingleQuotes(text, i, end);
        else if (c == '`')
            i = skipBackquotes(text, i, end);
        else
            ++i; // $(…) inside is balanced too; looking into it would take twice the time at every
                 // level.
    }
    return false;
}

std::uint32_t skipDollar(std::string_view text, std::uint32_t at, std::uint32_t end,
                         bool inDoubleQuotes, int depth)
{
    if (at + 1 >= end) return end;
    if (depth > limits::shellDepth) return end;
    const char next = text[at + 1];
    if (next == '(') {
        std::uint32_t after = 0;
        if (isArithmetic(text, at, end, after)) return after;
        return skipParentheses(text, at + 1, end, depth + 1);
    }
    if (next == '{') return skipBraces(text, at + 1, end, inDoubleQuotes, depth + 1);
    if (next == '\'' && !inDoubleQuotes) return at + 1;
    if (isNameStart(next)) {
        std::uint32_t i = at + 2;
        while (true) {
            std::uint32_t line = i; // A name may go on in the next line.
            while (line + 2 < end && text[line] == '\\' && text[line + 1] == '\n')
                line += 2;
            if (line >= end || !isNameByte(text[line])) return i;
            i = line + 1;
        }
    }
    if ((next >= '0' && next <= '9') || std::string_view("@*#?-$!").contains(next)) return at + 2;
    return at + 1;
}

std::uint32_t skipBraces(std::string_view text, std::uint32_t at, std::uint32_t end,
                         bool inDoubleQuotes, int depth)
{
    if (depth > limits::shellDepth) return end;
    ++at;
    // After a pattern operator (# or %) quotes keep their meaning even inside double quotes.
    std::uint32_t probe = at;
    while (probe < end
           && (isNameByte(text[probe]) || std::string_view("@*?!$-").contains(text[probe])))
        ++probe;
    const bool pattern = probe > at && probe < end
        && (text[probe] == '#' || text[probe] == '%' || text[probe] == '/');
    // "$#" and "${#…}": the first # is no quote and no comment.
    while (at < end && text[at] != '}') {
        const char c = text[at];
        if (c == '\\')
            at += 2;
        else if (c == '\'' && (!inDoubleQuotes || pattern))
            at = skipSingleQuotes(text, at, end);
        else if (c == '"')
            at = skipDoubleQuotes(text, at, end, depth + 1);
        else if (c == '`')
            at = skipBackquotes(text, at, end);
        else if (c == '$') {
            const std::uint32_t after = skipDollar(text, at, end, inDoubleQuotes, depth + 1);
            // "${x:-$}": a special name is never the closing brace.
            at = std::max(after, at + 1);
        } else
            ++at;
    }
    return std::min(at + 1, end);
}

namespace {

/// The delimiter of a heredoc from `at` on (after << or <<-), with quotes taken off.
std::string heredocDelimiter(std::string_view text, std::uint32_t& at, std::uint32_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    std::string word;
    while (at < end && !std::string_view(" \t\n;&|<>()").contains(text[at])) {
        if (text[at] == '\\' && at + 1 < end) {
            word += text[at + 1];
            at += 2;
        } else if (text[at] == '\'' || text[at] == '"') {
            const char quote = text[at++];
            while (at < end && text[at] != quote)
                word += text[at++];
            ++at;
        } else {
            word += text[at++];
        }
    }
    at = std::min(at, end);
    return word;
}

/// The offset after the body of a heredoc that begins at `at`.
std::uint32_t skipHeredocBody(std::string_view text, std::uint32_t at, std::uint32_t end,
                              std::string_view delimiter, bool stripsTabs)
{
    while (at < end) {
        std::uint32_t lineEnd = at;
        while (lineEnd < end && text[lineEnd] != '\n')
            ++lineEnd;
        std::string_view line = text.substr(at, lineEnd - at);
        if (stripsTabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        at = std::min(lineEnd + 1, end);
        if (line == delimiter) return at;
    }
    return end;
}

} // namespace

std::uint32_t skipParentheses(std::string_view text, std::uint32_t at, std::uint32_t end, int depth)
{
    if (depth > limits::shellDepth) return end;
    struct Heredoc {
        std::string delimiter;
        bool stripsTabs = false;
    };
    std::vector<Heredoc> pending;
    std::string stack = "("; // '(' or 'c' for case
    bool commandStart = true;
    bool wordStart = true;
    for (++at; at < end;) {
        const char c = text[at];
        if (c == '\n') {
            ++at;
            for (const Heredoc& heredoc : pending)
                at = skipHeredocBody(text, at, end, heredoc.delimiter, heredoc.stripsTabs);
            pending.clear();
            commandStart = wordStart = true;
        } else if (c == ' ' || c == '\t') {
            ++at;
            wordStart = true;
        } else if (c == '#' && wordStart) {
            while (at < end && text[at] != '\n')
                ++at;
        } else if (c == '(') {
            stack += '(';
            ++at;
            commandStart = wordStart = true;
        } else if (c == ')') {
            ++at;
            commandStart = wordStart = true;
            if (stack.back() == 'c') continue; // The end of a pattern.
            stack.pop_back();
            if (stack.empty()) return at;
        } else if (c == ';' || c == '&' || c == '|') {
            ++at;
            commandStart = wordStart = true;
        } else if (c == '<' && at + 1 < end && text[at + 1] == '<'
                   && !(at + 2 < end && text[at + 2] == '<')) {
            at += 2;
            const bool strips = at < end && text[at] == '-';
            if (strips) ++at;
            pending.push_back({.delimiter = heredocDelimiter(text, at, end), .stripsTabs = strips});
            wordStart = false;
        } else if (c == '\\') {
            at += 2;
            wordStart = commandStart = false;
        } else if (c == '\'') {
            at = skipSingleQuotes(text, at, end);
            wordStart = commandStart = false;
        } else if (c == '"') {
            at = skipDoubleQuotes(text, at, end, depth + 1);
            wordStart = commandStart = false;
        } else if (c == '`') {
            at = skipBackquotes(text, at, end);
            wordStart = commandStart = false;
        } else if (c == '$') {
            const bool escaped = at + 1 < end && text[at + 1] == '\'';
            at = escaped ? skipEscapedQuotes(text, at + 1, end)
                         : skipDollar(text, at, end, false, depth + 1);
            wordStart = commandStart = false;
        } else if (wordStart && commandStart && isNameStart(c)) {
            std::uint32_t i = at;
            while (i < end && isNameByte(text[i]))
                ++i;
            const std::string_view word = text.substr(at, i - at);
            const bool whole = i >= end || std::string_view(" \t\n;&|()<>").contains(text[i]);
            at = i;
            wordStart = false;
            commandStart = whole
                && (word == "if" || word == "then" || word == "else" || word == "elif"
                    || word == "do" || word == "while" || word == "until" || word == "in");
            if (whole && word == "case") stack += 'c';
            if (whole && word == "esac" && stack.back() == 'c') stack.pop_back();
        } else {
            commandStart = commandStart && wordStart && (c == '!' || c == '{');
            wordStart = false;
            ++at;
        }
    }
    return end;
}

} // namespace pinwheel::shell
