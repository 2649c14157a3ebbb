#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// What an image runs on: `linux/arm64/v8`.
struct Platform {
    std::string os = "linux";
    std::string architecture = "amd64";
    std::string variant; ///< often empty

    /// "linux/amd64", "linux/arm/v7"
    [[nodiscard]] std::string toString() const;
    friend bool operator==(const Platform&, const Platform&) = default;
};

/// Reads "linux/arm64", "linux/arm/v7", "arm64" or "linux"; names are normalized (x86_64 → amd64,
/// aarch64 → arm64, arm64/v8 → arm64). None when it is no platform. Source: containerd's platforms
/// package.
[[nodiscard]] std::optional<Platform> parsePlatform(std::string_view text);

} // namespace pinwheel
