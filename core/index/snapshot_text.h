#pragma once

// The two forms of one project's record in a snapshot: the text that stands in resources/index (for
// review; its README describes it) and the compact bytes that the compiled snapshot holds (for
// speed).

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

struct SnapshotRelease {
    /// What is not known about a release; bits of `flags`.
    enum Flag : std::uint32_t {
        NamesOnly = 1, ///< "n": requirements without specifiers
        Incomplete = 2, ///< "d": requirements may be missing
        ExtrasUnknown = 4, ///< "x": requirements of extras may be missing or lack their markers
        TagOnly = 8, ///< "t": only a tag shows that it exists
        OldLock = 16, ///< "l": read from old lock files, may lack setuptools, wheel and pip
        Yanked = 32, ///< "y…"
        Unreadable = 64, ///< set by the compiler: some requirement cannot be read
    };
    std::string version;
    std::string index; ///< label; "" = default index
    std::optional<std::uint32_t> python; ///< number in SnapshotProject::pythons
    std::vector<std::uint32_t>
        requirements; ///< numbers in SnapshotProject::requirements, in their order
    std::vector<std::uint32_t> files; ///< numbers in SnapshotProject::files
    std::uint32_t filesOmitted = 0;
    std::optional<std::uint32_t> covered; ///< bit n: complete for Python 3.(8 + n); none: for all
    std::uint32_t flags = 0;
    std::string yankedReason;
};

struct SnapshotProject {
    std::string name;
    std::vector<std::string> requirements; ///< PEP 508 texts
    std::vector<std::string> files; ///< file names, "*" standing for the version
    std::vector<std::string> pythons; ///< Requires-Python texts
    std::vector<SnapshotRelease> releases;
};

/// Reads one file of resources/index. Fails as Malformed, naming the line.
[[nodiscard]] Result<std::vector<SnapshotProject>> parseSnapshotText(std::string_view text);

/// The compact bytes of a project; `name` is not in them.
[[nodiscard]] std::string packProject(const SnapshotProject& project);
/// Reads them back; none where they are damaged.
[[nodiscard]] std::optional<SnapshotProject> unpackProject(std::string_view bytes);

/// "torch-*-cp310-…" with its version put in.
[[nodiscard]] std::string fileName(std::string_view pattern, std::string_view version);

} // namespace pinwheel
