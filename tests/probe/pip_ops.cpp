#include "core/index/memory_index.h"
#include "core/installers/install_command.h"
#include "core/requirements/requirement_files.h"
#include "core/resolver/pip_install.h"
#include "tests/probe/probe.h"

#include <algorithm>
#include <optional>

namespace pinwheel::probe {
namespace {

constexpr std::string_view indexRoot = "file:///index/";

/// An index is named "@main@" where a URL would stand.
std::string withIndexUrls(std::string text, const Json& indexes)
{
    for (const auto& [name, projects] : indexes.items()) {
        const std::string mark = "@" + name + "@";
        const std::string url = std::string(indexRoot) + name;
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + url.size()))
            text.replace(at, mark.size(), url);
    }
    return text;
}

/// The request's files as they stand in the working folder "/".
class FilesOfPip final : public RequirementSource
{
public:
    FilesOfPip(const Json& files, const Json& indexes)
    {
        for (const auto& [path, text] : files.items())
            m_texts.emplace("/" + path,
                            std::make_shared<const SourceText>(
                                path, withIndexUrls(text.get<std::string>(), indexes)));
    }

    RequirementText read(const std::string& location) override
    {
        const auto found = m_texts.find(location);
        if (found == m_texts.end()) return RequirementText::missing();
        return RequirementText::found(FileId {}, found->second);
    }
    std::optional<bool> exists(const std::string& path) override { return m_texts.contains(path); }

private:
    std::map<std::string, SourceTextPtr> m_texts;
};

std::vector<std::string> textsAt(const Json& object, const char* field)
{
    const auto found = object.find(field);
    return found == object.end() || found->is_null() ? std::vector<std::string> {}
                                                     : found->get<std::vector<std::string>>();
}

std::string textAt(const Json& object, const char* field)
{
    const auto found = object.find(field);
    return found == object.end() || found->is_null() ? std::string() : found->get<std::string>();
}

/// False where absent or false; a text (the reason of a yanked file) counts as true.
bool flagAt(const Json& object, const char* field)
{
    const auto found = object.find(field);
    if (found == object.end() || found->is_null()) return false;
    return !found->is_boolean() || found->get<bool>();
}

void fillIndex(MemoryIndex& index, const Json& indexes)
{
    for (const auto& [name, projects] : indexes.items())
        for (const auto& [project, files] : projects.items())
            for (const Json& file : files)
                index.add(std::string(indexRoot) + name, project,
                          {.filename = file.at("filename").get<std::string>(),
                           .requiresPython = textAt(file, "requires_python"),
                           .requiresDist = textsAt(file, "requires_dist"),
                           .extras = textsAt(file, "extras"),
                           .yanked = flagAt(file, "yanked"),
                           .hashes = {}});
}

std::optional<InstallCommand> readCommand(const Json& arguments, const Json& indexes)
{
    std::vector<InstallerWord> words;
    for (const char* word : {"pip", "install"})
        words.push_back({.text = std::string(word)});
    for (const Json& argument : arguments)
        words.push_back({.text = withIndexUrls(argument.get<std::string>(), indexes)});
    return recognizeInstall(words);
}

RequirementFiles readFiles(const InstallCommand& command, const Json& files, const Json& indexes)
{
    RequirementReading reading;
    reading.finder = command.pip.finder();
    for (const FileArgument& file : command.constraintFiles)
        reading.entries.push_back({.path = file.path.text.valueOr(""), .constraint = true});
    for (const FileArgument& file : command.requirementFiles)
        reading.entries.push_back({.path = file.path.text.valueOr("")});
    FilesOfPip source(files, indexes);
    return readRequirementFiles(reading, source);
}

void addRequirements(PipInstallRequest& request, const InstallCommand& command,
                     const RequirementFiles& files)
{
    for (const bool editable : {false, true})
        for (const PackageArgument& argument : command.arguments)
            if (argument.editable == editable)
                request.requirements.push_back(
                    {.text = argument.text.valueOr(""), .editable = editable, .hashes = {}});
    for (const RequirementLine& line : files.requirements) {
        RootRequirement asked {.text = line.text,
                               .constraint = line.constraint,
                               .editable = line.editable,
                               .hashes = {}};
        for (const RequirementHash& hash : line.hashes)
            asked.hashes.push_back(hash.algorithm + ":" + hash.digest);
        request.requirements.push_back(std::move(asked));
    }
}

