#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pinwheel {

/// Unpacks a raw deflate stream, as a zip archive holds it. Malformed where it is damaged or ends
/// early, LimitExceeded where it would unpack to more than `maximumBytes`. Source: RFC 1951.
[[nodiscard]] Result<std::string> inflated(std::string_view packed, std::size_t maximumBytes);

/// The checksum that zip archives keep of each member. Source: PKWARE's APPNOTE, 4.4.7.
[[nodiscard]] std::uint32_t crc32Of(std::string_view bytes);

} // namespace pinwheel
