// A small JSON reader (RFC 8259), because the exec form needs the place of each string, and the
// same verdict as Go's encoding/json on what is JSON at all.
#include "core/dockerfile/string_array.h"

#include "core/dockerfile/unicode.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace pinwheel {

namespace {

/// Go's encoding/json gives up beyond this depth.
constexpr int maximumDepth = 10'000;

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] StringArray read();

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }
    [[nodiscard]] bool accept(char expected)
    {
        if (m_at >= m_text.size() || m_text[m_at] != expected) return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] char current() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] std::optional<std::string> readString();
    [[nodiscard]] bool readEscape(std::string& result);
    [[nodiscard]] std::optional<char32_t> readHex();
    [[nodiscard]] bool skipValue();
    [[nodiscard]] bool skipScalar();
    [[nodiscard]] bool skipNumber();
    [[nodiscard]] bool skipDigits();

    std::string_view m_text;
    std::size_t m_at = 0;
};

StringArray Reader::read()
{
    m_at = unicode::leadingSpace(m_text);
    if (!accept('[')) return {};
    StringArray result {.kind = StringArray::Kind::Strings};
    skipBlanks();
    bool closed = accept(']');
    while (!closed) {
        skipBlanks();
        if (current() == '"') {
            const std::size_t begin = m_at;
            std::optional<std::string> text = readString();
            if (!text) return {};
            result.elements.push_back({.text = std::move(*text), .begin = begin, .end = m_at});
        } else {
            if (!skipValue()) return {};
            result.kind = StringArray::Kind::OtherArray;
        }
        skipBlanks();
        if (accept(',')) continue;
        if (!accept(']')) return {};
        closed = true;
    }
    skipBlanks();
    if (m_at != m_text.size()) return {};
    if (result.kind != StringArray::Kind::Strings) result.elements.clear();
    return result;
}

std::optional<std::string> Reader::readString()
{
    std::string result;
    if (!accept('"')) return std::nullopt;
    while (m_at < m_text.size()) {
        const char next = m_text[m_at];
        if (next == '"') {
            ++m_at;
            return result;
        }
        if (static_cast<unsigned char>(next) < 0x20U) return std::nullopt;
        if (next == '\\') {
            ++m_at;
            if (!readEscape(result)) return std::nullopt;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(m_text, m_at);
        unicode::append(result, point.value);
        m_at += point.length;
    }
    return std::nullopt;
}

bool Reader::readEscape(std::string& result)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = current();
    if (m_at >= m_text.size()) return false;
    ++m_at;
    if (letter != 'u') {
        const std::size_t index = letters.find(letter);
        if (index == std::string_view::npos) return false;
        result += meanings[index];
        return true;
    }
    std::optional<char32_t> value = readHex();
    if (!value) return false;
    if (*value >= 0xD800U && *value < 0xDC00U && m_text.substr(m_at).starts_with("\\u")) {
        const std::size_t before = m_at;
        m_at += 2;
        const std::optional<char32_t> low = readHex();
        if (!low) return false;
        if (*low >= 0xDC00U && *low < 0xE000U) {
            value = 0x10000U + ((*value - 0xD800U) << 10U) + (*low - 0xDC00U);
        } else {
            m_at = before; // the second escape stands for itself
        }
    }
    unicode::append(result, *value);
    return true;
}

std::optional<char32_t> Reader::readHex()
{
    if (m_text.size() - m_at < 4) return std::nullopt;
    const std::string_view digits = m_text.substr(m_at, 4);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc {} || end != digits.data() + digits.size()) return std::nullopt;
    m_at += 4;
    return value;
}

/// Passes over any value; nested ones are followed with a list of the open brackets, not by
/// recursion.
bool Reader::skipValue()
{
    std::string open;
    while (true) {
        skipBlanks();
        // The begin of a value, or of a member.
        if (!open.empty() && open.back() == '{') {
            if (accept('}')) {
                open.pop_back();
            } else {
                if (!readString()) return false;
                skipBlanks();
                if (!accept(':')) return false;
                open.back() = ':';
                continue;
            }
        } else if (!open.empty() && open.back() == '[' && accept(']')) {
            open.pop_back();
        } else if (current() == '[' || current() == '{') {
            open += m_text[m_at++];
            if (open.size() >= maximumDepth) return false;
            continue;
        } else if (!skipScalar()) {
            return false;
        }
        // The end of a value: close what ends here.
        while (true) {
            if (open.empty()) return true;
            skipBlanks();
            if (accept(',')) {
                skipBlanks();
                if (open.back() == ':') {
                    if (current() != '"') return false;
                    open.back() = '{';
                } else {
                    open.back() = ',';
                }
                break;
            }
            if (!accept(open.back() == ':' ? '}' : ']')) return false;
            open.pop_back();
        }
    }
}

bool Reader::skipScalar()
{
    for (const std::string_view word : {"true", "false", "null"}) {
        if (!m_text.substr(m_at).starts_with(word)) continue;
        m_at += word.size();
        return true;
    }
    return current() == '"' ? readString().has_value() : skipNumber();
}

bool Reader::skipDigits()
{
    const std::size_t begin = m_at;
    while (current() >= '0' && current() <= '9')
        ++m_at;
    return m_at > begin;
}

bool Reader::skipNumber()
{
    const std::size_t begin = m_at;
    if (current() == '-') ++m_at;
    if (current() == '0') {
        ++m_at;
    } else if (!skipDigits()) {
        return false;
    }
    if (accept('.') && !skipDigits()) return false;
    if (current() == 'e' || current() == 'E') {
        ++m_at;
        if (current() == '+' || current() == '-') ++m_at;
        if (!skipDigits()) return false;
    }
    // Go refuses a number that is too large for a double, and with it the array; one that is too
    // small is zero.
    const std::string_view number = m_text.substr(begin, m_at - begin);
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc::result_out_of_range) return true;
    return number.contains("e-") || number.contains("E-") || number.starts_with("0.")
        || number.starts_with("-0.");
}

} // namespace

StringArray parseStringArray(std::string_view text)
{
    return Reader(text).read();
}

} // namespace pinwheel
