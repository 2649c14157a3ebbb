#include "ui/editor/line_notes.h"

#include <algorithm>
#include <map>

namespace pinwheel {

std::vector<LineNote> lineNotes(const std::vector<FindingMark>& marks,
                                const std::function<int(const FindingMark&)>& lineOf,
                                NotePlacement placement, const QString& selectedFinding)
{
    if (placement == NotePlacement::Off) return {};
    std::map<int, LineNote> byLine;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (!marks[i].note.isEmpty()) byLine[lineOf(marks[i])].all.push_back(i);
    std::vector<LineNote> notes;
    notes.reserve(byLine.size());
    for (auto& [line, note] : byLine) {
        note.line = line;
        std::ranges::stable_sort(note.all, std::ranges::greater {},
                                 [&marks](std::size_t index) { return marks[index].level; });
        note.below =
            placement == NotePlacement::Below && marks[note.all.front()].level > Level::Low;
        const auto selected = std::ranges::find_if(
            note.all, [&](std::size_t index) { return marks[index].findingId == selectedFinding; });
        note.mark = selected == note.all.end() ? note.all.front() : *selected;
        notes.push_back(std::move(note));
    }
    return notes;
}

} // namespace pinwheel
