#include "core/dockerfile/platform.h"

#include "core/base/ascii_case.h"

#include <algorithm>
#include <array>
#include <vector>

namespace pinwheel {

namespace {

constexpr std::array knownSystems {std::string_view("linux"),   std::string_view("windows"),
                                   std::string_view("darwin"),  std::string_view("freebsd"),
                                   std::string_view("openbsd"), std::string_view("netbsd"),
                                   std::string_view("solaris"), std::string_view("android"),
                                   std::string_view("js"),      std::string_view("wasip1")};

/// One name for each architecture, and the variant that a name implies.
void normalize(Platform& platform)
{
    std::string& architecture = platform.architecture;
    std::string& variant = platform.variant;
    if (architecture == "i386") {
        architecture = "386";
        variant.clear();
    } else if (architecture == "x86_64" || architecture == "x86-64" || architecture == "amd64") {
        architecture = "amd64";
        if (variant == "v1") variant.clear();
    } else if (architecture == "aarch64" || architecture == "arm64") {
        architecture = "arm64";
        if (variant == "8" || variant == "v8") variant.clear();
    } else if (architecture == "armhf") {
        architecture = "arm";
        variant = "v7";
    } else if (architecture == "armel") {
        architecture = "arm";
        variant = "v6";
    } else if (architecture == "arm") {
        if (variant.empty() || variant == "7") variant = "v7";
        if (variant == "5" || variant == "6" || variant == "8") variant = "v" + variant;
    }
}

bool isWord(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    });
}

} // namespace

std::string Platform::toString() const
{
    return os + "/" + architecture + (variant.empty() ? "" : "/" + variant);
}

std::optional<Platform> parsePlatform(std::string_view text)
{
    std::vector<std::string> parts(1);
    const std::string lower = asciiLowerCase(text);
    for (const char c : lower) {
        if (c == '/') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    if (parts.size() > 3 || !std::ranges::all_of(parts, isWord)) return std::nullopt;
    Platform platform;
    if (parts.size() == 1) {
        if (std::ranges::contains(knownSystems, parts.front())) {
            platform.os = parts.front();
        } else {
            platform.architecture = parts.front();
        }
    } else {
        platform = {
            .os = parts[0], .architecture = parts[1], .variant = parts.size() == 3 ? parts[2] : ""};
        if (platform.os == "macos") platform.os = "darwin";
    }
    normalize(platform);
    return platform;
}

} // namespace pinwheel
