#include "core/settings/settings_options.h"

#include "core/base/format.h"
#include "core/dockerfile/platform.h"
#include "core/knowledge/knowledge.h"
#include "core/settings/suggestion.h"

#include <algorithm>

namespace pinwheel {
namespace {

const std::vector<std::string> profiles = {"default", "strict", "all"};

bool isDottedNumber(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.'
        && text.find("..") == std::string_view::npos
        && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

} // namespace

Result<AuditOptions> auditOptionsOf(const ProjectSettings& settings, const Knowledge& knowledge)
{
    const auto trouble = [&](std::string_view key, std::string_view text) {
        const std::string& origin = settings.at(key).origin;
        return fail(ErrorCode::Usage, formatted("{}: {}", origin, text));
    };
    AuditOptions options;
    options.target = settings.text("target");
    options.resolve = settings.text("resolve") == "true";
    options.proveFixes = settings.text("fixes") == "true";
    const std::string platformText = settings.text("platform");
    const auto platform = parsePlatform(platformText);
    if (!platform || platform->os != "linux")
        return trouble("platform",
                       formatted("'{}' is no Linux platform such as linux/amd64 or linux/arm64",
                                 platformText));
    options.platform = platform->toString();
    options.driver = settings.text("driver");
    if (!options.driver.empty() && !isDottedNumber(options.driver))
        return trouble("driver",
                       formatted("'{}' is no driver version such as 550.54.14", options.driver));
    options.profile = settings.text("profile");
    if (std::ranges::find(profiles, options.profile) == profiles.end())
        return trouble("profile",
                       formatted("'{}' is none of default, strict, all{}", options.profile,
                                 didYouMean(options.profile, profiles)));
    for (const auto& [name, value] : settings.buildArguments)
        options.buildArguments[name] = value.text();
    for (const std::string& name : settings.at("gpus").values) {
        if (!knowledge.gpu(name)) {
            std::vector<std::string> known;
            for (const Gpu& gpu : knowledge.gpus())
                known.push_back(gpu.product);
            return trouble(
                "gpus", formatted("no GPU called '{}' is known{}", name, didYouMean(name, known)));
        }
        options.gpus.push_back(name);
    }
    return options;
}

} // namespace pinwheel
