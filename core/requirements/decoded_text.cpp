#include "core/requirements/decoded_text.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pinwheel {
namespace {

enum class Encoding {
    Utf8,
    Utf8Sig,
    Utf16Little,
    Utf16Big,
    Utf32Little,
    Utf32Big,
    Ascii,
    Latin1,
    Latin9,
    Windows1252,
    Utf16,
    Utf32
};

struct NamedEncoding {
    std::string_view name; ///< lower case, "_" for every other character than letters and digits
    Encoding encoding;
};

// Python's names and the aliases that people write. Source: Python's encodings/aliases.py.
constexpr std::array encodings {
    NamedEncoding {"utf_8", Encoding::Utf8},
    NamedEncoding {"utf8", Encoding::Utf8},
    NamedEncoding {"u8", Encoding::Utf8},
    NamedEncoding {"utf", Encoding::Utf8},
    NamedEncoding {"cp65001", Encoding::Utf8},
    NamedEncoding {"utf_8_sig", Encoding::Utf8Sig},
    NamedEncoding {"ascii", Encoding::Ascii},
    NamedEncoding {"us_ascii", Encoding::Ascii},
    NamedEncoding {"646", Encoding::Ascii},
    NamedEncoding {"latin_1", Encoding::Latin1},
    NamedEncoding {"latin1", Encoding::Latin1},
    NamedEncoding {"latin", Encoding::Latin1},
    NamedEncoding {"l1", Encoding::Latin1},
    NamedEncoding {"iso_8859_1", Encoding::Latin1},
    NamedEncoding {"iso8859_1", Encoding::Latin1},
    NamedEncoding {"8859", Encoding::Latin1},
    NamedEncoding {"cp819", Encoding::Latin1},
    NamedEncoding {"iso_8859_15", Encoding::Latin9},
    NamedEncoding {"iso8859_15", Encoding::Latin9},
    NamedEncoding {"latin9", Encoding::Latin9},
    NamedEncoding {"l9", Encoding::Latin9},
    NamedEncoding {"cp1252", Encoding::Windows1252},
    NamedEncoding {"windows_1252", Encoding::Windows1252},
    NamedEncoding {"1252", Encoding::Windows1252},
    NamedEncoding {"utf_16", Encoding::Utf16},
    NamedEncoding {"utf16", Encoding::Utf16},
    NamedEncoding {"u16", Encoding::Utf16},
    NamedEncoding {"utf_16_le", Encoding::Utf16Little},
    NamedEncoding {"utf_16_be", Encoding::Utf16Big},
    NamedEncoding {"utf_32", Encoding::Utf32},
    NamedEncoding {"utf32", Encoding::Utf32},
    NamedEncoding {"utf_32_le", Encoding::Utf32Little},
    NamedEncoding {"utf_32_be", Encoding::Utf32Big},
};

// Bytes 0x80 to 0x9F of Windows-1252; 0 where it has no character.
constexpr std::array<char32_t, 32> windows1252 {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<Encoding> encodingNamed(std::string_view name)
{
    std::string normalized;
    for (const char c : name)
        normalized += isLetter(c) || isDigit(c) ? lowerCase(c) : '_';
    for (const NamedEncoding& entry : encodings)
        if (entry.name == normalized) return entry.encoding;
    return std::nullopt;
}

std::optional<char32_t> singleByte(Encoding encoding, unsigned char byte)
{
    if (byte < 0x80) return byte;
    if (encoding == Encoding::Ascii) return std::nullopt;
    if (encoding == Encoding::Windows1252 && byte < 0xA0)
        return windows1252[byte - 0x80U] ? std::optional(windows1252[byte - 0x80U]) : std::nullopt;
    if (encoding == Encoding::Latin9) switch (byte) {
        case 0xA4:
            return 0x20AC;
        case 0xA6:
            return 0x0160;
        case 0xA8:
            return 0x0161;
        case 0xB4:
            return 0x017D;
        case 0xB8:
            return 0x017E;
        case 0xBC:
            return 0x0152;
        case 0xBD:
            return 0x0153;
        case 0xBE:
            return 0x0178;
        default:
            break;
        }
    return byte;
}

/// Collects code points with their places.
class Collector
{
public:
    void add(char32_t codePoint, std::size_t origin)
    {
        const std::size_t before = m_decoded.text.size();
        appendUtf8(m_decoded.text, codePoint);
        m_decoded.origins.resize(m_decoded.origins.size() + m_decoded.text.size() - before,
                                 static_cast<std::uint32_t>(origin));
    }
    DecodedText finish(std::size_t size)
    {
        m_decoded.origins.push_back(static_cast<std::uint32_t>(size));
        return std::move(m_decoded);
    }

private:
    DecodedText m_decoded;
};

using Decoded = std::expected<DecodedText, std::string>;

std::uint32_t unitAt(std::string_view bytes, std::size_t at, std::size_t width, bool bigEndian)
{
    std::uint32_t unit = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const std::size_t place = bigEndian ? i : width - 1 - i;
        unit = (unit << 8U) | static_cast<unsigned char>(bytes[at + place]);
    }
    return unit;
}

Decoded decodeUnits(std::string_view bytes, std::size_t begin, std::size_t width, bool bigEndian)
{
    const auto malformed = [width] {
        return std::unexpected("is not valid UTF-" + std::to_string(width * 8));
    };
    Collector collector;
    std::size_t at = begin;
    while (at + width <= bytes.size()) {
        const std::size_t origin = at;
        char32_t codePoint = unitAt(bytes, at, width, bigEndian);
        at += width;
        if (width == 2 && codePoint >= 0xD800 && codePoint < 0xDC00) {
            if (at + 2 > bytes.size()) return malformed();
            const char32_t low = unitAt(bytes, at, 2, bigEndian);
            if (low < 0xDC00 || low > 0xDFFF) return malformed();
            codePoint = 0x10000 + ((codePoint - 0xD800) << 10U) + (low - 0xDC00);
            at += 2;
        }
        if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF))
            return malformed();
        collector.add(codePoint, origin);
    }
    if (at != bytes.size()) return malformed();
    return collector.finish(bytes.size());
}

