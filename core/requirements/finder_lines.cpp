#include "core/requirements/finder_lines.h"

#include "core/requirements/include_location.h"
#include "core/requirements/trusted_host.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

OptionOrigin originOf(const RequirementFileOption& option)
{
    return {.kind = OptionOrigin::Kind::RequirementFile, .span = option.span, .name = option.name};
}

OptionValue valueOf(const RequirementFileOption& option, const OptionLine& line)
{
    OptionValue value {.text = option.value, .origin = originOf(option)};
    const std::size_t variable = option.value.find("${");
    if (!line.unknownReason.empty() && variable != std::string::npos) {
        value.text = unknown(line.unknownReason);
        value.knownPrefix = option.value.substr(0, variable);
    }
    return value;
}

/// The last option of that name; null where there is none.
const RequirementFileOption* lastOf(const OptionLine& line, std::string_view name)
{
    const RequirementFileOption* found = nullptr;
    for (const RequirementFileOption& option : line.options)
        if (option.name == name) found = &option;
    return found;
}

void setIndex(FinderOptions& finder, const OptionLine& line)
{
    if (const auto* const option = lastOf(line, "--no-index")) {
        finder.noIndex = {true, originOf(*option)};
        finder.indexUrl.reset();
        finder.extraIndexUrls.clear();
    }
    if (finder.noIndex) return;
    // A new index also forgets the extra ones of the lines before it.
    if (const auto* const option = lastOf(line, "--index-url"); option && !option->value.empty()) {
        finder.indexUrl = valueOf(*option, line);
        finder.extraIndexUrls.clear();
    }
    for (const RequirementFileOption& option : line.options)
        if (option.name == "--extra-index-url")
            finder.extraIndexUrls.push_back(valueOf(option, line));
}

void addFindLinks(FinderOptions& finder, const OptionLine& line, std::string_view location,
                  RequirementSource& source)
{
    const auto option =
        std::ranges::find(line.options, "--find-links", &RequirementFileOption::name);
    if (option == line.options.end()) return; // of several on one line the first counts
    OptionValue value = valueOf(*option, line);
    if (value.text) {
        const std::string folder = folderOf(location);
        const std::string beside = option->value.starts_with('/')
            ? option->value
            : (folder == "/" ? "" : folder) + "/" + option->value;
        if (source.exists(joinedPath("/", beside)).value_or(false)) value.text = beside;
    }
    finder.findLinks.push_back(std::move(value));
}

} // namespace

bool isFormatOption(std::string_view option)
{
    return option == "--no-binary" || option == "--only-binary";
}

bool countsForRequirement(std::string_view option, bool editable)
{
    if (option == "--config-settings" || isFormatOption(option) || option == "--editable")
        return true;
    return !editable && (option == "--hash" || option == "--global-option");
}

void checkOptionValues(std::span<const RequirementFileOption> options,
                       std::vector<std::string>& troubles)
{
    static constexpr std::array algorithms {"sha256", "sha384", "sha512"};
    for (const RequirementFileOption& option : options) {
        if (option.name == "--hash") {
            const std::size_t colon = option.value.find(':');
            if (colon == std::string::npos)
                troubles.emplace_back("arguments to --hash must be a hash name followed by a "
                                      "value, like --hash=sha256:abcde...");
            else if (std::ranges::find(algorithms, option.value.substr(0, colon))
                     == algorithms.end())
                troubles.emplace_back(
                    "allowed hash algorithms for --hash are sha256, sha384, sha512");
        } else if (option.name == "--config-settings" && !option.value.contains('=')) {
            troubles.emplace_back("arguments to --config-settings must be of the form KEY=VAL");
        } else if (isFormatOption(option.name) && option.value.starts_with('-')) {
            troubles.emplace_back("--no-binary / --only-binary option requires 1 argument");
        }
    }
}

void applyFormats(FinderOptions& finder, std::span<const RequirementFileOption> options)
{
    for (const RequirementFileOption& option : options) {
        if (option.name == "--no-binary")
            finder.formats.addNoBinary(option.value, originOf(option));
        if (option.name == "--only-binary")
            finder.formats.addOnlyBinary(option.value, originOf(option));
    }
}

void applyOptionLine(FinderOptions& finder, const OptionLine& line, std::string_view location,
                     RequirementSource& source, std::vector<std::string>& troubles)
{
    const auto setFlag = [&line](OptionFlag& flag, std::string_view name) {
        if (const auto* const option = lastOf(line, name)) flag = {true, originOf(*option)};
    };
    setFlag(finder.requireHashes, "--require-hashes");
    setIndex(finder, line);
    addFindLinks(finder, line, location, source);
    setFlag(finder.preReleases, "--pre");
    setFlag(finder.preferBinary, "--prefer-binary");
    for (const RequirementFileOption& option : line.options) {
        if (option.name == "--use-feature") {
            const bool there = std::ranges::any_of(finder.features, [&](const OptionValue& f) {
                return f.text == Known<std::string>(option.value);
            });
            if (!there) finder.features.push_back(valueOf(option, line));
        } else if (option.name == "--trusted-host") {
            finder.trustedHosts.push_back(valueOf(option, line));
            if (!isTrustedHost(option.value))
                troubles.push_back("--trusted-host wants a host or host:port, not '" + option.value
                                   + "'");
        }
    }
}

} // namespace pinwheel
