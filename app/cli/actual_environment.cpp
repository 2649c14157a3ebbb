#include "app/cli/actual_environment.h"

#include "core/base/format.h"
#include "core/python/project_name.h"
#include "core/text/file_provider.h"

#include <nlohmann/json.hpp>

namespace pinwheel {
namespace {

using Json = nlohmann::json;

std::string textAt(const Json& object, const char* member)
{
    if (!object.is_object()) return {};
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> textsAt(const Json& object, const char* member)
{
    std::vector<std::string> texts;
    if (const auto list = object.find(member); list != object.end() && list->is_array())
        for (const Json& text : *list)
            if (text.is_string()) texts.push_back(text.get<std::string>());
    return texts;
}

/// The objects of a list; empty where there is no such list.
std::vector<const Json*> objectsAt(const Json& object, const char* member)
{
    std::vector<const Json*> objects;
    if (!object.is_object()) return objects;
    if (const auto list = object.find(member); list != object.end() && list->is_array())
        for (const Json& entry : *list)
            if (entry.is_object()) objects.push_back(&entry);
    return objects;
}

/// Adds one entry of "install" or "installed" (whose names stand under "metadata") or of `pip
/// list`.
bool addActual(ActualEnvironment& environment, const Json& entry)
{
    const bool hasMetadata = entry.is_object() && entry.contains("metadata");
    const Json& metadata = hasMetadata ? entry.at("metadata") : entry;
    const std::string name = normalizedName(textAt(metadata, "name"));
    ActualDistribution actual {.version = textAt(metadata, "version"),
                               .requirementsKnown = hasMetadata};
    if (name.empty() || actual.version.empty()) return false;
    actual.requiresDist = textsAt(metadata, "requires_dist");
    for (const std::string& extra : textsAt(metadata, "provides_extra"))
        actual.extras.push_back(normalizedName(extra));
    environment.distributions.insert_or_assign(name, std::move(actual));
    return true;
}

Result<ActualEnvironment> environmentOf(const Json& json, const std::string& file)
{
    ActualEnvironment environment;
    environment.isReport = json.is_object() && json.contains("install");
    const char* member = environment.isReport ? "install" : "installed";
    const Json* list = json.is_array()              ? &json
        : json.is_object() && json.contains(member) ? &json.at(member)
                                                    : nullptr;
    if (list == nullptr || !list->is_array())
        return fail(ErrorCode::Malformed,
                    formatted("{}: is not what pip install --report, pip inspect or pip list "
                              "--format json writes",
                              file));
    if (json.is_object() && json.contains("environment"))
        environment.python = textAt(json.at("environment"), "python_version");
    for (std::size_t number = 0; number < list->size(); ++number)
        if (!addActual(environment, list->at(number)))
            return fail(ErrorCode::Malformed,
                        formatted("{}: entry {} has no name or version", file, number + 1));
    if (!json.is_object() || !json.contains("pinwheel")) return environment;
    environment.command = textAt(json.at("pinwheel"), "command");
    for (const Json* entry : objectsAt(json.at("pinwheel"), "undetermined"))
        environment.undetermined.insert(normalizedName(textAt(*entry, "name")));
    return environment;
}

} // namespace

Result<ActualEnvironment> readActualEnvironment(const std::string& file)
{
    PINWHEEL_TRY(text, readTextFile(file));
    return environmentOf(Json::parse(text, nullptr, /*allow_exceptions=*/false), file);
}

Result<std::vector<ActualEnvironment>> readActualEnvironments(const std::string& file)
{
    PINWHEEL_TRY(text, readTextFile(file));
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    std::vector<ActualEnvironment> environments;
    if (json.is_object() && json.contains("pinwheel"))
        for (const Json* report : objectsAt(json.at("pinwheel"), "commands")) {
            PINWHEEL_TRY(environment, environmentOf(*report, file));
            environments.push_back(std::move(environment));
        }
    if (!environments.empty()) return environments;
    PINWHEEL_TRY(environment, environmentOf(json, file));
    environments.push_back(std::move(environment));
    return environments;
}

} // namespace pinwheel
