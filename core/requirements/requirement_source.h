#pragma once

#include "core/text/source_text.h"

#include <optional>
#include <string>
#include <utility>

namespace pinwheel {

/// What a path or URL of a requirement file leads to.
struct RequirementText {
    enum class Kind {
        Found,
        Missing, ///< it is known that there is no such file: pip ends with an error
        Unknown, ///< it may be there; `reason` says what is not known
    };
    Kind kind = Kind::Missing;
    FileId file; ///< Found: the text's place in the audit's SourceSet
    SourceTextPtr text; ///< Found: never null
    std::string reason;

    [[nodiscard]] static RequirementText found(FileId file, SourceTextPtr text)
    {
        return {.kind = Kind::Found, .file = file, .text = std::move(text)};
    }
    [[nodiscard]] static RequirementText missing() { return {}; }
    [[nodiscard]] static RequirementText unknown(std::string reason)
    {
        return {.kind = Kind::Unknown, .reason = std::move(reason)};
    }
};

/// The files that a requirement file can name, as the installer sees them at that point of the
/// build.
class RequirementSource
{
public:
    virtual ~RequirementSource() = default;

    /// A file by absolute path (normalized: no ".", "..", "//"), or by URL ("https://…",
    /// "file:///…").
    [[nodiscard]] virtual RequirementText read(const std::string& location) = 0;
    /// Whether an absolute path exists, as a file or a folder; none where that is not known.
    /// Asked for --find-links, whose value may be relative to the file that holds it.
    [[nodiscard]] virtual std::optional<bool> exists(const std::string& path) = 0;
};

} // namespace pinwheel
