#include "core/text/position_map.h"

namespace pinwheel {

void PositionMap::replace(std::uint32_t begin, std::uint32_t end, std::uint32_t newLength)
{
    m_changes.push_back({begin, end, newLength});
}

std::optional<Span> PositionMap::map(Span old) const
{
    Span now = old;
    for (const Change& change : m_changes) {
        const std::uint32_t removed = change.end - change.begin;
        if (change.end <= now.begin) {
            now.begin = now.begin - removed + change.newLength;
            now.end = now.end - removed + change.newLength;
        } else if (change.begin < now.end) {
            return std::nullopt;
        }
    }
    return now;
}

} // namespace pinwheel
