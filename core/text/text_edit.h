#pragma once

#include "core/base/result.h"
#include "core/text/span.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Replacement of the bytes of a span; an empty span inserts.
struct TextEdit {
    Span span;
    std::string replacement;

    friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

/// Edits over any number of texts that do not overlap, kept in order of place. Two insertions at
/// one place conflict, because their order would matter.
class EditSet
{
public:
    /// Adds an edit; the same edit twice is one. Fails with Malformed when it overlaps another.
    Result<void> add(TextEdit edit);
    /// Adds all of another set, or nothing.
    Result<void> add(const EditSet& other);

    [[nodiscard]] bool isEmpty() const { return m_edits.empty(); }
    [[nodiscard]] std::span<const TextEdit> edits() const { return m_edits; }
    [[nodiscard]] std::vector<FileId> files() const;
    [[nodiscard]] std::vector<TextEdit> editsOf(FileId file) const;
    [[nodiscard]] bool conflictsWith(const EditSet& other) const;

    friend bool operator==(const EditSet&, const EditSet&) = default;

private:
    std::vector<TextEdit> m_edits; ///< sorted by span, without overlap
};

/// The text after the edits that name `file`; spans past the end are clipped.
[[nodiscard]] std::string applyEdits(std::string_view text, FileId file, const EditSet& edits);

} // namespace pinwheel
