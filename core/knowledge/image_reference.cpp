#include "core/knowledge/image_reference.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace pinwheel {
namespace {

constexpr std::string_view hub = "docker.io";

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
        || c == '_' || c == '-' || c == '/' || c == ':' || c == '@' || c == '[' || c == ']';
}

/// The first part of a name is a registry when it has a dot or a colon, or is "localhost".
bool isRegistry(std::string_view part)
{
    return part == "localhost" || part.find_first_of(".:") != std::string_view::npos;
}

} // namespace

std::string ImageReference::familiarName() const
{
    if (registry != hub) return registry + "/" + repository;
    constexpr std::string_view official = "library/";
    return repository.starts_with(official) ? repository.substr(official.size()) : repository;
}

std::optional<ImageReference> parseImageReference(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, isNameByte)) return std::nullopt;
    ImageReference reference;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        reference.digest = text.substr(at + 1);
        text = text.substr(0, at);
    }
    const std::size_t slash = text.rfind('/');
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) {
        reference.tag = text.substr(colon + 1);
        text = text.substr(0, colon);
        if (reference.tag.empty()) return std::nullopt;
    }
    if (text.empty() || text.front() == '/' || text.back() == '/') return std::nullopt;
    const std::size_t first = text.find('/');
    if (first != std::string_view::npos && isRegistry(text.substr(0, first))) {
        reference.registry = text.substr(0, first);
        reference.repository = text.substr(first + 1);
        if (reference.registry == "index.docker.io" || reference.registry == "registry-1.docker.io")
            reference.registry = hub;
    } else {
        reference.registry = hub;
        reference.repository = text;
    }
    if (reference.registry == hub && reference.repository.find('/') == std::string::npos)
        reference.repository.insert(0, "library/");
    // Official images of one architecture stand under its name: arm64v8/ubuntu.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> mirrors {
        {{"arm64v8/", "arm64"}, {"amd64/", "amd64"}, {"arm32v7/", "arm"}}};
    for (const auto& [mirror, architecture] : mirrors) {
        if (reference.registry != hub || !reference.repository.starts_with(mirror)) continue;
        reference.repository = "library/" + reference.repository.substr(mirror.size());
        reference.architecture = architecture;
    }
    if (reference.registry == "public.ecr.aws"
        && reference.repository.starts_with("docker/library/")) {
        reference.registry = hub;
        reference.repository.erase(0, std::string_view("docker/").size());
    }
    return reference;
}

} // namespace pinwheel
