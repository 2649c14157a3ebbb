#include "core/text/text_edit.h"

#include <algorithm>

namespace pinwheel {
namespace {

bool conflict(const TextEdit& a, const TextEdit& b)
{
    if (a.span.file != b.span.file || a == b) return false;
    if (a.span.isEmpty() && b.span.isEmpty()) return a.span.begin == b.span.begin;
    if (a.span.isEmpty()) return b.span.begin < a.span.begin && a.span.begin < b.span.end;
    if (b.span.isEmpty()) return a.span.begin < b.span.begin && b.span.begin < a.span.end;
    return a.span.overlaps(b.span);
}

} // namespace

Result<void> EditSet::add(TextEdit edit)
{
    for (const TextEdit& other : m_edits) {
        if (edit == other) return {};
        if (conflict(edit, other))
            return fail(ErrorCode::Malformed, "the edit overlaps another one");
    }
    m_edits.insert(std::ranges::upper_bound(m_edits, edit.span, {}, &TextEdit::span),
                   std::move(edit));
    return {};
}

Result<void> EditSet::add(const EditSet& other)
{
    for (const TextEdit& edit : other.m_edits)
        if (std::ranges::any_of(m_edits,
                                [&](const TextEdit& mine) { return conflict(mine, edit); }))
            return fail(ErrorCode::Malformed, "the edit overlaps another one");
    for (const TextEdit& edit : other.m_edits)
        (void)add(edit); // Edits of one set do not overlap each other.
    return {};
}

std::vector<FileId> EditSet::files() const
{
    std::vector<FileId> files;
    for (const TextEdit& edit : m_edits)
        if (files.empty() || files.back() != edit.span.file) files.push_back(edit.span.file);
    return files;
}

std::vector<TextEdit> EditSet::editsOf(FileId file) const
{
    std::vector<TextEdit> edits;
    std::ranges::copy_if(m_edits, std::back_inserter(edits),
                         [&](const TextEdit& e) { return e.span.file == file; });
    return edits;
}

bool EditSet::conflictsWith(const EditSet& other) const
{
    return std::ranges::any_of(m_edits, [&](const TextEdit& mine) {
        return std::ranges::any_of(other.m_edits,
                                   [&](const TextEdit& theirs) { return conflict(mine, theirs); });
    });
}

std::string applyEdits(std::string_view text, FileId file, const EditSet& edits)
{
    std::string out;
    std::size_t at = 0;
    for (const TextEdit& edit : edits.edits()) {
        if (edit.span.file != file) continue;
        const std::size_t begin = std::min<std::size_t>(edit.span.begin, text.size());
        out += text.substr(at, begin - at);
        out += edit.replacement;
        at = std::min<std::size_t>(std::max(edit.span.end, edit.span.begin), text.size());
    }
    out += text.substr(at);
    return out;
}

} // namespace pinwheel
