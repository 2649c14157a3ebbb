#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace pinwheel {

/// A part of a line, in UTF-16 units.
struct WordRange {
    int begin = 0;
    int length = 0;

    friend bool operator==(const WordRange&, const WordRange&) = default;
};

/// One row of two texts beside each other.
struct SideBySideRow {
    enum class Kind {
        Same,
        Changed, ///< a line that became another one
        Removed,
        Added,
        Gap, ///< `hidden` unchanged lines are left out
    };
    Kind kind = Kind::Same;
    QString left;
    QString right;
    int leftLine = 0; ///< from 1; 0 where there is none
    int rightLine = 0;
    std::vector<WordRange> leftWords; ///< what of a changed line went
    std::vector<WordRange> rightWords; ///< what came
    int hidden = 0;

    friend bool operator==(const SideBySideRow&, const SideBySideRow&) = default;
};

/// Both texts line by line, changed lines facing each other with the words that differ.
/// @param context  unchanged lines kept around each change; longer runs become a gap
[[nodiscard]] std::vector<SideBySideRow> sideBySide(std::string_view before, std::string_view after,
                                                    int context = 3);

} // namespace pinwheel
