#include "ui/ribbons/link_model.h"

#include "ui/qt_text.h"

#include <algorithm>

namespace pinwheel {

namespace {

/// Places of a finding in one text, those on the same or following lines joined, in order of place.
std::vector<Span> groupsOf(const Finding& finding, const SourceSet& sources, FileId file)
{
    std::vector<Span> spans;
    if (finding.span.file == file) spans.push_back(finding.span);
    for (const Evidence& evidence : finding.evidence)
        if (evidence.span && evidence.span->file == file) spans.push_back(*evidence.span);
    std::ranges::sort(spans);
    std::vector<Span> groups;
    const SourceText& text = sources.text(file);
    for (const Span span : spans) {
        if (!groups.empty() && text.lineOf(span.begin) <= text.lineOf(groups.back().end) + 1)
            groups.back() = cover(groups.back(), span);
        else
            groups.push_back(span);
    }
    return groups;
}

} // namespace

std::vector<Link> linksBetween(const Audit& audit, FileId left, FileId right)
{
    constexpr std::size_t endsPerFinding = 12;
    std::vector<Link> links;
    for (const Finding& finding : audit.findings) {
        if (finding.suppressedBy) continue;
        const std::vector<Span> lefts = groupsOf(finding, audit.model.sources, left);
        const std::vector<Span> rights = groupsOf(finding, audit.model.sources, right);
        if (lefts.empty() || rights.empty()) continue;
        const QString id = toQString(finding.id);
        for (std::size_t i = 0; i < std::min(rights.size(), endsPerFinding); ++i)
            links.push_back({.left = lefts.front(),
                             .right = rights[i],
                             .findingId = id,
                             .level = finding.level});
        for (std::size_t i = 1; i < std::min(lefts.size(), endsPerFinding); ++i)
            links.push_back({.left = lefts[i],
                             .right = rights.front(),
                             .findingId = id,
                             .level = finding.level});
    }
    std::ranges::stable_sort(links, {}, &Link::level);
    return links;
}

} // namespace pinwheel
