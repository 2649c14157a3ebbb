#include "core/python/python_string.h"

#include "core/base/format.h"
#include "core/python/python_text.h"

#include <charconv>
#include <cstdint>

namespace pinwheel {
namespace {

/// Reads the escape after a backslash; the position moves past it.
class EscapeReader
{
public:
    explicit EscapeReader(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<std::string> read()
    {
        std::string value;
        while (m_position < m_text.size()) {
            const char c = m_text[m_position++];
            if (c == '\n' || c == '\r' || c == '\0') return std::nullopt;
            if (c != '\\')
                value += c;
            else if (!escape(value))
                return std::nullopt;
        }
        return value;
    }

private:
    bool escape(std::string& value)
    {
        if (m_position == m_text.size()) return false; // The backslash escapes the closing quote.
        const char c = m_text[m_position++];
        switch (c) {
        case '\n':
            return true; // The string goes on in the next line.
        case '\r':
            if (m_position < m_text.size() && m_text[m_position] == '\n') ++m_position;
            return true;
        case '\\':
        case '\'':
        case '"':
            value += c;
            return true;
        case 'a':
            value += '\a';
            return true;
        case 'b':
            value += '\b';
            return true;
        case 'f':
            value += '\f';
            return true;
        case 'n':
            value += '\n';
            return true;
        case 'r':
            value += '\r';
            return true;
        case 't':
            value += '\t';
            return true;
        case 'v':
            value += '\v';
            return true;
        case 'x':
            return hexadecimal(value, 2);
        case 'u':
            return hexadecimal(value, 4);
        case 'U':
            return hexadecimal(value, 8);
        case 'N':
        case '\0':
            return false;
        default:
            break;
        }
        if (c >= '0' && c <= '7') return octal(value);
        value += '\\'; // An unknown escape stays as it is.
        value += c;
        return true;
    }

    bool hexadecimal(std::string& value, std::size_t digits)
    {
        const std::string_view text = m_text.substr(m_position, digits);
        std::uint32_t codePoint = 0;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), codePoint, 16);
        if (text.size() != digits || error != std::errc() || end != text.data() + digits)
            return false;
        if (codePoint > 0x10FFFF) return false;
        appendUtf8(value, codePoint);
        m_position += digits;
        return true;
    }

    bool octal(std::string& value)
    {
        --m_position;
        char32_t codePoint = 0;
        for (int digits = 0; digits < 3 && m_position < m_text.size(); ++digits) {
            const char c = m_text[m_position];
            if (c < '0' || c > '7') break;
            codePoint = codePoint * 8 + static_cast<char32_t>(c - '0');
            ++m_position;
        }
        appendUtf8(value, codePoint);
        return true;
    }

    std::string_view m_text;
    std::size_t m_position = 0;
};

} // namespace

std::optional<std::string> valueOfPythonString(std::string_view literal)
{
    if (literal.size() < 2 || literal.front() != literal.back()) return std::nullopt;
    return EscapeReader(literal.substr(1, literal.size() - 2)).read();
}

std::string pythonStringOf(std::string_view value)
{
    // A marker's grammar ends a string at the next quote, escaped or not: a quote that cannot be
    // told apart by the other kind of quotes is written by its number.
    const bool hasDouble = value.contains('"');
    const char quote = hasDouble && !value.contains('\'') ? '\'' : '"';
    std::string literal(1, quote);
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\')
            literal += "\\\\";
        else if (c == quote || byte < 0x20 || byte == 0x7F)
            literal += formatted("\\x{:02x}", byte);
        else
            literal += c;
    }
    return literal + quote;
}

} // namespace pinwheel
