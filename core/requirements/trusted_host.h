#pragma once

#include <string_view>

namespace pinwheel {

/// True for what pip takes behind --trusted-host: "host", "host:8080", "[::1]:80", "::1".
/// Source: pip, network/session.py (add_trusted_host), utils/misc.py (parse_netloc); Python's
/// urllib.parse.
[[nodiscard]] bool isTrustedHost(std::string_view text);

} // namespace pinwheel
