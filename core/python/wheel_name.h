#pragma once

#include "core/base/result.h"
#include "core/python/tag.h"
#include "core/python/version.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// Build number of a wheel, which breaks ties between files of one version: "1local" is {1,
/// "local"}.
struct BuildTag {
    std::uint64_t number = 0; ///< above 2^64 - 1: 2^64 - 1
    std::string suffix;

    friend auto operator<=>(const BuildTag&, const BuildTag&) = default;
};

/// What the name of a wheel says. Source: PEP 427; packaging 25, utils.parse_wheel_filename.
struct WheelName {
    std::string name; ///< normalized
    Version version;
    std::optional<BuildTag> build;
    TagSet tags;

    friend bool operator==(const WheelName&, const WheelName&) = default;
};

/// Reads "torch-2.5.1+cu124-cp312-cp312-linux_x86_64.whl". Malformed says what is wrong with the
/// name.
[[nodiscard]] Result<WheelName> parseWheelName(std::string_view filename);

/// As pip 25.1 reads it: names that the standard refuses are taken when they have the older, looser
/// form. Source: pip, models/wheel.py.
[[nodiscard]] Result<WheelName> parseWheelNameAsPip(std::string_view filename);

/// Name and version of a source distribution.
struct SdistName {
    std::string name; ///< normalized
    Version version;

    friend bool operator==(const SdistName&, const SdistName&) = default;
};

/// Reads "numpy-1.26.4.tar.gz" or ".zip". Source: packaging 25, utils.parse_sdist_filename.
[[nodiscard]] Result<SdistName> parseSdistName(std::string_view filename);

/// As pip reads it on the page of a known project, where the name tells which dash stands before
/// the version, and every archive suffix that pip knows is allowed. None for a file of another
/// project. Source: pip, package_finder.py, _extract_version_from_fragment.
[[nodiscard]] std::optional<SdistName> parseSdistNameOf(std::string_view project,
                                                        std::string_view filename);

} // namespace pinwheel
