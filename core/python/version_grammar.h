#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace pinwheel {

/// The parts of a version as they stand in some text; the common grammar of versions and of
/// specifiers' versions.
struct VersionParts {
    std::string_view epoch; ///< digits; empty when none is written
    std::string_view release; ///< "1.02.0"
    std::size_t releaseNumbers = 0;
    char pre = 0; ///< 'a', 'b', 'c' (for "rc"); 0 for none
    std::string_view preNumber;
    bool hasPost = false;
    std::string_view postNumber; ///< empty stands for 0, here and below
    bool hasDev = false;
    std::string_view devNumber;
    std::size_t releaseEnd = 0; ///< past the release numbers
    std::size_t publicEnd = 0; ///< past all but the local label
    std::string_view local; ///< without "+"; empty when none is written
    std::size_t end = 0; ///< past everything
};

/// The longest version at `position`, without blanks around it; none when the text there begins
/// with no version. Source: PEP 440, Appendix B.
[[nodiscard]] std::optional<VersionParts> scanVersion(std::string_view text, std::size_t position);

} // namespace pinwheel
