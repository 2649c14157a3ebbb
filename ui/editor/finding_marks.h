#pragma once

#include "core/audit/audit.h"

#include <QString>

#include <vector>

namespace pinwheel {

/// One place of a finding in one text, as the editor marks it.
struct FindingMark {
    QString findingId;
    Level level = Level::Low;
    Span span;
    bool isPrimary = false; ///< where the finding is shown first
    QString note; ///< the inline note below the line; empty for none
    QString fixTitle; ///< what the note offers; empty for none
    std::uint32_t noteLine = 0; ///< line (from 1) below which the note stands
    bool stale = false; ///< its text was edited since the audit

    friend bool operator==(const FindingMark&, const FindingMark&) = default;
};

/// Marks of all findings in one text, worst first. A finding's own place carries its title and
/// first fix; the first place of its evidence in another text carries that evidence's words.
[[nodiscard]] std::vector<FindingMark>
findingMarks(const SourceSet& sources, const std::vector<Finding>& findings, FileId file);

/// Keeps on new marks what is offered on the shown ones of the same findings, until their fixes are
/// simulated again.
void keepOffers(std::vector<FindingMark>& marks, const std::vector<FindingMark>& shown);

/// A mark after an edit of the text. One whose own text was edited covers what is left and what was
/// typed into it, and is stale until the next audit.
[[nodiscard]] FindingMark movedMark(FindingMark mark, std::uint32_t begin, std::uint32_t removed,
                                    std::uint32_t inserted);

} // namespace pinwheel
