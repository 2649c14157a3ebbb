#pragma once

// Writing the user's files: a file is replaced at once or not at all, whatever happens in between.
// The new bytes go to a temporary file in the same folder, reach the disk, and take the old name by
// rename; then the folder itself is synced. Links are followed, so a link stays a link; mode and,
// where permitted, owner are kept.

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace pinwheel {

/// One file with the bytes that it is to hold.
struct FileChange {
    std::filesystem::path path;
    std::string bytes;
    std::string expected; ///< what the file held when it was read
    bool isNew = false; ///< the file did not exist then
};

/// Replaces all of the files or none. Fails with ChangedOnDisk, before anything is written, when
/// one of them does not hold the expected bytes any more; with NotWritable, and with the old bytes
/// back in place, when one cannot be replaced. After a crash each file is whole, either old or new.
[[nodiscard]] Result<void> saveFiles(std::span<const FileChange> changes);

/// Replaces one file, or makes it, without a look at what it holds: for reports. Something that is
/// no regular file (a terminal, a pipe) is written in place.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes);

/// Removes the temporary files that a killed program left in a folder; those of a program that
/// still runs are locked and stay. Called at the start on each folder that may be saved to.
void removeLeftovers(const std::filesystem::path& folder);

} // namespace pinwheel
