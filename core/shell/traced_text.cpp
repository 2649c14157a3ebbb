#include "core/shell/traced_text.h"

#include <algorithm>

namespace pinwheel {

TracedText TracedText::written(std::string_view text, std::uint32_t sourceBegin,
                               std::uint32_t source)
{
    TracedText result;
    result.appendWritten(text, sourceBegin, source);
    return result;
}

Known<std::string> TracedText::text() const
{
    if (gaps.empty()) return bytes;
    return unknown(gaps.front().reason);
}

std::string TracedText::display(std::string_view placeholder) const
{
    std::string result;
    std::size_t at = 0;
    for (const Gap& gap : gaps) {
        result.append(bytes, at, gap.at - at);
        result += placeholder;
        at = gap.at;
    }
    result.append(bytes, at, std::string::npos);
    return result;
}

void TracedText::appendWritten(std::string_view text, std::uint32_t sourceBegin,
                               std::uint32_t source)
{
    if (text.empty()) return;
    const auto begin = static_cast<std::uint32_t>(bytes.size());
    const auto length = static_cast<std::uint32_t>(text.size());
    bytes += text;
    if (!origins.empty()) {
        Origin& last = origins.back();
        if (last.begin + last.length == begin && last.source == source
            && last.sourceBegin + last.length == sourceBegin) {
            last.length += length;
            return;
        }
    }
    origins.push_back(
        {.begin = begin, .length = length, .source = source, .sourceBegin = sourceBegin});
}

void TracedText::append(const TracedText& other)
{
    const auto shift = static_cast<std::uint32_t>(bytes.size());
    if (other.origins.empty() && other.gaps.empty()) {
        bytes += other.bytes;
        return;
    }
    bytes += other.bytes;
    for (const Origin& origin : other.origins) {
        Origin moved = origin;
        moved.begin += shift;
        if (!origins.empty()) {
            Origin& last = origins.back();
            if (last.begin + last.length == moved.begin && last.source == moved.source
                && last.sourceBegin + last.length == moved.sourceBegin) {
                last.length += moved.length;
                continue;
            }
        }
        origins.push_back(moved);
    }
    for (const Gap& gap : other.gaps)
        gaps.push_back({.at = gap.at + shift, .reason = gap.reason});
}

void TracedText::appendGap(std::string reason)
{
    const auto at = static_cast<std::uint32_t>(bytes.size());
    if (!gaps.empty() && gaps.back().at == at)
        return; // Two neighbouring gaps say no more than one.
    gaps.push_back({.at = at, .reason = std::move(reason)});
}

TracedText TracedText::slice(std::size_t begin, std::size_t end) const
{
    end = std::min(end, bytes.size());
    begin = std::min(begin, end);
    TracedText result;
    result.bytes = bytes.substr(begin, end - begin);
    // Both lists are in order, and a filter slices a long text byte by byte: only what lies inside
    // is looked at.
    auto origin = std::ranges::partition_point(
        origins, [begin](const Origin& before) { return before.begin + before.length <= begin; });
    for (; origin != origins.end() && origin->begin < end; ++origin) {
        const std::size_t from = std::max<std::size_t>(origin->begin, begin);
        const std::size_t to = std::min<std::size_t>(origin->begin + origin->length, end);
        if (from >= to) continue;
        result.origins.push_back({.begin = static_cast<std::uint32_t>(from - begin),
                                  .length = static_cast<std::uint32_t>(to - from),
                                  .source = origin->source,
                                  .sourceBegin = origin->sourceBegin
                                      + static_cast<std::uint32_t>(from - origin->begin)});
    }
    for (auto at = std::ranges::lower_bound(gaps, begin, {}, &Gap::at);
         at != gaps.end() && at->at <= end; ++at) {
        const Gap& gap = *at;
        if (gap.at < end || end == bytes.size())
            result.gaps.push_back(
                {.at = static_cast<std::uint32_t>(gap.at - begin), .reason = gap.reason});
    }
    return result;
}

bool TracedText::scriptRange(std::size_t begin, std::size_t end, ShellRange& range) const
{
    bool found = false;
    for (const Origin& origin : origins) {
        if (origin.source != 0) continue;
        const std::size_t from = std::max<std::size_t>(origin.begin, begin);
        const std::size_t to = std::min<std::size_t>(origin.begin + origin.length, end);
        const bool touches = from < to || (begin == end && from == to);
        if (!touches) continue;
        const auto low = origin.sourceBegin + static_cast<std::uint32_t>(from - origin.begin);
        const auto high = origin.sourceBegin + static_cast<std::uint32_t>(to - origin.begin);
        range = found ? ShellRange {std::min(range.begin, low), std::max(range.end, high)}
                      : ShellRange {low, high};
        found = true;
    }
    return found;
}

TracedText withoutNul(const TracedText& text)
{
    TracedText result;
    std::size_t begin = 0;
    for (std::size_t at = text.bytes.find('\0'); at != std::string::npos;
         at = text.bytes.find('\0', begin)) {
        result.append(text.slice(begin, at));
        begin = at + 1;
    }
    result.append(text.slice(begin, text.bytes.size()));
    return result;
}

} // namespace pinwheel
