#pragma once

#include "ui/editor/finding_marks.h"

#include <functional>
#include <vector>

namespace pinwheel {

/// Where inline notes stand.
enum class NotePlacement { Below, LineEnd, Off };

/// The one note that a line shows, and how many more it has.
struct LineNote {
    int line = 0; ///< from 0
    std::size_t mark = 0; ///< index of the mark whose note is shown
    std::vector<std::size_t> all; ///< every mark with a note on this line, worst first; never empty
    bool below = true; ///< a row of its own below the line; false: in what is left of the line

    friend bool operator==(const LineNote&, const LineNote&) = default;
};

/// The notes of a text, by line. A line has one note: that of the selected finding where it has one
/// there, else the worst. Whether it gets a row depends on the worst alone, so that selecting never
/// moves the text: remarks of low level stand in what is left of their line.
/// @param lineOf  the line (from 0) at whose end, or below which, the note of a mark stands
[[nodiscard]] std::vector<LineNote> lineNotes(const std::vector<FindingMark>& marks,
                                              const std::function<int(const FindingMark&)>& lineOf,
                                              NotePlacement placement,
                                              const QString& selectedFinding);

} // namespace pinwheel
