#pragma once

#include "core/base/id.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace pinwheel {

struct FileKind;
/// One text of an audit: an index into its SourceSet.
using FileId = Id<FileKind>;

/// A range of bytes of one text, [begin, end). The one range type; line and column are computed for
/// display.
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool isEmpty() const { return begin == end; }
    [[nodiscard]] constexpr bool contains(Span other) const
    {
        return file == other.file && begin <= other.begin && other.end <= end;
    }
    /// Half-open: an offset at `end` is outside.
    [[nodiscard]] constexpr bool contains(std::uint32_t offset) const
    {
        return begin <= offset && offset < end;
    }
    /// Two empty or touching ranges do not overlap.
    [[nodiscard]] constexpr bool overlaps(Span other) const
    {
        return file == other.file && begin < other.end && other.begin < end;
    }
    friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// The smallest range that holds both; both are of one text.
[[nodiscard]] constexpr Span cover(Span a, Span b)
{
    return {a.file, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

} // namespace pinwheel
