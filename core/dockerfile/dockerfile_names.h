#pragma once

#include "core/text/file_provider.h"

#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Whether a file name (or the last part of a path) is a Dockerfile's: Dockerfile, Containerfile,
/// Dockerfile.gpu, Dockerfile-dev, gpu.Dockerfile, gpu.dockerfile, x.containerfile; letter case
/// does not count. `*.dockerignore` is none.
[[nodiscard]] bool isDockerfileName(std::string_view path);
[[nodiscard]] bool isComposeFileName(std::string_view path);
[[nodiscard]] bool isBakeFileName(std::string_view path);

/// Dockerfiles of a project, best first: "Dockerfile" at the top, then by depth and name. Hidden
/// folders, node_modules and virtual environments are passed over.
[[nodiscard]] std::vector<std::string> findDockerfiles(const FileProvider& files);
/// Compose and bake files of a project, best first.
[[nodiscard]] std::vector<std::string> findBuildFiles(const FileProvider& files);

} // namespace pinwheel
