#pragma once

#include <string_view>
#include <vector>

namespace pinwheel {

/// How a text is divided into parts that can be folded.
enum class FoldKind {
    None,
    Dockerfile, ///< stages where there are several, instructions of several lines, long comments
    Requirements, ///< blocks under a comment, lines that go on behind a backslash
    Indented, ///< YAML: what stands deeper than the line before it
};

/// Lines from 0; the first one stays when the others are hidden.
struct FoldRange {
    int first = 0;
    int last = 0; ///< greater than `first`

    friend auto operator<=>(const FoldRange&, const FoldRange&) = default;
};

/// The parts of a text, by place; nested or apart, never crossing.
[[nodiscard]] std::vector<FoldRange> foldRanges(std::string_view text, FoldKind kind);

/// How deep each line lies in the ranges, and whether a range begins there.
struct FoldLine {
    int depth = 0;
    bool opens = false;

    friend bool operator==(const FoldLine&, const FoldLine&) = default;
};
[[nodiscard]] std::vector<FoldLine> foldLines(const std::vector<FoldRange>& ranges, int lineCount);

} // namespace pinwheel
