#include "core/index/package_index.h"
#include "core/requirements/requirement_files.h"
#include "tests/probe/probe.h"

#include <map>

namespace pinwheel::probe {
namespace {

/// The request's files, under "/"; text that is no path of the request is missing.
class FilesOfRequest final : public RequirementSource
{
public:
    explicit FilesOfRequest(const Json& files)
    {
        for (const auto& [path, text] : files.items())
            m_texts.emplace("/" + path, text.get<std::string>());
    }

    RequirementText read(const std::string& location) override
    {
        const std::string path = location.starts_with("file:///") ? location.substr(7) : location;
        const auto found = m_texts.find(path);
        if (found == m_texts.end()) return RequirementText::missing();
        return RequirementText::found(
            FileId {}, std::make_shared<const SourceText>(found->first, found->second));
    }

    std::optional<bool> exists(const std::string& path) override
    {
        const auto found = m_texts.lower_bound(path);
        if (found == m_texts.end()) return path == "/";
        return found->first == path || found->first.starts_with(path == "/" ? path : path + "/");
    }

private:
    std::map<std::string, std::string> m_texts;
};

/// Paths of the request are relative to its root.
std::string relativeToRoot(std::string_view location)
{
    return std::string(location.starts_with('/') ? location.substr(1) : location);
}

Json namesOf(const BinaryFormats::Names& names)
{
    Json list = Json::array();
    for (const auto& [name, origin] : names)
        list.push_back(name);
    return list;
}

Json textsOf(const std::vector<OptionValue>& values)
{
    Json list = Json::array();
    for (const OptionValue& value : values)
        list.push_back(value.text.valueOr(value.knownPrefix));
    return list;
}

void addFinder(Json& answer, const FinderOptions& finder)
{
    const std::string index = finder.indexUrl ? finder.indexUrl->text.valueOr("") : std::string();
    // pip's default is written without a slash at its end; who names it asks for nothing else than
    // the default.
    const bool isDefault =
        index.empty() || (!index.ends_with('/') && indexSource(index).isDefault());
    answer["index_url"] = isDefault ? Json() : Json(index);
    answer["extra_index_urls"] = textsOf(finder.extraIndexUrls);
    Json links = Json::array();
    for (const OptionValue& link : finder.findLinks)
        links.push_back(relativeToRoot(link.text.valueOr("")));
    answer["find_links"] = links;
    answer["no_index"] = finder.noIndex.on;
    answer["pre"] = finder.preReleases.on;
    answer["prefer_binary"] = finder.preferBinary.on;
    answer["require_hashes"] = finder.requireHashes.on;
    answer["only_binary"] = namesOf(finder.formats.onlyBinary);
    answer["no_binary"] = namesOf(finder.formats.noBinary);
}

} // namespace

Json answerRequirementsFile(const Json& request)
{
    FilesOfRequest source(request.at("files"));
    RequirementReading reading;
    reading.entries.push_back({.path = request.at("entry").get<std::string>()});
    if (const auto environment = request.find("env");
        environment != request.end() && environment->is_object())
        for (const auto& [name, value] : environment->items())
            reading.variables.emplace(name, value.get<std::string>());
    const RequirementFiles files = readRequirementFiles(reading, source);
    for (const RequirementProblem& problem : files.problems)
        if (problem.kind == RequirementProblem::Kind::Error
            || problem.kind == RequirementProblem::Kind::Limit)
            return failure(problem.message);
    Json answer = success();
    answer["requirements"] = Json::array();
    for (const RequirementLine& line : files.requirements)
        answer["requirements"].push_back(
            {{"req", line.text},
             {"editable", line.editable},
             {"constraint", line.constraint},
             {"file", relativeToRoot(files.files[line.fileUse].location)},
             {"line", line.lineNumber}});
    addFinder(answer, files.finder);
    return answer;
}

} // namespace pinwheel::probe
