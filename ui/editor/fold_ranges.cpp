#include "ui/editor/fold_ranges.h"

#include "core/dockerfile/dockerfile.h"

#include <algorithm>

namespace pinwheel {

namespace {

constexpr int shortestComment = 4; // Lines; less is not worth a sign in the margin.

/// The text by line, without line endings.
std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        begin = end + 1;
    }
    return lines;
}

std::string_view trimmed(std::string_view line)
{
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

void add(std::vector<FoldRange>& ranges, int first, int last)
{
    if (last > first) ranges.push_back({first, last});
}

std::vector<FoldRange> dockerfileRanges(std::string_view text)
{
    const Dockerfile dockerfile = parseDockerfile(FileId {0}, text);
    std::vector<FoldRange> ranges;
    const auto stages = std::ranges::count(dockerfile.instructions, "FROM", &Instruction::keyword);
    int stageBegin = -1;
    int previousEnd = -1;
    for (const Instruction& instruction : dockerfile.instructions) {
        const int first = static_cast<int>(instruction.startLine) - 1;
        if (instruction.keyword == "FROM" && stages > 1) {
            if (stageBegin >= 0) add(ranges, stageBegin, previousEnd);
            stageBegin = first;
        }
        previousEnd = static_cast<int>(instruction.endLine) - 1;
        add(ranges, first, previousEnd);
    }
    if (stageBegin >= 0) add(ranges, stageBegin, previousEnd);
    int commentBegin = -1;
    int commentEnd = -2;
    const auto closeComment = [&] {
        if (commentBegin >= 0 && commentEnd - commentBegin + 1 >= shortestComment)
            add(ranges, commentBegin, commentEnd);
    };
    for (const DockerfileComment& comment : dockerfile.comments) {
        const int line = static_cast<int>(comment.line) - 1;
        if (comment.inInstruction) continue;
        if (line != commentEnd + 1) {
            closeComment();
            commentBegin = line;
        }
        commentEnd = line;
    }
    closeComment();
    return ranges;
}

std::vector<FoldRange> requirementRanges(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    const int count = static_cast<int>(lines.size());
    std::vector<FoldRange> ranges;
    for (int line = 0; line < count;) {
        const std::string_view first = trimmed(lines[static_cast<std::size_t>(line)]);
        int last = line;
        int mostLast = count - 1;
        if (first.starts_with('#')) {
            // A heading and what stands below it, up to the next empty line.
            while (last + 1 < count && !trimmed(lines[static_cast<std::size_t>(last) + 1]).empty())
                ++last;
            add(ranges, line, last);
            mostLast = last;
        }
        for (int inside = line; inside <= last;) {
            int end = inside;
            while (end < mostLast && lines[static_cast<std::size_t>(end)].ends_with('\\')
                   && !trimmed(lines[static_cast<std::size_t>(end)]).starts_with('#'))
                ++end;
            add(ranges, inside, end);
            last = std::max(last, end);
            inside = end + 1;
        }
        line = last + 1;
    }
    return ranges;
}

std::vector<FoldRange> indentedRanges(std::string_view text)
{
    struct Open {
        int line = 0;
        std::size_t indent = 0;
    };
    std::vector<FoldRange> ranges;
    std::vector<Open> open;
    int lastFilled = -1;
    const std::vector<std::string_view> lines = linesOf(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t indent = lines[i].find_first_not_of(" \t");
        if (indent == std::string_view::npos) continue;
        while (!open.empty() && open.back().indent >= indent) {
            add(ranges, open.back().line, lastFilled);
            open.pop_back();
        }
        open.push_back({static_cast<int>(i), indent});
        lastFilled = static_cast<int>(i);
    }
    for (const Open& left : open)
        add(ranges, left.line, lastFilled);
    return ranges;
}

} // namespace

std::vector<FoldRange> foldRanges(std::string_view text, FoldKind kind)
{
    std::vector<FoldRange> ranges;
    switch (kind) {
    case FoldKind::None:
        break;
    case FoldKind::Dockerfile:
        ranges = dockerfileRanges(text);
        break;
    case FoldKind::Requirements:
        ranges = requirementRanges(text);
        break;
    case FoldKind::Indented:
        ranges = indentedRanges(text);
        break;
    }
    // Outer ones first where two begin together.
    std::ranges::sort(ranges, [](const FoldRange& a, const FoldRange& b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    const auto doubled = std::ranges::unique(ranges);
    ranges.erase(doubled.begin(), doubled.end());
    return ranges;
}

std::vector<FoldLine> foldLines(const std::vector<FoldRange>& ranges, int lineCount)
{
    std::vector<FoldLine> lines(static_cast<std::size_t>(std::max(0, lineCount)));
    std::vector<int> change(lines.size() + 1, 0);
    for (const FoldRange& range : ranges) {
        if (range.first < 0 || range.first >= lineCount) continue;
        lines[static_cast<std::size_t>(range.first)].opens = true;
        ++change[static_cast<std::size_t>(std::min(range.first + 1, lineCount))];
        --change[static_cast<std::size_t>(std::min(range.last + 1, lineCount))];
    }
    int depth = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        depth += change[i];
        lines[i].depth = depth;
    }
    return lines;
}

} // namespace pinwheel
