#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The Unicode classes by which BuildKit (through Go's unicode package) splits a Dockerfile.
namespace pinwheel::unicode {

/// One code point of UTF-8 text. A byte that is no UTF-8 counts as U+FFFD of length 1.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; ///< bytes; 0 at the end of the text
};

[[nodiscard]] CodePoint decode(std::string_view text, std::size_t offset);
void append(std::string& text, char32_t value);

/// White_Space of Unicode, as Go's unicode.IsSpace.
[[nodiscard]] bool isSpace(char32_t value);
/// Category L.
[[nodiscard]] bool isLetter(char32_t value);
/// Category Nd.
[[nodiscard]] bool isDigit(char32_t value);

/// The capital letter of a small one of the Latin-1, Greek and Cyrillic alphabets; all others stay.
[[nodiscard]] char32_t upperCase(char32_t value);

/// Bytes of white space at the begin and at the end.
[[nodiscard]] std::size_t leadingSpace(std::string_view text);
[[nodiscard]] std::size_t trailingSpace(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace pinwheel::unicode
