#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One line of a comparison of two texts.
struct DiffLine {
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    std::string text; ///< without its line ending
    std::uint32_t oldLine = 0; ///< from 1; 0 for an added line
    std::uint32_t newLine = 0; ///< from 1; 0 for a removed line

    friend bool operator==(const DiffLine&, const DiffLine&) = default;
};

/// The lines of both texts, with as few removed and added ones as there can be (Myers, "An O(ND)
/// difference algorithm", 1986). Removed lines stand before the added ones that replace them. Texts
/// that differ in more than some thousand lines are compared as one block.
[[nodiscard]] std::vector<DiffLine> diffLines(std::string_view before, std::string_view after);

/// The unified diff that `patch -p1` and `git apply` take; empty when the texts are equal.
/// @param context  unchanged lines around each change
[[nodiscard]] std::string unifiedDiff(std::string_view path, std::string_view before,
                                      std::string_view after, int context = 3);

} // namespace pinwheel
