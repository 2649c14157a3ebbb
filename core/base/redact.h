#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// The text with every credential replaced by `***`: user and password in URLs
/// (`https://user:pw@host`), tokens in query strings, and values of variables or options whose name
/// tells a secret. Called before every sink: screen, log, report, clipboard. Text without
/// credentials comes back unchanged.
[[nodiscard]] std::string redactCredentials(std::string_view text);

} // namespace pinwheel
