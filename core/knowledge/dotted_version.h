#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The leading release numbers of a version for the comparisons that fact tables need:
/// "2.5.1+cu124" is 2, 5, 1; "0.0.22.post3" is 0, 0, 22, and its post number counts last. Not a PEP
/// 440 version: that one is core/python's.
struct DottedVersion {
    std::vector<int> numbers;
    int post = -1; ///< of ".postN"; -1 for none

    /// Missing numbers count as zero.
    friend std::strong_ordering operator<=>(const DottedVersion& a, const DottedVersion& b);
    friend bool operator==(const DottedVersion& a, const DottedVersion& b)
    {
        return (a <=> b) == 0;
    }
};

/// Stops at the first part that is no number; an empty list for text that begins with none.
[[nodiscard]] DottedVersion parseDottedVersion(std::string_view text);
/// Whether `version` begins with all numbers of `prefix`: 2.8.3 begins with 2.8.
[[nodiscard]] bool beginsWith(const DottedVersion& version, const DottedVersion& prefix);
/// "12.4.1" gives "12.4".
[[nodiscard]] std::string majorMinor(std::string_view version);

} // namespace pinwheel
