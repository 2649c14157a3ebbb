#pragma once

#include "core/base/result.h"
#include "core/index/package_index.h"

#include <filesystem>

namespace pinwheel {

/// Opens a compiled snapshot (one SQLite file) read-only; takes about a millisecond, pages are read when asked for.
/// Fails with NotFound, NotReadable, Malformed (not a snapshot, damaged) or Unsupported (made by a newer program).
[[nodiscard]] Result<PackageIndexPtr> openSnapshot(const std::filesystem::path& file);

/// The snapshot that the program ships: index.sqlite in dataFolder().
[[nodiscard]] Result<PackageIndexPtr> openShippedSnapshot();

/// What one project's record of a snapshot looks like before it is compiled.
struct SnapshotRelease {
    std::string version;
    std::string index;                  ///< label: "" = default index, else "cu124", "cpu", …
    std::vector<std::string> files;
    std::vector<std::string> requirements;
    std::vector<std::string> extras;
    std::string requiresPython;
    std::vector<std::string> pythonCovered;
    RequirementsKnown known = RequirementsKnown::Complete;
    bool extrasKnown = true;
    bool yanked = false;
    bool tagOnly = false;
    std::uint32_t filesOmitted = 0;
    std::string uploaded; ///< "2024-10-29"; "" = not known
};

} // namespace pinwheel
