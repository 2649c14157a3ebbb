#include "core/requirements/traced_line.h"

#include <algorithm>

namespace pinwheel {

void TracedLine::add(std::string_view text, std::uint32_t begin, std::uint32_t end)
{
    m_pieces.push_back({.at = m_text.size(), .length = text.size(), .begin = begin, .end = end});
    m_text += text;
}

void TracedLine::append(const TracedLine& line, std::size_t begin, std::size_t end)
{
    for (const Piece& piece : line.m_pieces) {
        const std::size_t from = std::max(begin, piece.at);
        const std::size_t to = std::min(end, piece.at + piece.length);
        if (from >= to) continue;
        const std::string_view part = std::string_view(line.m_text).substr(from, to - from);
        if (piece.isVerbatim())
            append(part, piece.begin + static_cast<std::uint32_t>(from - piece.at));
        else
            appendInstead(part, piece.begin, piece.end);
    }
}

void TracedLine::keep(std::size_t begin, std::size_t end)
{
    if (begin == 0 && end >= m_text.size()) return;
    TracedLine kept;
    kept.append(*this, begin, end);
    *this = std::move(kept);
}

std::uint32_t TracedLine::beginOf(std::size_t position) const
{
    for (const Piece& piece : m_pieces)
        if (position < piece.at + piece.length)
            return piece.isVerbatim()
                ? piece.begin + static_cast<std::uint32_t>(position - piece.at)
                : piece.begin;
    return m_pieces.empty() ? 0 : m_pieces.back().end;
}

std::uint32_t TracedLine::endOf(std::size_t position) const
{
    if (position == 0) return beginOf(0);
    for (const Piece& piece : m_pieces)
        if (position <= piece.at + piece.length)
            return piece.isVerbatim()
                ? piece.begin + static_cast<std::uint32_t>(position - piece.at)
                : piece.end;
    return m_pieces.empty() ? 0 : m_pieces.back().end;
}

} // namespace pinwheel