void addOptions(PipInstallRequest& request, const PipOptions& options, const FinderOptions& finder)
{
    if (options.upgrade) {
        const bool eager =
            options.upgradeStrategy && options.upgradeStrategy->text.valueOr("") == "eager";
        request.strategy = eager ? UpgradeStrategy::Eager : UpgradeStrategy::OnlyIfNeeded;
    }
    request.ignoreInstalled = options.ignoreInstalled.on || options.target.has_value();
    request.forceReinstall = options.forceReinstall.on;
    request.noDependencies = options.noDependencies.on;
    request.ignoreRequiresPython = options.ignoreRequiresPython.on;
    request.preReleases = finder.preReleases.on;
    request.preferBinary = finder.preferBinary.on;
    request.requireHashes = finder.requireHashes.on;
    for (const auto& [name, origin] : finder.formats.noBinary)
        request.formats.noBinary.insert(name);
    for (const auto& [name, origin] : finder.formats.onlyBinary)
        request.formats.onlyBinary.insert(name);
    if (!finder.noIndex)
        request.indexes.push_back(
            indexSource(finder.indexUrl ? finder.indexUrl->text.valueOr("") : ""));
    for (const OptionValue& url : finder.extraIndexUrls)
        request.indexes.push_back(indexSource(url.text.valueOr("")));
    for (const OptionValue& place : finder.findLinks)
        request.findLinks.push_back(findLinksSource(place.text.valueOr("")));
}

void addInstalled(PipInstallRequest& request, const Json& installed)
{
    for (const Json& distribution : installed) {
        PresentDistribution present;
        present.name = distribution.at("name").get<std::string>();
        present.version = distribution.at("version").get<std::string>();
        present.requiresDist = textsAt(distribution, "requires_dist");
        present.extras = textsAt(distribution, "extras");
        request.installed.push_back(std::move(present));
    }
}

Json answerOf(const PipInstallResult& result)
{
    Json answer = success();
    if (result.failure) {
        switch (result.failure->kind) {
        case PipFailure::Kind::NoMatch:
        case PipFailure::Kind::Conflict:
            break;
        case PipFailure::Kind::RequiresPython:
        case PipFailure::Kind::TooDeep:
        case PipFailure::Kind::Cancelled:
        case PipFailure::Kind::BadRequirement:
        case PipFailure::Kind::PipBreaks:
        case PipFailure::Kind::HashesMissing:
            return failure(result.failure->message);
        }
        answer["result"] = "error";
        answer["kind"] = toText(result.failure->kind);
        return answer;
    }
    answer["result"] = "ok";
    answer["install"] = Json::array();
    for (const Pin& pin : result.pins) {
        if (pin.action == PinAction::Keep) continue;
        const bool isIndex = pin.index.starts_with(indexRoot);
        answer["install"].push_back(
            {pin.name, pin.version, isIndex ? Json(pin.index.substr(indexRoot.size())) : Json()});
    }
    return answer;
}

} // namespace

Json answerPip(const Json& request)
{
    const Json none = Json::object();
    const Json& indexes = request.contains("indexes") ? request.at("indexes") : none;
    const auto command = readCommand(request.at("args"), indexes);
    if (!command) return failure("no install command");
    for (const CommandProblem& problem : command->problems)
        if (problem.isFatal()) return failure(problem.message);
    const RequirementFiles files =
        readFiles(*command, request.contains("files") ? request.at("files") : none, indexes);
    for (const RequirementProblem& problem : files.problems)
        if (problem.kind == RequirementProblem::Kind::Error
            || problem.kind == RequirementProblem::Kind::Limit)
            return failure(problem.message);
    const auto python = parsePythonVersion(request.at("python").get<std::string>());
    if (!python) return failure("invalid python version");

    PipInstallRequest install;
    const auto platforms = request.at("platforms").get<std::vector<std::string>>();
    const bool isArm = std::ranges::any_of(
        platforms, [](const std::string& platform) { return platform.ends_with("aarch64"); });
    install.target = targetOf(*python, platforms, isArm ? "aarch64" : "x86_64");
    addRequirements(install, *command, files);
    addOptions(install, command->pip, files.finder);
    if (request.contains("installed")) addInstalled(install, request.at("installed"));
    MemoryIndex index;
    fillIndex(index, indexes);
    return answerOf(resolvePipInstall(install, index));
}

} // namespace pinwheel::probe
