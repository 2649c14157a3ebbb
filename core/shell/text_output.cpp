#include "core/shell/text_output.h"

#include "core/base/format.h"
#include "core/base/limits.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace pinwheel::shell {

namespace {

enum class Escapes {
    Echo, ///< bash's echo -e: \0ooo and \c
    DashEcho, ///< also \ooo
    Printf, ///< \ooo, and \c is no escape
};

/// Appends a text with its backslash escapes replaced. False after `\c`.
bool appendUnescaped(TracedText& out, const TracedText& text, Escapes style)
{
    static constexpr std::string_view letters = "abfnrtv\\";
    static constexpr std::string_view values = "\a\b\f\n\r\t\v\\";
    const std::string& bytes = text.bytes;
    std::size_t run = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        if (bytes[i] != '\\' || i + 1 >= bytes.size()) {
            ++i;
            continue;
        }
        const char c = bytes[i + 1];
        std::string replaced;
        std::size_t used = 2;
        if (const std::size_t at = letters.find(c); at != std::string_view::npos) {
            replaced = values[at];
        } else if (c == 'c' && style != Escapes::Printf) {
            out.append(text.slice(run, i));
            return false;
        } else if (c == 'e') {
            replaced = "\033";
        } else if (style == Escapes::Echo ? c == '0' : (c >= '0' && c <= '7')) {
            std::size_t k = i + (style != Escapes::Printf && c == '0' ? 2 : 1);
            unsigned value = 0;
            for (int n = 0; n < 3 && k < bytes.size() && bytes[k] >= '0' && bytes[k] <= '7';
                 ++n, ++k)
                value = value * 8 + static_cast<unsigned>(bytes[k] - '0');
            replaced = static_cast<char>(value);
            used = k - i;
        } else {
            i += 2;
            continue;
        }
        if (run == 0 && i == 0)
            out.append(replaced);
        else {
            TracedText piece = text.slice(run, i);
            out.append(piece);
            out.append(replaced);
        }
        i += used;
        run = i;
    }
    out.append(run == 0 ? text : text.slice(run, bytes.size()));
    return true;
}

/// The number at the beginning of a printf argument: C's notation, or the code of the byte after a
/// quote.
std::optional<std::int64_t> printfNumber(std::string_view text, bool& whole)
{
    whole = true;
    if (text.empty()) return 0;
    if ((text[0] == '\'' || text[0] == '"') && text.size() > 1)
        return static_cast<unsigned char>(text[1]);
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text.starts_with('0')) {
        base = 8;
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    whole = end == text.data() + text.size() && error == std::errc();
    return minus ? -value : value;
}

struct Directive {
    bool left = false;
    bool zero = false;
    bool plus = false;
    bool space = false;
    bool alternate = false;
    std::size_t width = 0;
    std::optional<std::size_t> precision;
    char conversion = 0;
};

std::string padded(std::string text, const Directive& directive, bool numeric)
{
    if (text.size() >= directive.width) return text;
    const std::size_t missing = directive.width - text.size();
    if (directive.left) return text + std::string(missing, ' ');
    if (numeric && directive.zero && !directive.precision) {
        const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
        text.insert(sign, missing, '0');
        return text;
    }
    return std::string(missing, ' ') + text;
}

std::string formattedNumber(std::int64_t value, const Directive& directive)
{
    std::string digits;
    const auto bits = static_cast<std::uint64_t>(value);
    const bool isSigned = directive.conversion == 'd' || directive.conversion == 'i';
    const std::uint64_t magnitude = isSigned && value < 0 ? std::uint64_t {0} - bits : bits;
    switch (directive.conversion) {
    case 'x':
        digits = formatted("{:x}", magnitude);
        break;
    case 'X':
        digits = formatted("{:X}", magnitude);
        break;
    case 'o':
        digits = formatted("{:o}", magnitude);
        break;
    default:
        digits = formatted("{}", magnitude);
        break;
    }
    if (directive.precision && digits.size() < *directive.precision)
        digits.insert(0, *directive.precision - digits.size(), '0');
    if (directive.alternate && value != 0 && directive.conversion == 'x') digits.insert(0, "0x");
    if (directive.alternate && directive.conversion == 'o') digits.insert(0, "0");
    if (isSigned && value < 0)
        digits.insert(0, "-");
    else if (isSigned && directive.plus)
        digits.insert(0, "+");
    else if (isSigned && directive.space)
        digits.insert(0, " ");
    return padded(std::move(digits), directive, true);
}

class Printf
{
public:
    Printf(const TracedText& format, std::span<const ShellWord> arguments)
        : m_format(format)
        , m_arguments(arguments)
    {
    }

    PrintedText run()
    {
        do {
            m_consumed = false;
            pass();
            if (m_out.text.bytes.size() > limits::shellWordBytes) break;
        } while (!m_stopped && m_consumed && m_next < m_arguments.size());
        return std::move(m_out);
    }

private:
    void pass()
    {
        const std::string& bytes = m_format.bytes;
        std::size_t run = 0;
        std::size_t i = 0;
        const auto flush = [&](std::size_t to) {
            if (to > run) appendUnescaped(m_out.text, m_format.slice(run, to), Escapes::Printf);
        };
        while (i < bytes.size() && !m_stopped) {
            if (bytes[i] == '\\') {
                i += 2;
                continue;
            }
            if (bytes[i] != '%') {
                ++i;
                continue;
            }
            flush(i);
            if (bytes.substr(i, 2) == "%%") {
                m_out.text.append(m_format.slice(i, i + 1));
                run = i += 2;
                continue;
            }
            i = directive(i + 1);
            run = i;
        }
        if (!m_stopped) flush(bytes.size());
    }

