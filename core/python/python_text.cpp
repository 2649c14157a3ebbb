#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace pinwheel {
namespace {

struct CodePoints {
    char32_t first;
    char32_t last;
};

bool isAmong(char32_t codePoint, const auto& ranges)
{
    return std::ranges::any_of(ranges, [codePoint](const CodePoints& range) {
        return range.first <= codePoint && codePoint <= range.last;
    });
}

/// Python's str.isspace(): bidirectional type WS, B or S, or category Zs.
constexpr std::array blanks {
    CodePoints {0x09, 0x0D},     CodePoints {0x1C, 0x20},     CodePoints {0x85, 0x85},
    CodePoints {0xA0, 0xA0},     CodePoints {0x1680, 0x1680}, CodePoints {0x2000, 0x200A},
    CodePoints {0x2028, 0x2029}, CodePoints {0x202F, 0x202F}, CodePoints {0x205F, 0x205F},
    CodePoints {0x3000, 0x3000},
};

/// Blocks beyond ASCII that hold no letters and digits, and the odd signs of Latin-1.
constexpr std::array wordless {
    CodePoints {0x80, 0xA9},        CodePoints {0xAB, 0xB1},       CodePoints {0xB4, 0xB4},
    CodePoints {0xB6, 0xB8},        CodePoints {0xBB, 0xBB},       CodePoints {0xBF, 0xBF},
    CodePoints {0xD7, 0xD7},        CodePoints {0xF7, 0xF7},       CodePoints {0x2C2, 0x2C5},
    CodePoints {0x2D2, 0x2DF},      CodePoints {0x300, 0x36F},     CodePoints {0x1680, 0x1680},
    CodePoints {0x2000, 0x206F},    CodePoints {0x20A0, 0x20FF},   CodePoints {0x2190, 0x245F},
    CodePoints {0x2500, 0x2775},    CodePoints {0x2794, 0x2BFF},   CodePoints {0x2E00, 0x2E2E},
    CodePoints {0x2E30, 0x3004},    CodePoints {0x3008, 0x3020},   CodePoints {0xD800, 0xF8FF},
    CodePoints {0xFE00, 0xFE6F},    CodePoints {0xFEFD, 0xFF0F},   CodePoints {0xFF1A, 0xFF20},
    CodePoints {0xFFE0, 0xFFFF},    CodePoints {0x1F000, 0x1F0FF}, CodePoints {0x1F110, 0x1FBEF},
    CodePoints {0xE0000, 0x10FFFF},
};

} // namespace

char32_t codePointAt(std::string_view text, std::size_t position, std::size_t& size)
{
    const auto byte = [&](std::size_t offset) -> char32_t {
        return position + offset < text.size() ? static_cast<unsigned char>(text[position + offset])
                                               : 0U;
    };
    const auto follows = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
    const char32_t first = byte(0);
    size = 1;
    if (first < 0x80) return first;
    if (first >= 0xC2 && first < 0xE0 && follows(1)) {
        size = 2;
        return ((first & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    }
    if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
        size = 3;
        return ((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    }
    if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
        size = 4;
        return ((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U)
            | (byte(3) & 0x3FU);
    }
    return 0xFFFD;
}

void appendUtf8(std::string& text, char32_t codePoint)
{
    const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        add(codePoint);
    } else if (codePoint < 0x800) {
        add(0xC0U | (codePoint >> 6U));
        add(0x80U | (codePoint & 0x3FU));
    } else if (codePoint < 0x10000) {
        add(0xE0U | (codePoint >> 12U));
        add(0x80U | ((codePoint >> 6U) & 0x3FU));
        add(0x80U | (codePoint & 0x3FU));
    } else {
        add(0xF0U | (codePoint >> 18U));
        add(0x80U | ((codePoint >> 12U) & 0x3FU));
        add(0x80U | ((codePoint >> 6U) & 0x3FU));
        add(0x80U | (codePoint & 0x3FU));
    }
}

std::size_t blankAt(std::string_view text, std::size_t position)
{
    if (position >= text.size()) return 0;
    const auto byte = static_cast<unsigned char>(text[position]);
    if (byte < 0x80)
        return (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x20) ? 1 : 0;
    std::size_t size = 0;
    return isAmong(codePointAt(text, position, size), blanks) ? size : 0;
}

std::string_view withoutOuterBlanks(std::string_view text)
{
    while (const std::size_t size = blankAt(text, 0))
        text.remove_prefix(size);
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && text.size() - last < 4
               && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U)
            --last;
        if (blankAt(text, last) != text.size() - last) break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

namespace {

char32_t lowerCasePoint(char32_t c)
{
    if (c == 0x212A) return 'k'; // KELVIN SIGN
    if (c == 0x212B) return 0xE5; // ANGSTROM SIGN
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2)
        || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c == 0x178) return 0xFF;
    const bool isEvenUpper = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177)
        || (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x1E00 && c <= 0x1E95)
        || (c >= 0x1EA0 && c <= 0x1EFF);
    const bool isOddUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (isEvenUpper) return c | 1U;
    if (isOddUpper) return (c & 1U) != 0 ? c + 1 : c;
    if (c >= 0xFF21 && c <= 0xFF3A) return c + 32;
    return c;
}

} // namespace

std::string lowerCase(std::string_view text)
{
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            lower += lowerCase(text[i++]);
            continue;
        }
        std::size_t size = 0;
        const char32_t codePoint = codePointAt(text, i, size);
        if (codePoint == 0x130)
            lower += "i\xCC\x87"; // The one letter whose lower case is two code points.
        else if (codePoint == 0xFFFD)
            lower += text.substr(i, size);
        else
            appendUtf8(lower, lowerCasePoint(codePoint));
        i += size;
    }
    return lower;
}

bool isWordCharacter(char32_t codePoint)
{
    if (codePoint < 0x80) {
        const char c = static_cast<char>(codePoint);
        return isDigit(c) || isLetter(c) || c == '_';
    }
    return !isAmong(codePoint, wordless);
}

int digitValue(char32_t codePoint)
{
    // Where the ten digits of each script begin (Unicode's category Nd).
    constexpr std::array<char32_t, 37> zeros {
        0x30,   0x660,  0x6F0,  0x7C0,  0x966,  0x9E6,  0xA66,  0xAE6,  0xB66,  0xBE6,
        0xC66,  0xCE6,  0xD66,  0xDE6,  0xE50,  0xED0,  0xF20,  0x1040, 0x1090, 0x17E0,
        0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
        0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    };
    for (const char32_t zero : zeros)
        if (zero <= codePoint && codePoint < zero + 10) return static_cast<int>(codePoint - zero);
    return -1;
}

bool startsWithIgnoringCase(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() && equalsIgnoringCase(text.substr(0, word.size()), word);
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return lowerCase(x) == lowerCase(y); });
}

} // namespace pinwheel
