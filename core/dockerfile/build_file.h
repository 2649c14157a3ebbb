#pragma once

#include "core/base/result.h"
#include "core/dockerfile/compose_variables.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One image that a Compose or bake file builds. Paths are relative to the file that names them.
struct BuildEntry {
    std::string name; ///< service or target
    std::string context = ".";
    std::string dockerfile = "Dockerfile"; ///< relative to the context
    std::optional<std::string> dockerfileInline; ///< text instead of a file
    std::map<std::string, std::optional<std::string>>
        arguments; ///< no value = taken from the environment
    std::string target; ///< stage; empty = the last
    std::vector<std::string> platforms;
    std::string trouble = {}; ///< why the file does not say how it is built; empty where it does

    friend bool operator==(const BuildEntry&, const BuildEntry&) = default;
};

/// Whether docker takes the context for a repository or an image. Source: Docker's documentation,
/// "Build context".
[[nodiscard]] bool isRemoteContext(std::string_view context);

/// Targets of a bake file in JSON form, `inherits` applied; `variable` blocks take the
/// environment's value before their default. Malformed when it is no JSON object (HCL is not read).
/// Source: docker buildx bake, file definition.
[[nodiscard]] Result<std::vector<BuildEntry>> readBakeFile(std::string_view text,
                                                           const EnvironmentLookup& environment);

/// The entry as a build of files that are here: context and Dockerfile as normal paths from where
/// `folder`, the folder of the file, starts: "api" and "api/Dockerfile" for a file at the top. An
/// argument without a value takes the environment's and keeps none where that has none. Usage when
/// the file does not say how it is built, the Dockerfile stands in the file itself, or its context
/// is no folder here.
[[nodiscard]] Result<BuildEntry> placedEntry(BuildEntry entry, const std::filesystem::path& folder,
                                             const EnvironmentLookup& environment);

} // namespace pinwheel
