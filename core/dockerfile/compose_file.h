#pragma once

#include "core/dockerfile/build_file.h"

#include <functional>

namespace pinwheel {

/// The text of a file by its path from the folder of the Compose file.
using ComposeNeighbours = std::function<Result<std::string>(const std::string& path)>;

/// The files around a Compose file on disk.
[[nodiscard]] ComposeNeighbours filesBeside(const std::filesystem::path& composeFile);
/// Whether Compose reads a file of that name by itself, to override another:
/// "compose.override.yaml".
[[nodiscard]] bool isComposeOverrideName(std::string_view name);

/// Services of a Compose file that have a `build`, variables replaced: with what they extend, in
/// this file or in others, and with the override file that Compose reads by itself beside a file of
/// a usual name. Paths of an extended file are made relative to this one. Malformed when it, or the
/// override file, is no YAML mapping, or a variable that must have a value has none; what a single
/// service extends and is not there is that entry's trouble.
/// @param name  of the file, without its folder: "compose.yaml"
/// Source: the Compose Specification, "build", "extends", "merge"; Docker's documentation, "Merge
/// Compose files".
[[nodiscard]] Result<std::vector<BuildEntry>> readComposeFile(std::string_view name,
                                                              std::string_view text,
                                                              const EnvironmentLookup& environment,
                                                              const ComposeNeighbours& neighbours);

} // namespace pinwheel