    const TracedText* argument()
    {
        m_consumed = true;
        return m_next < m_arguments.size() ? &m_arguments[m_next++].value : nullptr;
    }

    std::size_t star(const TracedText* text)
    {
        bool whole = true;
        const auto value =
            text != nullptr ? printfNumber(text->bytes, whole) : std::optional<std::int64_t>(0);
        return static_cast<std::size_t>(std::clamp<std::int64_t>(value.value_or(0), 0, 4096));
    }

    std::size_t directive(std::size_t i)
    {
        const std::string& bytes = m_format.bytes;
        Directive directive;
        for (; i < bytes.size() && std::string_view("-0+ #").contains(bytes[i]); ++i) {
            directive.left |= bytes[i] == '-';
            directive.zero |= bytes[i] == '0';
            directive.plus |= bytes[i] == '+';
            directive.space |= bytes[i] == ' ';
            directive.alternate |= bytes[i] == '#';
        }
        const auto number = [&]() -> std::size_t {
            if (i < bytes.size() && bytes[i] == '*') {
                ++i;
                return star(argument());
            }
            std::size_t value = 0;
            for (; i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9'; ++i)
                value = std::min<std::size_t>(value * 10 + static_cast<std::size_t>(bytes[i] - '0'),
                                              4096);
            return value;
        };
        directive.width = number();
        if (i < bytes.size() && bytes[i] == '.') {
            ++i;
            directive.precision = number();
        }
        directive.conversion = i < bytes.size() ? bytes[i] : '\0';
        convert(directive);
        return std::min(i + 1, bytes.size());
    }

    void convert(const Directive& directive)
    {
        switch (directive.conversion) {
        case 's':
        case 'b':
        case 'c':
        case 'q': {
            const TracedText* text = argument();
            TracedText value = text != nullptr ? *text : TracedText();
            if (directive.conversion == 'b') {
                TracedText plain;
                if (!appendUnescaped(plain, value, Escapes::DashEcho)) m_stopped = true;
                value = std::move(plain);
            }
            if (directive.conversion == 'q'
                && value.bytes.find_first_of(" \t\n'\"\\$`*?[]{}()<>|&;~#!") != std::string::npos)
                m_out.isFollowed = false;
            if (directive.conversion == 'c') value = value.slice(0, 1);
            if (directive.precision)
                value = value.slice(0, std::min(*directive.precision, value.bytes.size()));
            const std::size_t missing =
                directive.width > value.bytes.size() ? directive.width - value.bytes.size() : 0;
            if (!directive.left) m_out.text.append(std::string(missing, ' '));
            m_out.text.append(value);
            if (directive.left) m_out.text.append(std::string(missing, ' '));
            return;
        }
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': {
            const TracedText* text = argument();
            if (text != nullptr && !text->isKnown()) {
                m_out.text.appendGap(text->gaps.front().reason);
                return;
            }
            bool whole = true;
            const auto value =
                text != nullptr ? printfNumber(text->bytes, whole) : std::optional<std::int64_t>(0);
            if (!whole) m_out.status = 1;
            m_out.text.append(formattedNumber(value.value_or(0), directive));
            return;
        }
        default: // Floating point and what is not a directive.
            (void)argument();
            m_out.isFollowed = false;
            m_out.text.appendGap("a printf directive is not followed");
            if (directive.conversion == '\0') m_stopped = true;
            return;
        }
    }

    const TracedText& m_format;
    std::span<const ShellWord> m_arguments;
    std::size_t m_next = 0;
    bool m_consumed = false;
    bool m_stopped = false;
    PrintedText m_out;
};

} // namespace

PrintedText echoText(std::span<const ShellWord> words, bool isBash)
{
    PrintedText out;
    bool newline = true;
    bool escapes = !isBash;
    std::size_t first = 0;
    for (; first < words.size() && words[first].isKnown(); ++first) {
        const std::string& word = words[first].value.bytes;
        if (!isBash && (word != "-n" || first > 0)) break;
        if (word.size() < 2 || word[0] != '-'
            || word.find_first_not_of("neE", 1) != std::string::npos)
            break;
        for (const char c : word.substr(1)) {
            if (c == 'n') newline = false;
            if (c == 'e') escapes = true;
            if (c == 'E') escapes = false;
        }
    }
    for (std::size_t i = first; i < words.size(); ++i) {
        if (i > first) out.text.append(" ");
        if (!escapes)
            out.text.append(words[i].value);
        else if (!appendUnescaped(out.text, words[i].value,
                                  isBash ? Escapes::Echo : Escapes::DashEcho))
            return out;
        if (words[i].mayBeSeveral && words[i].value.isKnown())
            out.text.appendGap("it is not known how many words there are");
    }
    if (newline) out.text.append("\n");
    return out;
}

PrintedText printfText(std::span<const ShellWord> words)
{
    PrintedText out;
    if (!words.empty() && words.front().is("--")) words = words.subspan(1);
    if (words.empty()) {
        out.status = 2;
        return out;
    }
    const TracedText& format = words.front().value;
    if (!format.isKnown()) {
        out.text = unknown(format.gaps.front().reason);
        return out;
    }
    return Printf(format, words.subspan(1)).run();
}

} // namespace pinwheel::shell
