#include "core/dockerfile/joined_text.h"

#include <algorithm>

namespace pinwheel {

namespace {

std::uint32_t sizeOf(std::string_view text)
{
    return static_cast<std::uint32_t>(text.size());
}

} // namespace

void JoinedText::append(std::string_view bytes, std::uint32_t source)
{
    if (m_text.empty()) m_start = source;
    if (bytes.empty()) return;
    const bool touches =
        !m_segments.empty() && m_segments.back().source + m_segments.back().length == source;
    if (touches) {
        m_segments.back().length += sizeOf(bytes);
    } else {
        m_segments.push_back({.begin = sizeOf(m_text), .source = source, .length = sizeOf(bytes)});
    }
    m_text += bytes;
}

std::uint32_t JoinedText::sourceOf(std::uint32_t offset) const
{
    if (m_segments.empty()) return m_start;
    auto next = std::ranges::upper_bound(m_segments, offset, {}, &Segment::begin);
    if (next != m_segments.begin()) --next;
    return next->source + std::min(offset - next->begin, next->length);
}

Span JoinedText::toSource(std::uint32_t begin, std::uint32_t end) const
{
    begin = std::min(begin, sizeOf(m_text));
    end = std::clamp(end, begin, sizeOf(m_text));
    const std::uint32_t first = sourceOf(begin);
    if (begin == end) return {m_file, first, first};
    return {m_file, first, sourceOf(end - 1) + 1};
}

std::vector<Span> JoinedText::pieces(std::uint32_t begin, std::uint32_t end) const
{
    std::vector<Span> spans;
    for (const Segment& segment : m_segments) {
        const std::uint32_t from = std::max(begin, segment.begin);
        const std::uint32_t to = std::min(end, segment.begin + segment.length);
        if (from >= to) continue;
        spans.push_back({m_file, segment.source + (from - segment.begin),
                         segment.source + (to - segment.begin)});
    }
    return spans;
}

JoinedText JoinedText::slice(std::uint32_t begin, std::uint32_t end) const
{
    begin = std::min(begin, sizeOf(m_text));
    end = std::clamp(end, begin, sizeOf(m_text));
    JoinedText part(m_file);
    part.m_start = sourceOf(begin);
    for (const Span piece : pieces(begin, end))
        part.m_segments.push_back({.begin = part.m_segments.empty() ? 0
                                                                    : part.m_segments.back().begin
                                           + part.m_segments.back().length,
                                   .source = piece.begin,
                                   .length = piece.size()});
    part.m_text = m_text.substr(begin, end - begin);
    return part;
}

} // namespace pinwheel