Decoded decodeSingleBytes(std::string_view bytes, Encoding encoding)
{
    Collector collector;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto codePoint = singleByte(encoding, static_cast<unsigned char>(bytes[i]));
        if (!codePoint) return std::unexpected("has a byte that its encoding does not have");
        collector.add(*codePoint, i);
    }
    return collector.finish(bytes.size());
}

Decoded decodeUtf8(std::string_view bytes, std::size_t begin)
{
    const std::string_view rest = bytes.substr(begin);
    if (!isValidUtf8(rest)) return std::unexpected("is not valid UTF-8");
    return DecodedText {.text = std::string(rest), .shift = static_cast<std::uint32_t>(begin)};
}

Decoded decodeAs(std::string_view bytes, std::size_t begin, Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return decodeUtf8(bytes, begin);
    case Encoding::Utf8Sig:
        return decodeUtf8(bytes, bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    case Encoding::Utf16Little:
        return decodeUnits(bytes, begin, 2, false);
    case Encoding::Utf16Big:
        return decodeUnits(bytes, begin, 2, true);
    case Encoding::Utf32Little:
        return decodeUnits(bytes, begin, 4, false);
    case Encoding::Utf32Big:
        return decodeUnits(bytes, begin, 4, true);
    // Without a byte order mark (one would have decided already) Python reads the machine's order.
    case Encoding::Utf16:
        return decodeUnits(bytes, begin, 2, false);
    case Encoding::Utf32:
        return decodeUnits(bytes, begin, 4, false);
    case Encoding::Ascii:
    case Encoding::Latin1:
    case Encoding::Latin9:
    case Encoding::Windows1252:
        return decodeSingleBytes(bytes, encoding);
    }
    return std::unexpected("has an unknown encoding");
}

/// The name behind `coding:` or `coding=`; none where the line names none. As the pattern
/// `coding[:=]\s*([-\w.]+)` over bytes, first match.
std::optional<std::string_view> codingOf(std::string_view line)
{
    for (std::size_t at = line.find("coding"); at != std::string_view::npos;
         at = line.find("coding", at + 1)) {
        std::size_t i = at + 6;
        if (i >= line.size() || (line[i] != ':' && line[i] != '=')) continue;
        ++i;
        while (i < line.size() && (line[i] == ' ' || (line[i] >= '\t' && line[i] <= '\r')))
            ++i;
        const std::size_t begin = i;
        while (i < line.size()
               && (isLetter(line[i]) || isDigit(line[i]) || line[i] == '-' || line[i] == '_'
                   || line[i] == '.'))
            ++i;
        if (i > begin) return line.substr(begin, i - begin);
    }
    return std::nullopt;
}

} // namespace

bool isValidUtf8(std::string_view bytes)
{
    std::size_t i = 0;
    const auto at = [bytes](std::size_t index) {
        return static_cast<unsigned char>(index < bytes.size() ? bytes[index] : '\0');
    };
    const auto isTail = [&](std::size_t index) { return (at(index) & 0xC0U) == 0x80; };
    while (i < bytes.size()) {
        const unsigned char c = at(i);
        if (c < 0x80) {
            ++i;
        } else if (c >= 0xC2 && c <= 0xDF && isTail(i + 1)) {
            i += 2;
        } else if (c >= 0xE0 && c <= 0xEF && isTail(i + 1) && isTail(i + 2)) {
            if ((c == 0xE0 && at(i + 1) < 0xA0) || (c == 0xED && at(i + 1) > 0x9F)) return false;
            i += 3;
        } else if (c >= 0xF0 && c <= 0xF4 && isTail(i + 1) && isTail(i + 2) && isTail(i + 3)) {
            if ((c == 0xF0 && at(i + 1) < 0x90) || (c == 0xF4 && at(i + 1) > 0x8F)) return false;
            i += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::expected<DecodedText, std::string> decodeRequirementText(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) return decodeAs(bytes, 3, Encoding::Utf8);
    // UTF-32's mark begins with UTF-16's, so it is asked for first.
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return decodeAs(bytes, 4, Encoding::Utf32Little);
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return decodeAs(bytes, 4, Encoding::Utf32Big);
    if (bytes.starts_with("\xFF\xFE"sv)) return decodeAs(bytes, 2, Encoding::Utf16Little);
    if (bytes.starts_with("\xFE\xFF"sv)) return decodeAs(bytes, 2, Encoding::Utf16Big);
    std::size_t begin = 0;
    for (int line = 0; line < 2 && begin <= bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view text = bytes.substr(begin, end - begin);
        if (text.starts_with('#'))
            if (const auto name = codingOf(text)) {
                const auto encoding = encodingNamed(*name);
                if (!encoding)
                    return std::unexpected("names the unknown encoding " + std::string(*name));
                return decodeAs(bytes, 0, *encoding);
            }
        begin = end + 1;
    }
    return decodeUtf8(bytes, 0);
}

} // namespace pinwheel
