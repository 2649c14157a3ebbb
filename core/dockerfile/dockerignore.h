#pragma once

#include "core/dockerfile/path_pattern.h"
#include "core/text/file_provider.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The patterns of a .dockerignore file: which paths of the build context the build does not see.
/// Source: the Dockerfile reference, ".dockerignore files"; moby/patternmatcher.
class DockerIgnore
{
public:
    /// Reads the text of a .dockerignore file; a line that is no valid pattern is kept in
    /// `invalidLines`.
    [[nodiscard]] static DockerIgnore parse(std::string_view text);

    /// @param path  relative to the context, with "/" between names
    /// @return true when the build context does not hold it; the last pattern that matches the path
    /// or a folder
    ///         above it decides, `!` takes back
    [[nodiscard]] bool ignores(std::string_view path) const;
    [[nodiscard]] bool isEmpty() const { return m_patterns.empty(); }
    /// Whether a pattern takes something back, so that an ignored folder may hold files that count.
    [[nodiscard]] bool hasExceptions() const
    {
        return std::ranges::any_of(m_patterns, &Pattern::takesBack);
    }
    /// Lines (from 1) that hold no valid pattern: docker refuses the file.
    [[nodiscard]] const std::vector<std::uint32_t>& invalidLines() const { return m_invalidLines; }

    struct Pattern {
        std::string text; ///< cleaned: no leading or trailing "/"
        bool takesBack = false; ///< `!`
        PathPattern pattern;
    };
    [[nodiscard]] const std::vector<Pattern>& patterns() const { return m_patterns; }

private:
    std::vector<Pattern> m_patterns;
    std::vector<std::uint32_t> m_invalidLines;
};

/// Whether one pattern of a .dockerignore file or of `--exclude` matches the whole path; `*` and
/// `?` stop at "/", `**` does not.
[[nodiscard]] bool matchesIgnorePattern(std::string_view pattern, std::string_view path);
/// Go's filepath.Match on Unix: `*`, `?`, `[a-z]`, `[^a]`, `\x`; a malformed pattern matches
/// nothing.
[[nodiscard]] bool matchesFilePattern(std::string_view pattern, std::string_view name);

/// The file that rules a Dockerfile's context: `<dockerfile>.dockerignore` beside it, else
/// `.dockerignore` in the context. Paths are relative to the provider's folder; empty when there is
/// none.
[[nodiscard]] std::string findDockerIgnore(const FileProvider& files, std::string_view dockerfile,
                                           std::string_view context);

} // namespace pinwheel
