#pragma once

#include "core/text/source_set.h"

#include <optional>
#include <string>
#include <vector>

namespace pinwheel {

/// A span as people and tools name it; lines and columns count from 1, columns in code points, the
/// end is exclusive.
struct Place {
    std::string file;
    LineColumn begin;
    LineColumn end;
    bool written = false; ///< of a text that the build writes, not of a file of the project

    /// "requirements.txt:12:1"
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Place&, const Place&) = default;
};
[[nodiscard]] Place placeOf(const SourceSet& sources, Span span);

/// One line of a text with the part of it that a span marks, made safe for display.
struct QuotedLine {
    std::uint32_t number = 1;
    std::string text; ///< tabs as four blanks, credentials redacted
    std::size_t markBegin = 0; ///< display columns of the mark in `text`, from 0
    std::size_t markEnd = 0; ///< equal to markBegin where nothing of the line is marked
    std::size_t markBeginByte = 0; ///< the same in bytes of `text`
    std::size_t markEndByte = 0;
};
/// The lines that a span touches, at most `maxLines` (the rest is left out). An empty span marks
/// one column.
[[nodiscard]] std::vector<QuotedLine> quoteLines(const SourceSet& sources, Span span,
                                                 std::size_t maxLines = 6);

/// SHA-256 of some bytes, in lower-case hexadecimal digits. Source: FIPS 180-4.
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace pinwheel
