#pragma once

#include "core/dockerfile/dockerfile.h"

#include <string_view>
#include <vector>

namespace pinwheel {

/// Takes the joined line of one instruction apart: keyword, flags, arguments. Lines and heredocs
/// are left to the caller; problems are added to `problems`.
/// @param depth  of ONBUILD around it
[[nodiscard]] Instruction parseInstruction(const JoinedText& line, char escape,
                                           std::vector<DockerfileProblem>& problems, int depth = 0);

/// Whether the Dockerfile reference knows the keyword (upper case).
[[nodiscard]] bool isKnownKeyword(std::string_view keyword);

} // namespace pinwheel
