#pragma once

#include "core/dockerfile/dockerfile.h"

#include <vector>

namespace pinwheel {

/// Whether BuildKit's own frontend reads the file: no `# syntax=`, or one that names an image of
/// docker/dockerfile. Another frontend may know instructions and flags of its own.
[[nodiscard]] bool usesDockerFrontend(const Dockerfile& dockerfile);

/// What the builder refuses in instructions that its parser has read: unknown keywords and flags,
/// flags without their value, missing and surplus arguments. At most one for each instruction, and
/// none where the parser already stops. All are fatal, whichever stage is built. Empty where
/// another frontend reads the file. Source: the Dockerfile reference; the behaviour of BuildKit's
/// frontend/dockerfile/instructions (2025).
[[nodiscard]] std::vector<DockerfileProblem> instructionProblems(const Dockerfile& dockerfile);

} // namespace pinwheel
