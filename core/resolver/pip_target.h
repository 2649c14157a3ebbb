#pragma once

#include "core/python/marker.h"
#include "core/python/tag.h"

#include <memory>
#include <string>

namespace pinwheel {

/// The interpreter and platform for which pip chooses files: tags, best first, and the values of
/// markers. Made once per environment and shared: the resolver keeps what it has judged for a
/// target by its `key`.
struct PipTarget {
    TargetPython python;
    MarkerEnvironment markers;
    std::string key; ///< tells targets apart: equal keys, equal targets
};

using PipTargetPtr = std::shared_ptr<const PipTarget>;

/// CPython on Linux as a build image has it.
/// @param arch   as `uname -m` says it: "x86_64", "aarch64"
/// @param glibc, musl  of neither: only linux_<arch> wheels and pure ones fit
[[nodiscard]] PipTargetPtr linuxTarget(const PythonVersion& python, std::string_view arch,
                                       std::optional<LibcVersion> glibc,
                                       std::optional<LibcVersion> musl);

/// CPython with these platforms, best first, taken as they are.
[[nodiscard]] PipTargetPtr targetOf(const PythonVersion& python, std::vector<std::string> platforms,
                                    std::string_view arch);

} // namespace pinwheel
