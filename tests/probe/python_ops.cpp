#include "core/python/requirement.h"
#include "core/python/wheel_name.h"
#include "tests/probe/probe.h"

#include <algorithm>
#include <optional>

namespace pinwheel::probe {
namespace {

std::string textOf(const Json& request, const char* field)
{
    return request.at(field).get<std::string>();
}

std::optional<bool> choiceOf(const Json& request, const char* field)
{
    const auto found = request.find(field);
    if (found == request.end() || found->is_null()) return std::nullopt;
    return found->get<bool>();
}

std::optional<LibcVersion> libcOf(const Json& request, const char* field)
{
    const auto found = request.find(field);
    if (found == request.end() || found->is_null()) return std::nullopt;
    return LibcVersion {.major = found->at(0).get<int>(), .minor = found->at(1).get<int>()};
}

/// The sets of specifiers for which packaging raises an error when nobody says whether pre-releases
/// are wanted.
bool isUndecided(const SpecifierSet& set, std::optional<bool> prereleases)
{
    return !prereleases && set.hasUnreadableVersion();
}

} // namespace

Json answerVersion(const Json& request)
{
    const auto version = parseVersion(textOf(request, "v"));
    if (!version) return failure("invalid version");
    Json answer = success();
    answer["str"] = version->toString();
    answer["public"] = version->publicText();
    answer["base"] = version->baseText();
    answer["local"] = version->hasLocal() ? Json(version->local()) : Json();
    answer["pre"] = version->isPrerelease();
    answer["post"] = version->isPostrelease();
    answer["dev"] = version->isDevrelease();
    return answer;
}

Json answerCompare(const Json& request)
{
    const auto a = parseVersion(textOf(request, "a"));
    const auto b = parseVersion(textOf(request, "b"));
    if (!a || !b) return failure("invalid version");
    const auto order = *a <=> *b;
    Json answer = success();
    answer["cmp"] = order < 0 ? -1 : (order > 0 ? 1 : 0);
    return answer;
}

Json answerContains(const Json& request)
{
    const auto set = parseSpecifierSet(textOf(request, "spec"));
    const auto version = parseVersion(textOf(request, "v"));
    const auto prereleases = choiceOf(request, "pre");
    if (!set) return failure(set.error().message);
    if (!version) return failure("invalid version");
    if (isUndecided(*set, prereleases)) return failure("=== names no version");
    Json answer = success();
    answer["in"] = set->contains(*version, prereleases);
    return answer;
}

Json answerFilter(const Json& request)
{
    const auto set = parseSpecifierSet(textOf(request, "spec"));
    const auto prereleases = choiceOf(request, "pre");
    const auto texts = request.at("versions").get<std::vector<std::string>>();
    if (!set) return failure(set.error().message);
    std::vector<Version> versions;
    for (const std::string& text : texts) {
        auto version = parseVersion(text);
        if (!version) return failure("invalid version");
        versions.push_back(*std::move(version));
    }
    if (isUndecided(*set, prereleases)) return failure("=== names no version");
    Json answer = success();
    answer["out"] = Json::array();
    for (const std::size_t index : set->filter(versions, prereleases))
        answer["out"].push_back(texts[index]);
    return answer;
}

/// As packaging's SpecifierSet prints itself: sorted as text.
std::string sortedClauses(const SpecifierSet& set)
{
    std::vector<std::string> texts;
    for (const Specifier& specifier : set.specifiers())
        texts.push_back(specifier.toString());
    std::ranges::sort(texts);
    std::string joined;
    for (const std::string& text : texts)
        (joined += joined.empty() ? "" : ",") += text;
    return joined;
}

Json answerRequirement(const Json& request)
{
    const auto requirement = parseRequirement(textOf(request, "r"));
    if (!requirement) return failure(requirement.error().message);
    Json answer = success();
    answer["name"] = requirement->name;
    answer["extras"] = requirement->extras;
    answer["spec"] = sortedClauses(requirement->specifiers);
    answer["url"] = requirement->url.empty() ? Json() : Json(requirement->url);
    answer["has_marker"] = requirement->marker.has_value();
    return answer;
}

Json answerMarker(const Json& request)
{
    const auto marker = parseMarker(textOf(request, "marker"));
    if (!marker) return failure(marker.error().message);
    MarkerEnvironment environment;
    for (const auto& [name, value] : request.at("env").items())
        if (std::string* variable = environment.find(name); variable && !value.is_null())
            *variable = value.get<std::string>();
    const auto value = marker->evaluate(environment);
    if (!value) return failure(value.error().message);
    Json answer = success();
    answer["value"] = *value;
    return answer;
}

Json answerWheel(const Json& request)
{
    const auto wheel = parseWheelName(textOf(request, "filename"));
    if (!wheel) return failure(wheel.error().message);
    Json answer = success();
    answer["name"] = wheel->name;
    answer["version"] = wheel->version.toString();
    answer["build"] = Json::array();
    if (wheel->build) answer["build"] = Json::array({wheel->build->number, wheel->build->suffix});
    std::vector<std::string> tags;
    for (const Tag& tag : wheel->tags.expanded())
        tags.push_back(tag.toString());
    std::ranges::sort(tags);
    answer["tags"] = tags;
    return answer;
}

Json answerPlatforms(const Json& request)
{
    Json answer = success();
    answer["platforms"] =
        linuxPlatforms(textOf(request, "arch"), libcOf(request, "glibc"), libcOf(request, "musl"));
    return answer;
}

Json answerTags(const Json& request)
{
    const Json& python = request.at("python");
    const PythonVersion version {.major = python.at(0).get<int>(),
                                 .minor = python.at(1).get<int>()};
    Json answer = success();
    answer["tags"] = Json::array();
    for (const Tag& tag :
         supportedTags(version, request.at("platforms").get<std::vector<std::string>>()))
        answer["tags"].push_back(tag.toString());
    return answer;
}

} // namespace pinwheel::probe
