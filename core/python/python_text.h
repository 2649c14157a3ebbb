#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text as Python's `str` and `re` see it, over UTF-8 bytes: the packaging standards are read by
/// Python programs, so what counts as a blank or a letter is what counts there.
namespace pinwheel {

/// Bytes of the blank at `position` (Python's `\s`, Unicode's blanks included); 0 where none
/// stands.
[[nodiscard]] std::size_t blankAt(std::string_view text, std::size_t position);
/// Without the blanks at both ends, as `str.strip()`.
[[nodiscard]] std::string_view withoutOuterBlanks(std::string_view text);

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Lower case of ASCII and of the Latin, Greek and Cyrillic letters whose lower case is one code
/// point.
[[nodiscard]] std::string lowerCase(std::string_view text);
/// The code point that begins at `position`, and its bytes in `size`; U+FFFD of one byte where the
/// text is not UTF-8.
[[nodiscard]] char32_t codePointAt(std::string_view text, std::size_t position, std::size_t& size);
void appendUtf8(std::string& text, char32_t codePoint);

/// True for what `\w` takes: letters, digits, `_`. Beyond ASCII, everything counts but punctuation,
/// symbols, blanks and unassigned planes, told by block and not by character.
[[nodiscard]] bool isWordCharacter(char32_t codePoint);

/// The value of a decimal digit of any script of the basic plane (Python's `\d`); -1 for anything
/// else.
[[nodiscard]] int digitValue(char32_t codePoint);

/// True when `text` begins with `word` (in lower case) in any case.
[[nodiscard]] bool startsWithIgnoringCase(std::string_view text, std::string_view word);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace pinwheel
