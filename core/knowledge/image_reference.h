#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// The parts of an image reference, with Docker's defaults filled in.
/// Source: distribution/reference (normalized named references): no registry = docker.io, one word
/// = library/….
struct ImageReference {
    std::string registry; ///< "docker.io", "nvcr.io", "ghcr.io"
    std::string repository; ///< "library/python", "nvidia/cuda"
    std::string tag; ///< empty where none is written
    std::string digest; ///< "sha256:…", empty where none is written
    std::string architecture; ///< of a repository for one architecture, as platforms name it:
                              ///< "arm64"; else empty

    /// As people write it: "python", "nvidia/cuda", "nvcr.io/nvidia/pytorch".
    [[nodiscard]] std::string familiarName() const;
    friend bool operator==(const ImageReference&, const ImageReference&) = default;
};

/// None where the text is no image reference (a variable that was not replaced, a space, nothing).
[[nodiscard]] std::optional<ImageReference> parseImageReference(std::string_view text);

} // namespace pinwheel
