#include "core/report/escape.h"

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <cctype>

namespace pinwheel {
namespace {

constexpr std::string_view replacement = "\uFFFD";

bool isAlnum(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Invisible or dangerous on a terminal and in a review: C0, DEL, C1, line separators, marks and
/// overrides of the writing direction (Unicode, UAX #9; "Trojan Source").
bool isUnsafe(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || c == 0x061C
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF
        || (c >= 0xE0000 && c <= 0xE007F);
}

/// Marks that stand on the character before them, joiners and variation selectors.
bool isCombining(char32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF)
        || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0x200B && c <= 0x200D) || (c >= 0xFE20 && c <= 0xFE2F);
}

/// East Asian Wide and Fullwidth (UAX #11), and emoji.
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::size_t widthOf(char32_t c)
{
    return isCombining(c) ? 0 : isWide(c) ? 2 : 1;
}

std::string visible(std::string_view text, bool keepLines)
{
    std::string out;
    forEachCodePoint(redactCredentials(text), [&](CodePoint point, std::string_view bytes) {
        if (!point.valid)
            out += replacement;
        else if (point.value == '\n' || point.value == '\t')
            out += keepLines ? bytes : " ";
        else if (point.value == '\r')
            out += keepLines ? "" : " ";
        else if (isUnsafe(point.value))
            out += formatted("<U+{:04X}>", static_cast<std::uint32_t>(point.value));
        else
            out += bytes;
    });
    return out;
}

/// Whether `_` at `i` stands inside a word, where it is no mark-up (CommonMark, emphasis).
bool isInsideWord(std::string_view text, std::size_t i)
{
    return i > 0 && i + 1 < text.size() && isAlnum(text[i - 1]) && isAlnum(text[i + 1]);
}

} // namespace

std::string plainText(std::string_view text)
{
    return visible(text, true);
}

std::string oneLine(std::string_view text)
{
    std::string line = visible(text, false);
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

std::string dataText(std::string_view text)
{
    std::string out;
    forEachCodePoint(redactCredentials(text), [&](CodePoint point, std::string_view bytes) {
        out += point.valid ? bytes : replacement;
    });
    return out;
}

std::string markdownText(std::string_view raw)
{
    const std::string text = oneLine(raw);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        switch (c) {
        case '\\':
        case '`':
        case '*':
        case '[':
        case ']':
        case '<':
        case '|':
        case '~':
            out += formatted("\\{}", c);
            continue;
        case '_':
            out += isInsideWord(text, i) ? "_" : "\\_";
            continue;
        case '&':
            out += isAlnum(next) || next == '#' ? "&amp;" : "&";
            continue;
        case ':':
            out += next == '/' ? "\\:" : ":";
            continue; // else GitHub makes a link of a bare address
        case '@':
            out += isAlnum(next) ? "@<!-- -->" : "@";
            continue; // no mention of a person, no link of an address
        case '#':
            if (i == 0) out += '\\';
            out += isAlnum(next) && i > 0 ? "#<!-- -->" : "#"; // no reference to somebody's ticket
            continue;
        case '.':
            out += i >= 3 && text.substr(i - 3, 3) == "www" ? "\\." : ".";
            continue;
        case '+':
        case '-':
        case '=':
        case '>':
            if (i == 0) out += '\\';
            out += c;
            continue;
        default:
            out += c;
        }
    }
    // "1. text" at the beginning would be a list.
    const std::size_t digits = text.find_first_not_of("0123456789");
    const bool marker =
        digits != 0 && digits != std::string::npos && (text[digits] == '.' || text[digits] == ')');
    if (marker && (digits + 1 == text.size() || text[digits + 1] == ' ')) out.insert(digits, "\\");
    return out;
}

std::string markdownCode(std::string_view raw)
{
    std::string text = oneLine(raw);
    if (text.empty()) return "";
    std::size_t run = 0;
    std::size_t longest = 0;
    std::string escaped;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
        if (c == '|')
            escaped += "\\|"; // a cell ends at a bare bar even inside a code span (GFM, tables)
        else
            escaped += c;
    }
    const std::string ticks(longest + 1, '`');
    const bool pad = escaped.front() == '`' || escaped.back() == '`';
    return ticks + (pad ? " " : "") + escaped + (pad ? " " : "") + ticks;
}

std::string markdownFence(std::string_view raw, std::string_view language)
{
    const std::string text = plainText(raw);
    std::size_t run = 0;
    std::size_t longest = 2;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string ticks(longest + 1, '`');
    return formatted("{}{}\n{}{}{}\n", ticks, language, text, text.ends_with('\n') ? "" : "\n",
                     ticks);
}

std::string htmlText(std::string_view raw)
{
    std::string out;
    for (const char c : plainText(raw)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string csvField(std::string_view raw)
{
    const std::string text = plainText(raw);
    std::string out = "\"";
    // Spreadsheets evaluate fields that begin so (OWASP, CSV injection); blanks before do not help
    // against it.
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first != std::string::npos && std::string_view("=+-@|%").contains(text[first])) out += '\'';
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

std::string workflowData(std::string_view raw)
{
    std::string out;
    for (const char c : plainText(raw)) {
        if (c == '%')
            out += "%25";
        else if (c == '\n')
            out += "%0A";
        else
            out += c;
    }
    return out;
}

std::string workflowProperty(std::string_view raw)
{
    std::string out;
    for (const char c : workflowData(raw)) {
        if (c == ':')
            out += "%3A";
        else if (c == ',')
            out += "%2C";
        else
            out += c;
    }
    return out;
}

std::string pythonLiteral(std::string_view raw)
{
    std::string out = "\"";
    forEachCodePoint(dataText(raw), [&](CodePoint point, std::string_view bytes) {
        const auto value = static_cast<std::uint32_t>(point.value);
        if (value == '"' || value == '\\')
            out += formatted("\\{}", bytes);
        else if (value >= 0x20 && value < 0x7F)
            out += bytes;
        else if (value <= 0xFFFF)
            out += formatted("\\u{:04x}", value);
        else
            out += formatted("\\U{:08x}", value);
    });
    return out + '"';
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    forEachCodePoint(text,
                     [&](CodePoint point, std::string_view) { width += widthOf(point.value); });
    return width;
}

std::string shortened(std::string_view text, std::size_t width)
{
    if (displayWidth(text) <= width) return std::string(text);
    std::string out;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        used += widthOf(point.value);
        if (used + 1 > width) break;
        out += text.substr(at, point.size);
        at += point.size;
    }
    return out + "…";
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent)
{
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const std::size_t size = displayWidth(word);
        if (column > 0 && column + 1 + size > width) {
            out += '\n';
            out += indent;
            column = 0;
        } else if (column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += size;
        at = end;
    }
    return out;
}

} // namespace pinwheel
