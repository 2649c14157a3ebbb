#include "core/report/places.h"

#include "core/base/format.h"
#include "core/report/escape.h"

#include <algorithm>

namespace pinwheel {
namespace {

std::string displayed(std::string_view text)
{
    std::string out;
    for (const char c : plainText(text)) {
        if (c == '\t')
            out += "    ";
        else
            out += c;
    }
    return out;
}

/// Columns of a quoted line that are shown; a minified or generated line would fill the screen.
constexpr std::size_t quotedColumns = 220;
/// Columns shown before the mark of such a line.
constexpr std::size_t columnsBeforeMark = 60;

/// A long line cut to the surroundings of its mark.
void keepSurroundings(QuotedLine& line)
{
    if (line.text.size() <= quotedColumns) return;
    const auto boundary = [&](std::size_t at) {
        while (at > 0 && at < line.text.size()
               && (static_cast<unsigned char>(line.text[at]) & 0xC0U) == 0x80U)
            --at;
        return std::min(at, line.text.size());
    };
    const std::size_t from = line.markBeginByte > columnsBeforeMark + 20
        ? boundary(line.markBeginByte - columnsBeforeMark)
        : 0;
    const std::size_t to = boundary(from + quotedColumns);
    const std::string_view dots = "…";
    const std::size_t shift = from > 0 ? dots.size() : 0;
    std::string cut = from > 0 ? std::string(dots) : std::string();
    cut += line.text.substr(from, to - from);
    const std::size_t end = cut.size();
    if (to < line.text.size()) cut += dots;
    line.text = std::move(cut);
    line.markBeginByte = std::min(line.markBeginByte - from + shift, end);
    line.markEndByte = std::clamp(line.markEndByte - from + shift, line.markBeginByte, end);
}

} // namespace

std::string Place::text() const
{
    return formatted("{}:{}:{}", file, begin.line, begin.column);
}

Place placeOf(const SourceSet& sources, Span span)
{
    if (span.file.index() >= sources.size()) return {};
    const SourceText& text = sources.text(span.file);
    return {text.path(), text.place(span.begin), text.place(std::max(span.begin, span.end)),
            text.origin() == TextOrigin::Written};
}

std::vector<QuotedLine> quoteLines(const SourceSet& sources, Span span, std::size_t maxLines)
{
    std::vector<QuotedLine> out;
    if (span.file.index() >= sources.size()) return out;
    const SourceText& text = sources.text(span.file);
    const std::uint32_t first = text.lineOf(span.begin);
    // A span that ends with a line end does not mark the line after it.
    const std::uint32_t last =
        span.isEmpty() ? first : text.lineOf(std::max(span.begin, span.end - 1));
    for (std::uint32_t line = first; line <= last && out.size() < maxLines; ++line) {
        const std::string_view whole = text.lineText(line);
        const std::uint32_t start = text.lineStart(line);
        const auto clip = [&](std::uint32_t offset) {
            return std::min<std::size_t>(offset > start ? offset - start : 0, whole.size());
        };
        std::size_t begin = clip(span.begin);
        const std::size_t end = std::max(begin, clip(span.end));
        if (line > first)
            begin = std::min(std::min(whole.find_first_not_of(" \t"), whole.size()), end);
        QuotedLine quoted {.number = line, .text = displayed(whole)};
        const std::string head = displayed(whole.substr(0, begin));
        const std::string mark = displayed(whole.substr(0, end));
        // Where redaction shortened the line, the mark keeps inside it.
        quoted.markBeginByte = std::min(head.size(), quoted.text.size());
        quoted.markEndByte = std::clamp(mark.size(), quoted.markBeginByte, quoted.text.size());
        if (!quoted.text.starts_with(mark)) {
            quoted.markBeginByte = 0;
            quoted.markEndByte = quoted.text.size();
        }
        keepSurroundings(quoted);
        quoted.markBegin =
            displayWidth(std::string_view(quoted.text).substr(0, quoted.markBeginByte));
        quoted.markEnd = displayWidth(std::string_view(quoted.text).substr(0, quoted.markEndByte));
        if (span.isEmpty()) quoted.markEnd = quoted.markBegin + 1;
        out.push_back(std::move(quoted));
    }
    return out;
}

} // namespace pinwheel
