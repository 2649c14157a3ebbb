#pragma once

#include "core/text/span.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A place for people: both count from 1; the column counts Unicode code points.
struct LineColumn {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

/// Where a text comes from.
enum class TextOrigin {
    Disk, ///< a file of the project
    Written, ///< made by an instruction of the build (`echo … > file`, a heredoc)
};

/// One immutable text with its name; shared by pointer to const, so views and threads read it
/// without a lock.
class SourceText
{
public:
    /// @param path   as shown and as used by edits: relative to the audited folder, or the path in
    /// the image for
    ///               a text that the build writes
    /// @param bytes  as stored; any bytes, a leading BOM included
    SourceText(std::string path, std::string bytes, TextOrigin origin = TextOrigin::Disk);

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] TextOrigin origin() const { return m_origin; }
    [[nodiscard]] std::uint32_t lineCount() const
    {
        return static_cast<std::uint32_t>(m_lineStarts.size());
    }

    /// Bytes of [begin, end), clipped to the text.
    [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const;
    [[nodiscard]] std::string_view slice(Span span) const { return slice(span.begin, span.end); }

    /// Place of a byte; an offset past the end is the place after the last byte.
    [[nodiscard]] LineColumn place(std::uint32_t offset) const;
    /// First byte of a line that counts from 1; lines past the end give the size.
    [[nodiscard]] std::uint32_t lineStart(std::uint32_t line) const;
    /// Text of a line that counts from 1, without its line ending.
    [[nodiscard]] std::string_view lineText(std::uint32_t line) const;
    /// Line (from 1) that holds the byte.
    [[nodiscard]] std::uint32_t lineOf(std::uint32_t offset) const;

private:
    std::string m_path;
    std::string m_bytes;
    TextOrigin m_origin;
    std::vector<std::uint32_t> m_lineStarts; ///< first byte of each line; "\n" ends a line
};

using SourceTextPtr = std::shared_ptr<const SourceText>;

} // namespace pinwheel
