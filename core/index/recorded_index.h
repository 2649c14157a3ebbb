#pragma once

#include "core/base/result.h"
#include "core/index/package_index.h"

#include <filesystem>

namespace pinwheel {

/// Reads the text of a recording. Malformed where it is none or is damaged, Unsupported where a
/// newer program made it.
[[nodiscard]] Result<PackageIndexPtr> readRecording(std::string_view text);

/// Opens a file of index data: a compiled snapshot or a recording. The error names the file.
[[nodiscard]] Result<PackageIndexPtr> openIndexFile(const std::filesystem::path& file);

/// The version of the recording's form; raised whenever older programs could misread it.
inline constexpr int recordingFormat = 1;

} // namespace pinwheel
