#pragma once

#include "core/text/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Text put together from pieces of a file (continuation lines joined, comment lines dropped), with
/// the place in the file of every byte.
class JoinedText
{
public:
    /// Bytes that stand together in the file and in the text. Sorted by both; adjacent ones are
    /// merged.
    struct Segment {
        std::uint32_t begin = 0; ///< first byte in the joined text
        std::uint32_t source = 0; ///< first byte in the file
        std::uint32_t length = 0;

        friend bool operator==(const Segment&, const Segment&) = default;
    };

    JoinedText() = default;
    explicit JoinedText(FileId file)
        : m_file(file)
    {
    }

    /// Adds bytes that stand in the file at `source`.
    void append(std::string_view bytes, std::uint32_t source);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] FileId file() const { return m_file; }
    [[nodiscard]] const std::vector<Segment>& segments() const { return m_segments; }

    /// Offset in the file of one byte; the offset past the end gives the place after the last byte.
    [[nodiscard]] std::uint32_t sourceOf(std::uint32_t offset) const;
    /// The smallest range of the file that holds the bytes [begin, end) of the text. An empty range
    /// gives an empty span. Offsets past the end are clipped.
    [[nodiscard]] Span toSource(std::uint32_t begin, std::uint32_t end) const;
    /// The ranges of the file that hold exactly the bytes [begin, end): more than one where the
    /// range crosses a line continuation.
    [[nodiscard]] std::vector<Span> pieces(std::uint32_t begin, std::uint32_t end) const;
    /// The part [begin, end) as a text of its own.
    [[nodiscard]] JoinedText slice(std::uint32_t begin, std::uint32_t end) const;
    /// The whole text in the file.
    [[nodiscard]] Span span() const
    {
        return toSource(0, static_cast<std::uint32_t>(m_text.size()));
    }

    friend bool operator==(const JoinedText&, const JoinedText&) = default;

private:
    FileId m_file;
    std::string m_text;
    std::vector<Segment> m_segments;
    std::uint32_t m_start = 0; ///< place in the file of an empty text
};

} // namespace pinwheel
