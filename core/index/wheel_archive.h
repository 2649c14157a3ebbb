#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pinwheel {

/// Gives the bytes [begin, end) of an archive.
using ReadRange = std::function<Result<std::string>(std::uint64_t begin, std::uint64_t end)>;

/// The METADATA file of a wheel of which little is read: the directory at its end, then the one
/// member.
/// @param filename   of the wheel; its metadata folder must be the project's
/// @param sizeBytes  of the whole archive
/// @param tail       its last bytes; all of it where it is smaller
/// Malformed for what is no such archive, Unsupported for zip64, an encrypted member or another
/// compression.
[[nodiscard]] Result<std::string> wheelMetadata(std::string_view filename, std::uint64_t sizeBytes,
                                                std::string_view tail, const ReadRange& read);

} // namespace pinwheel
