#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pinwheel {

/// One character of a text: its code point and how many bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t size = 1;
    bool valid = true; ///< false: the byte is no UTF-8; `size` is 1 then
};

/// The character at `at`, which is inside the text. Overlong forms and surrogates are no UTF-8 (RFC
/// 3629).
[[nodiscard]] inline CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t size = first >= 0xF0 && first <= 0xF4 ? 4
        : first >= 0xE0 && first < 0xF0                     ? 3
        : first >= 0xC2 && first < 0xE0                     ? 2
                                                            : 0;
    if (size == 0 || at + size > text.size()) return {0xFFFD, 1, false};
    char32_t value = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {0xFFFD, 1, false};
        value = (value << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {0xFFFD, 1, false};
    return {value, size, true};
}

/// Calls `take(CodePoint, std::string_view bytes)` for every character.
template <class Take>
void forEachCodePoint(std::string_view text, Take take)
{
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        take(point, text.substr(at, point.size));
        at += point.size;
    }
}

} // namespace pinwheel
