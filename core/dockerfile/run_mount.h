#pragma once

#include "core/base/known.h"
#include "core/dockerfile/dockerfile.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

enum class MountType { Bind, Cache, Tmpfs, Secret, Ssh };

/// One `RUN --mount=…` as the builder reads it. Source: the Dockerfile reference, "RUN --mount";
/// BuildKit, frontend/dockerfile/instructions/commands_runmount.go.
struct RunMount {
    MountType type = MountType::Bind;
    std::string from; ///< stage or image; empty for the context
    std::string source; ///< inside it
    std::string target; ///< in the container, as written
    std::string id; ///< of a cache, a secret or an SSH agent
    bool isKnown = true; ///< false where a value is not known, whose key is then left out
    std::optional<std::string> error; ///< why the builder refuses it, in its words
};

/// The value of a text with variables.
using MountExpander = std::function<Known<std::string>(std::string_view)>;

/// @param text  what follows "--mount="
/// @param expand  by default values are taken as written, and a `$` in one makes it unknown
[[nodiscard]] RunMount parseRunMount(std::string_view text, const MountExpander& expand = {});

/// A mount of an instruction with its flag.
struct MountFlag {
    const Flag* flag = nullptr; ///< never null
    RunMount mount;
};
/// The mounts of a RUN, in their order.
[[nodiscard]] std::vector<MountFlag> mountsOf(const Instruction& instruction,
                                              const MountExpander& expand = {});

} // namespace pinwheel
