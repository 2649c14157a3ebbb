#pragma once

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// The value of a variable of the environment; none where it is not set.
using EnvironmentLookup = std::function<std::optional<std::string>(const std::string& name)>;

/// The text with `$NAME`, `${NAME}`, `${NAME:-x}`, `${NAME:+x}`, `${NAME:?x}` and the same without
/// colon replaced; `$$` is a dollar sign, a variable that is not set is nothing. Malformed where
/// `?` finds no value. Source: the Compose Specification, "Interpolation".
[[nodiscard]] Result<std::string> composeInterpolated(std::string_view text,
                                                      const EnvironmentLookup& environment);

/// The environment with what an environment file (`.env` beside a Compose file) sets for names that
/// it lacks. Source: Docker's documentation, "Environment variables: .env file, syntax".
[[nodiscard]] EnvironmentLookup withEnvironmentFile(EnvironmentLookup environment,
                                                    std::string_view text);

} // namespace pinwheel
