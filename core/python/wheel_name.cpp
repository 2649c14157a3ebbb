#include "core/python/wheel_name.h"

#include "core/python/project_name.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace pinwheel {
namespace {

std::unexpected<Error> refuse(std::string_view filename, std::string_view why)
{
    return fail(ErrorCode::Malformed,
                "'" + std::string(filename) + "' is no wheel name: " + std::string(why));
}

std::vector<std::string_view> splitAt(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool isEscapedName(std::string_view name)
{
    if (name.contains("__")) return false;
    if (name.ends_with('\n')) name.remove_suffix(1); // Python's "$" matches before it.
    for (std::size_t i = 0; i < name.size();) {
        std::size_t size = 0;
        const char32_t codePoint = codePointAt(name, i, size);
        if (codePoint != '.' && !isWordCharacter(codePoint)) return false;
        i += size;
    }
    return true;
}

std::optional<BuildTag> parseBuildTag(std::string_view text)
{
    constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    BuildTag build;
    std::size_t end = 0;
    while (end < text.size()) {
        std::size_t size = 0;
        const int digit = digitValue(codePointAt(text, end, size));
        if (digit < 0) break;
        const auto value = static_cast<std::uint64_t>(digit);
        build.number = build.number > (largest - value) / 10 ? largest : build.number * 10 + value;
        end += size;
    }
    if (end == 0) return std::nullopt;
    build.suffix =
        text.substr(end, text.find('\n', end) - end); // Python's "." ends at a line break.
    return build;
}

bool hasBlank(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i)
        if (blankAt(text, i) > 0) return true;
    return false;
}

/// The suffixes of source archives that pip takes. Source: pip, utils/filetypes.py.
constexpr std::array<std::string_view, 10> archiveSuffixes {
    ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar", ".tar.xz", ".tbz", ".txz", ".tlz", ".tar.lz"};

} // namespace

Result<WheelName> parseWheelName(std::string_view filename)
{
    if (!filename.ends_with(".whl")) return refuse(filename, "it does not end in .whl");
    const std::vector<std::string_view> parts =
        splitAt(filename.substr(0, filename.size() - 4), '-');
    if (parts.size() != 5 && parts.size() != 6)
        return refuse(filename, "it has not five or six parts");
    if (!isEscapedName(parts[0])) return refuse(filename, "the project's name is not escaped");

    WheelName wheel;
    wheel.name = normalizedName(parts[0]);
    auto version = Version::parse(parts[1]);
    if (!version) return refuse(filename, "its version is none");
    wheel.version = *std::move(version);
    if (parts.size() == 6) {
        wheel.build = parseBuildTag(parts[2]);
        if (!wheel.build) return refuse(filename, "its build number does not begin with a digit");
    }
    const std::size_t tags =
        static_cast<std::size_t>(parts[parts.size() - 3].data() - filename.data());
    wheel.tags = *parseTagSet(filename.substr(tags, filename.size() - 4 - tags));
    return wheel;
}

Result<WheelName> parseWheelNameAsPip(std::string_view filename)
{
    auto standard = parseWheelName(filename);
    if (standard || !filename.ends_with(".whl")) return standard;

    // name-version(-build)?-python-abi-platform, without blanks; "_" stands for "-" in name and
    // version.
    const std::vector<std::string_view> parts =
        splitAt(filename.substr(0, filename.size() - 4), '-');
    const bool hasBuild = parts.size() == 6;
    if ((parts.size() != 5 && !hasBuild) || hasBlank(parts[0]) || hasBlank(parts[1]))
        return standard;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool mayBeEmpty = i == 1;
        const bool isBuild = hasBuild && i == 2;
        if ((parts[i].empty() && !mayBeEmpty) || (!isBuild && hasBlank(parts[i]))) return standard;
    }
    std::string versionText(parts[1]);
    std::ranges::replace(versionText, '_', '-');
    auto version = Version::parse(versionText);
    if (!version) return standard;
    WheelName wheel {.name = normalizedName(parts[0]), .version = *std::move(version)};
    if (hasBuild) {
        wheel.build = parseBuildTag(parts[2]);
        if (!wheel.build) return standard;
    }
    const std::size_t tags =
        static_cast<std::size_t>(parts[parts.size() - 3].data() - filename.data());
    wheel.tags = *parseTagSet(filename.substr(tags, filename.size() - 4 - tags));
    return wheel;
}

Result<SdistName> parseSdistName(std::string_view filename)
{
    std::string_view stem = filename;
    if (stem.ends_with(".tar.gz"))
        stem.remove_suffix(7);
    else if (stem.ends_with(".zip"))
        stem.remove_suffix(4);
    else
        return fail(ErrorCode::Malformed,
                    "'" + std::string(filename) + "' does not end in .tar.gz or .zip");

    const std::size_t dash = stem.rfind('-');
    auto version =
        dash == std::string_view::npos ? std::nullopt : Version::parse(stem.substr(dash + 1));
    if (!version)
        return fail(ErrorCode::Malformed,
                    "'" + std::string(filename) + "' does not end in a version");
    return SdistName {.name = normalizedName(stem.substr(0, dash)), .version = *std::move(version)};
}

std::optional<SdistName> parseSdistNameOf(std::string_view project, std::string_view filename)
{
    const auto suffix = std::ranges::find_if(
        archiveSuffixes, [&](std::string_view one) { return filename.ends_with(one); });
    if (suffix == archiveSuffixes.end()) return std::nullopt;
    const std::string_view stem = filename.substr(0, filename.size() - suffix->size());
    const std::string name = normalizedName(project);
    for (std::size_t dash = stem.find('-'); dash != std::string_view::npos;
         dash = stem.find('-', dash + 1)) {
        if (normalizedName(stem.substr(0, dash)) != name) continue;
        auto version = Version::parse(stem.substr(dash + 1));
        if (!version) return std::nullopt;
        return SdistName {.name = name, .version = *std::move(version)};
    }
    return std::nullopt;
}

} // namespace pinwheel
