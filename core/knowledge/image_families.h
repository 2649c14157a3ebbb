#pragma once

// The families of base images: each has a tag grammar of its own, which fills what it knows of an
// image. A tag that it does not understand leaves its fields Unknown, or the family answers false.
// Internal to core/knowledge; the facts themselves are in resources/knowledge.

#include "core/knowledge/knowledge_data.h"

namespace pinwheel {

/// The parts of a tag between separators.
[[nodiscard]] std::vector<std::string> partsAt(std::string_view text, char separator);
[[nodiscard]] bool beginsWithDigit(std::string_view text);
/// "Ubuntu" of "ubuntu".
[[nodiscard]] std::string shownSystemName(std::string_view os);
/// Everything that follows from the operating system alone.
void setSystem(BaseImageFacts& image, const Knowledge::Data& data, std::string_view os,
               std::string_view version);
/// The same from a release's name, "bookworm".
void setCodename(BaseImageFacts& image, const Knowledge::Data& data, std::string_view codename);
/// No Python, no CUDA: a plain operating system.
void setBare(BaseImageFacts& image);
void setNoCuda(BaseImageFacts& image);
/// Python built into /usr/local, as the official images have it.
void setOfficialPython(BaseImageFacts& image, const std::string& version,
                       std::string_view setuptoolsUpTo);
[[nodiscard]] bool fillPython(BaseImageFacts& image, const Knowledge::Data& data,
                              const ImageRow& row, const ImageReference& reference);
[[nodiscard]] bool fillSystem(BaseImageFacts& image, const Knowledge::Data& data,
                              std::string_view os, const ImageReference& reference);
[[nodiscard]] bool fillEnterprise(BaseImageFacts& image, const Knowledge::Data& data,
                                  const ImageReference& reference);
/// A tag without flavor or system word, and one whose row is not recorded, still tell what the
/// grammar says.
[[nodiscard]] bool fillCuda(BaseImageFacts& image, const Knowledge::Data& data,
                            const ImageReference& reference);
/// 2.4.0-cuda12.4-cudnn9-devel
[[nodiscard]] bool fillPytorch(BaseImageFacts& image, const Knowledge::Data& data,
                               const ImageRow& row, const ImageReference& reference);
/// 24.02-py3
[[nodiscard]] bool fillNgc(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
                           const ImageReference& reference);
/// 2.8.0-py3.11-cuda12.8.1-cudnn-devel-ubuntu22.04, 1.0.2-cu1281-torch280-ubuntu2404
[[nodiscard]] bool fillRunpod(BaseImageFacts& image, const Knowledge::Data& data,
                              const ImageRow& row, const ImageReference& reference);
/// latest-gpu, 2.16.1-gpu-jupyter, latest-gpu-py3
[[nodiscard]] bool fillTensorflow(BaseImageFacts& image, const Knowledge::Data& data,
                                  const ImageRow& row, const ImageReference& reference);
[[nodiscard]] bool fillConda(BaseImageFacts& image, const Knowledge::Data& data,
                             const ImageRow& row, const ImageReference& reference);
/// python3.12-trixie-slim, 0.8.15-python3.11-bookworm, debian-slim, alpine
[[nodiscard]] bool fillUv(BaseImageFacts& image, const Knowledge::Data& data,
                          const ImageReference& reference);

} // namespace pinwheel
