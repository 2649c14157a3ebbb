#pragma once

#include "core/base/result.h"
#include "core/index/package_index.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Opens a compiled snapshot (one SQLite file) read-only; takes about a millisecond, pages are read
/// when asked for. Fails with NotFound, NotReadable, Malformed (not a snapshot, damaged) or
/// Unsupported (made by a newer program).
[[nodiscard]] Result<PackageIndexPtr> openSnapshot(const std::filesystem::path& file);

/// Normalized names of a snapshot's projects that begin with a prefix, in their order, `most` at
/// most: for completion. Fails as openSnapshot does.
[[nodiscard]] Result<std::vector<std::string>>
snapshotNames(const std::filesystem::path& file, std::string_view prefix, std::size_t most);

/// The snapshot that the program ships: index.sqlite in dataFolder().
[[nodiscard]] Result<PackageIndexPtr> openShippedSnapshot();

} // namespace pinwheel
