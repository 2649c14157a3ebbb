// Line comparison by Myers' greedy algorithm on what is left after equal heads and tails are set
// aside.

#include "core/text/line_diff.h"

#include "core/base/format.h"

#include <algorithm>
#include <span>

namespace pinwheel {
namespace {

/// Edits up to which the exact comparison is made. Reason: time and memory grow with its square.
constexpr int maxEdits = 2'000;

/// Lines with their endings, so that "a" and "a\r\n" differ and the last line may lack one.
std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t newline = text.find('\n');
        const std::size_t length = newline == std::string_view::npos ? text.size() : newline + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

struct Pair {
    std::size_t before = 0;
    std::size_t after = 0;
};

using Lines = std::vector<std::string_view>;

/// Walks back through the frontiers that Myers' search recorded; gives the kept pairs in ascending
/// order.
std::vector<Pair> walkBack(const std::vector<std::vector<int>>& trace, int n, int m, int offset)
{
    std::vector<Pair> kept;
    int x = n;
    int y = m;
    for (int d = static_cast<int>(trace.size()) - 1; d >= 0; --d) {
        const auto& v = trace[static_cast<std::size_t>(d)];
        const auto at = [&](int k) { return v[static_cast<std::size_t>(offset + k)]; };
        const int k = x - y;
        const int previousK = k == -d || (k != d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
        const int previousX = d == 0 ? 0 : at(previousK);
        const int previousY = d == 0 ? 0 : previousX - previousK;
        while (x > previousX && y > previousY) {
            --x;
            --y;
            kept.push_back({static_cast<std::size_t>(x), static_cast<std::size_t>(y)});
        }
        x = previousX;
        y = previousY;
    }
    std::ranges::reverse(kept);
    return kept;
}

/// Pairs of equal lines in the shortest edit script; none where the texts differ too much.
std::vector<Pair> longestCommon(std::span<const std::string_view> a,
                                std::span<const std::string_view> b)
{
    const int n = static_cast<int>(a.size());
    const int m = static_cast<int>(b.size());
    const int bound = std::min(n + m, maxEdits);
    const int offset = bound + 1;
    std::vector<int> v(static_cast<std::size_t>(2 * bound + 3), 0);
    std::vector<std::vector<int>> trace;
    for (int d = 0; d <= bound; ++d) {
        trace.push_back(v);
        for (int k = -d; k <= d; k += 2) {
            const auto at = [&](int i) -> int& { return v[static_cast<std::size_t>(offset + i)]; };
            int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            int y = x - k;
            while (x < n && y < m
                   && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(y)]) {
                ++x;
                ++y;
            }
            at(k) = x;
            if (x >= n && y >= m) return walkBack(trace, n, m, offset);
        }
    }
    return {};
}

std::string_view withoutEnding(std::string_view line)
{
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The kept pairs over the whole texts: equal heads and tails are found without a search.
std::vector<Pair> keptLines(const Lines& a, const Lines& b)
{
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head
           && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;

    std::vector<Pair> kept;
    for (std::size_t i = 0; i < head; ++i)
        kept.push_back({i, i});
    const auto middleA = std::span(a).subspan(head, a.size() - head - tail);
    const auto middleB = std::span(b).subspan(head, b.size() - head - tail);
    for (const Pair pair : longestCommon(middleA, middleB))
        kept.push_back({pair.before + head, pair.after + head});
    for (std::size_t i = tail; i > 0; --i)
        kept.push_back({a.size() - i, b.size() - i});
    return kept;
}

struct RawLine {
    DiffLine line;
    bool endsWithNewline = true;
};

std::vector<RawLine> rawDiff(std::string_view before, std::string_view after)
{
    const Lines a = splitLines(before);
    const Lines b = splitLines(after);
    std::vector<RawLine> out;
    std::size_t i = 0;
    std::size_t j = 0;
    const auto push = [&](DiffLine::Kind kind, std::string_view text, std::size_t oldLine,
                          std::size_t newLine) {
        out.push_back({{kind, std::string(withoutEnding(text)), static_cast<std::uint32_t>(oldLine),
                        static_cast<std::uint32_t>(newLine)},
                       text.ends_with('\n')});
        // A carriage return is part of the line for a patch.
        if (text.ends_with("\r\n")) out.back().line.text += '\r';
    };
    const auto upTo = [&](std::size_t endA, std::size_t endB) {
        for (; i < endA; ++i)
            push(DiffLine::Kind::Removed, a[i], i + 1, 0);
        for (; j < endB; ++j)
            push(DiffLine::Kind::Added, b[j], 0, j + 1);
    };
    for (const Pair pair : keptLines(a, b)) {
        upTo(pair.before, pair.after);
        push(DiffLine::Kind::Same, a[i], i + 1, j + 1);
        ++i;
        ++j;
    }
    upTo(a.size(), b.size());
    return out;
}

/// The name of a file as git and patch read it: in quotes, with C's escapes, where it holds a
/// quote, a backslash or a control character (git, quote.c).
std::string diffName(std::string_view side, std::string_view path)
{
    const auto isPlain = [](char c) {
        return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20 && c != '\x7f';
    };
    if (std::ranges::all_of(path, isPlain)) return std::string(side) + std::string(path);
    std::string out = "\"" + std::string(side);
    for (const char c : path) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (isPlain(c))
            out += c;
        else
            out += formatted("\\{:03o}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out + '"';
}

/// One hunk of a unified diff: lines [begin, end).
std::string hunkText(std::span<const RawLine> lines, std::uint32_t oldBefore,
                     std::uint32_t newBefore)
{
    std::uint32_t oldCount = 0;
    std::uint32_t newCount = 0;
    std::string body;
    for (const RawLine& raw : lines) {
        const DiffLine::Kind kind = raw.line.kind;
        if (kind != DiffLine::Kind::Added) ++oldCount;
        if (kind != DiffLine::Kind::Removed) ++newCount;
        body += kind == DiffLine::Kind::Same ? ' ' : kind == DiffLine::Kind::Removed ? '-' : '+';
        body += raw.line.text;
        body += '\n';
        if (!raw.endsWithNewline) body += "\\ No newline at end of file\n";
    }
    // An empty range names the line before it (unified format of GNU diff).
    const std::uint32_t oldStart = oldCount == 0 ? oldBefore : oldBefore + 1;
    const std::uint32_t newStart = newCount == 0 ? newBefore : newBefore + 1;
    return formatted("@@ -{},{} +{},{} @@\n{}", oldStart, oldCount, newStart, newCount, body);
}

} // namespace

std::vector<DiffLine> diffLines(std::string_view before, std::string_view after)
{
    std::vector<DiffLine> lines;
    for (RawLine& raw : rawDiff(before, after)) {
        if (raw.line.text.ends_with('\r')) raw.line.text.pop_back();
        lines.push_back(std::move(raw.line));
    }
    return lines;
}

std::string unifiedDiff(std::string_view path, std::string_view before, std::string_view after,
                        int context)
{
    if (before == after) return {};
    const std::vector<RawLine> lines = rawDiff(before, after);
    const std::size_t around = static_cast<std::size_t>(std::max(context, 0));
    const std::string_view nameEnd = path.find_first_of(" \t") == std::string_view::npos
        ? "\n"
        : "\t\n"; // as git ends a name with blanks
    std::string out =
        formatted("--- {}{}+++ {}{}", diffName("a/", path), nameEnd, diffName("b/", path), nameEnd);
    std::uint32_t oldLine = 0;
    std::uint32_t newLine = 0;
    std::size_t done = 0;
    const auto advance = [&](std::size_t to) {
        for (; done < to; ++done) {
            if (lines[done].line.kind != DiffLine::Kind::Added) ++oldLine;
            if (lines[done].line.kind != DiffLine::Kind::Removed) ++newLine;
        }
    };
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].line.kind == DiffLine::Kind::Same) {
            ++i;
            continue;
        }
        const std::size_t begin = std::max(done, i >= around ? i - around : 0);
        std::size_t lastChange = i;
        for (std::size_t j = i; j < lines.size() && j <= lastChange + 2 * around + 1; ++j)
            if (lines[j].line.kind != DiffLine::Kind::Same) lastChange = j;
        const std::size_t end = std::min(lines.size(), lastChange + around + 1);
        advance(begin);
        out += hunkText(std::span(lines).subspan(begin, end - begin), oldLine, newLine);
        advance(end);
        i = end;
    }
    return out;
}

} // namespace pinwheel
