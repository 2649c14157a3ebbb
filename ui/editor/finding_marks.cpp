#include "ui/editor/finding_marks.h"

#include "ui/qt_text.h"

#include <algorithm>
#include <map>

namespace pinwheel {

namespace {

/// A note stands below the last line of a short place, and below the first line of a long one,
/// where it is seen.
std::uint32_t noteLineOf(const SourceText& text, Span span)
{
    const std::uint32_t first = text.lineOf(span.begin);
    const std::uint32_t last = text.lineOf(span.end > span.begin ? span.end - 1 : span.begin);
    return last - first <= 3 ? last : first;
}

QString fixTitleOf(const Finding& finding)
{
    const auto offered = std::ranges::find_if(
        finding.fixes, [](const Fix& fix) { return fix.applicability != Applicability::Manual; });
    return offered == finding.fixes.end() ? QString() : toShownText(offered->title);
}

} // namespace

std::vector<FindingMark> findingMarks(const SourceSet& sources,
                                      const std::vector<Finding>& findings, FileId file)
{
    std::vector<FindingMark> marks;
    const SourceText& text = sources.text(file);
    for (const Finding& finding : findings) {
        if (finding.suppressedBy) continue;
        const QString id = toQString(finding.id);
        if (finding.span.file == file) {
            marks.push_back({.findingId = id,
                             .level = finding.level,
                             .span = finding.span,
                             .isPrimary = true,
                             .note = toShownText(finding.title),
                             .fixTitle = fixTitleOf(finding),
                             .noteLine = noteLineOf(text, finding.span)});
        }
        // Evidence that follows on the next line continues the place before it; the note stands
        // below the last one.
        const std::size_t firstEvidence = marks.size();
        for (const Evidence& evidence : finding.evidence) {
            if (!evidence.span || evidence.span->file != file || *evidence.span == finding.span)
                continue;
            FindingMark mark {.findingId = id, .level = finding.level, .span = *evidence.span};
            if (finding.span.file != file) {
                mark.noteLine = noteLineOf(text, *evidence.span);
                if (marks.size() == firstEvidence) {
                    mark.note = toShownText(evidence.text);
                    mark.fixTitle = fixTitleOf(finding);
                } else if (mark.noteLine == marks.back().noteLine + 1
                           && !marks.back().note.isEmpty()) {
                    mark.note = std::exchange(marks.back().note, {});
                    mark.fixTitle = std::exchange(marks.back().fixTitle, {});
                }
            }
            marks.push_back(std::move(mark));
        }
    }
    return marks;
}

void keepOffers(std::vector<FindingMark>& marks, const std::vector<FindingMark>& shown)
{
    std::map<QString, QString> offers;
    for (const FindingMark& mark : shown)
        if (!mark.fixTitle.isEmpty()) offers.emplace(mark.findingId, mark.fixTitle);
    for (FindingMark& mark : marks)
        if (const auto offer = offers.find(mark.findingId);
            !mark.note.isEmpty() && offer != offers.end())
            mark.fixTitle = offer->second;
}

FindingMark movedMark(FindingMark mark, std::uint32_t begin, std::uint32_t removed,
                      std::uint32_t inserted)
{
    const std::uint32_t end = begin + removed;
    const auto behind = [&](std::uint32_t offset) { return offset - removed + inserted; };
    if (mark.span.end <= begin) return mark;
    if (mark.span.begin >= end) {
        mark.span.begin = behind(mark.span.begin);
        mark.span.end = behind(mark.span.end);
        return mark;
    }
    mark.stale = true;
    mark.span.begin = std::min(mark.span.begin, begin);
    mark.span.end = mark.span.end >= end ? behind(mark.span.end) : begin + inserted;
    return mark;
}

} // namespace pinwheel
