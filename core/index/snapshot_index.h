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

} // namespace pinwheel
