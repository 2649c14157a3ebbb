#pragma once

#include "core/text/span.h"

#include <optional>
#include <vector>

namespace pinwheel {

/// Carries places across edits made after an audit: built edit by edit, asked for where an old byte
/// is now.
class PositionMap
{
public:
    /// Records that [begin, end) of the present text was replaced by `newLength` bytes.
    void replace(std::uint32_t begin, std::uint32_t end, std::uint32_t newLength);
    [[nodiscard]] bool isIdentity() const { return m_changes.empty(); }
    /// The present place of an old range; none when an edit touched its inside.
    [[nodiscard]] std::optional<Span> map(Span old) const;

private:
    struct Change {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t newLength = 0;
    };
    std::vector<Change> m_changes; ///< in the order in which they were made
};

} // namespace pinwheel
