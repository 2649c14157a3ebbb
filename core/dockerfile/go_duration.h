#pragma once

#include <optional>
#include <string_view>

namespace pinwheel {

/// Nanoseconds of a duration as Go writes it ("1h15m30.918s", "300ms", "0"); none for other text.
/// Source: the documentation of Go's time.ParseDuration, which HEALTHCHECK's flags are read with.
[[nodiscard]] std::optional<double> goDurationNs(std::string_view text);

} // namespace pinwheel
