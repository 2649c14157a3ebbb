#include "ui/fixes/side_by_side.h"

#include "core/text/line_diff.h"
#include "ui/qt_text.h"

#include <algorithm>
#include <string>

// The comparison of words is the comparison of lines again: each line is cut into words, blanks and
// single signs, these stand on lines of their own, and the shortest edit script of the two lists
// tells what differs.

namespace pinwheel {

namespace {

/// Lines longer than this are shown as changed from end to end: a comparison of their words tells
/// nobody anything.
constexpr qsizetype mostCompared = 4'000;

QStringList wordsOf(const QString& line)
{
    enum class Sort { Word, Blank, Sign };
    const auto sortOf = [](QChar letter) {
        if (letter.isLetterOrNumber() || letter == u'_' || letter == u'.') return Sort::Word;
        return letter.isSpace() ? Sort::Blank : Sort::Sign;
    };
    QStringList words;
    for (qsizetype begin = 0; begin < line.size();) {
        qsizetype end = begin + 1;
        while (end < line.size() && sortOf(line[end]) == sortOf(line[begin])
               && sortOf(line[begin]) != Sort::Sign)
            ++end;
        words += line.mid(begin, end - begin);
        begin = end;
    }
    return words;
}

void addRange(std::vector<WordRange>& ranges, int begin, int length)
{
    if (!ranges.empty() && ranges.back().begin + ranges.back().length == begin)
        ranges.back().length += length;
    else
        ranges.push_back({.begin = begin, .length = length});
}

void markWords(SideBySideRow& row)
{
    if (row.left.size() > mostCompared || row.right.size() > mostCompared) return;
    const auto joined = [](const QString& line) { return toStdString(wordsOf(line).join(u'\n')); };
    int left = 0;
    int right = 0;
    for (const DiffLine& word : diffLines(joined(row.left), joined(row.right))) {
        const int length = static_cast<int>(toQString(word.text).size());
        if (word.kind == DiffLine::Kind::Removed) addRange(row.leftWords, left, length);
        if (word.kind == DiffLine::Kind::Added) addRange(row.rightWords, right, length);
        if (word.kind != DiffLine::Kind::Added) left += length;
        if (word.kind != DiffLine::Kind::Removed) right += length;
    }
}

QString shown(const DiffLine& line)
{
    QString text = toShownText(line.text);
    if (text.endsWith(u'\r')) text.chop(1);
    return text;
}

/// Removed and added lines of one run of changes: as many pairs as there are, the rest alone.
void addRun(std::vector<SideBySideRow>& rows, const std::vector<const DiffLine*>& removed,
            const std::vector<const DiffLine*>& added)
{
    for (std::size_t i = 0; i < std::max(removed.size(), added.size()); ++i) {
        SideBySideRow row;
        row.kind = i >= added.size() ? SideBySideRow::Kind::Removed
            : i >= removed.size()    ? SideBySideRow::Kind::Added
                                     : SideBySideRow::Kind::Changed;
        if (i < removed.size()) {
            row.left = shown(*removed[i]);
            row.leftLine = static_cast<int>(removed[i]->oldLine);
        }
        if (i < added.size()) {
            row.right = shown(*added[i]);
            row.rightLine = static_cast<int>(added[i]->newLine);
        }
        if (row.kind == SideBySideRow::Kind::Changed) markWords(row);
        rows.push_back(std::move(row));
    }
}

std::vector<SideBySideRow> withGaps(std::vector<SideBySideRow> rows, int context)
{
    const auto isSame = [](const SideBySideRow& row) {
        return row.kind == SideBySideRow::Kind::Same;
    };
    std::vector<SideBySideRow> result;
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin;
        while (end < rows.size() && isSame(rows[end]))
            ++end;
        const std::size_t head = begin == 0 ? 0 : static_cast<std::size_t>(context);
        const std::size_t tail = end == rows.size() ? 0 : static_cast<std::size_t>(context);
        const std::size_t run = end - begin;
        const bool hides = run > head + tail + 1;
        for (std::size_t i = begin; i < end; ++i) {
            if (!hides || i < begin + head || i >= end - tail)
                result.push_back(std::move(rows[i]));
            else if (i == begin + head)
                result.push_back({.kind = SideBySideRow::Kind::Gap,
                                  .hidden = static_cast<int>(run - head - tail)});
        }
        for (begin = end; begin < rows.size() && !isSame(rows[begin]); ++begin)
            result.push_back(std::move(rows[begin]));
    }
    return result;
}

} // namespace

std::vector<SideBySideRow> sideBySide(std::string_view before, std::string_view after, int context)
{
    const std::vector<DiffLine> lines = diffLines(before, after);
    std::vector<SideBySideRow> rows;
    std::vector<const DiffLine*> removed;
    std::vector<const DiffLine*> added;
    const auto endRun = [&] {
        addRun(rows, removed, added);
        removed.clear();
        added.clear();
    };
    for (const DiffLine& line : lines) {
        switch (line.kind) {
        case DiffLine::Kind::Removed:
            removed.push_back(&line);
            break;
        case DiffLine::Kind::Added:
            added.push_back(&line);
            break;
        case DiffLine::Kind::Same:
            endRun();
            rows.push_back({.left = shown(line),
                            .right = shown(line),
                            .leftLine = static_cast<int>(line.oldLine),
                            .rightLine = static_cast<int>(line.newLine)});
            break;
        }
    }
    endRun();
    return withGaps(std::move(rows), context);
}

} // namespace pinwheel
