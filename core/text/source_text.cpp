#include "core/text/source_text.h"

#include <algorithm>
#include <iterator>

namespace pinwheel {

SourceText::SourceText(std::string path, std::string bytes, TextOrigin origin)
    : m_path(std::move(path))
    , m_bytes(std::move(bytes))
    , m_origin(origin)
    , m_lineStarts {0}
{
    for (std::size_t at = m_bytes.find('\n'); at != std::string::npos;
         at = m_bytes.find('\n', at + 1))
        m_lineStarts.push_back(static_cast<std::uint32_t>(at + 1));
}

std::string_view SourceText::slice(std::uint32_t begin, std::uint32_t end) const
{
    const std::size_t last = std::min<std::size_t>(end, m_bytes.size());
    const std::size_t first = std::min<std::size_t>(begin, last);
    return std::string_view(m_bytes).substr(first, last - first);
}

std::uint32_t SourceText::lineOf(std::uint32_t offset) const
{
    const auto next = std::ranges::upper_bound(m_lineStarts, offset);
    return static_cast<std::uint32_t>(std::distance(m_lineStarts.begin(), next));
}

LineColumn SourceText::place(std::uint32_t offset) const
{
    offset = static_cast<std::uint32_t>(std::min<std::size_t>(offset, m_bytes.size()));
    const std::uint32_t line = lineOf(offset);
    const std::string_view before = slice(m_lineStarts[line - 1], offset);
    // Continuation bytes of UTF-8 do not begin a code point.
    const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return {line, static_cast<std::uint32_t>(std::ranges::count_if(before, isStart)) + 1};
}

std::uint32_t SourceText::lineStart(std::uint32_t line) const
{
    if (line == 0) return 0;
    return line <= m_lineStarts.size() ? m_lineStarts[line - 1]
                                       : static_cast<std::uint32_t>(m_bytes.size());
}

std::string_view SourceText::lineText(std::uint32_t line) const
{
    std::string_view text = slice(lineStart(line), lineStart(line + 1));
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

} // namespace pinwheel
