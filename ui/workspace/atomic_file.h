#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace pinwheel {

/// Writes a file so that at every moment either the old or the new content is there, whole: a temporary file in the
/// same folder, fsync, rename, fsync of the folder. Links are followed, so a link stays a link; mode and, where
/// allowed, owner are kept.
///
/// @param expected  what the file held when it was read; other content on disk fails with ChangedOnDisk
/// @param isNew     the file is expected not to exist yet
[[nodiscard]] Result<void> saveAtomically(
    const std::filesystem::path& path, std::string_view bytes, std::string_view expected, bool isNew = false);

} // namespace pinwheel
