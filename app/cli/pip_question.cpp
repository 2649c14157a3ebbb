#include "app/cli/pip_question.h"

#include "app/cli/actual_environment.h"
#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/installers/install_command.h"
#include "core/python/project_name.h"
#include "core/report/escape.h"
#include "core/requirements/requirement_files.h"
#include "core/text/file_provider.h"
#include "core/text/source_set.h"

#include <algorithm>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

/// What the answer is for where nobody says: a present Python on a Debian 12 of some images.
constexpr std::string_view defaultPython = "3.12";
constexpr LibcVersion defaultGlibc {2, 36};

/// Requirement files on disk.
class FilesOnDisk final : public RequirementSource
{
public:
    RequirementText read(const std::string& location) override
    {
        if (!location.starts_with('/'))
            return RequirementText::unknown(
                formatted("{} is not fetched", redactCredentials(location)));
        auto bytes = readTextFile(location);
        if (!bytes) return RequirementText::missing();
        const FileId id =
            m_sources.add(std::make_shared<const SourceText>(location, std::move(*bytes)));
        return RequirementText::found(id, m_sources.share(id));
    }
    std::optional<bool> exists(const std::string& path) override
    {
        std::error_code error;
        return fs::exists(path, error);
    }

private:
    SourceSet m_sources;
};

Result<InstallCommand> readCommand(const std::vector<std::string>& texts)
{
    std::vector<InstallerWord> words;
    for (const std::string& text : texts)
        words.push_back({.text = text});
    auto command = recognizeInstall(words);
    if (!command || command->tool != InstallTool::Pip)
        return fail(ErrorCode::Usage, "what stands behind -- is no pip install");
    for (const CommandProblem& problem : command->problems)
        if (problem.isFatal()) return fail(ErrorCode::Usage, problem.message);
    return std::move(*command);
}

Result<RequirementFiles> readFiles(const InstallCommand& command)
{
    std::error_code error;
    RequirementReading reading {.entries = {},
                                .workingFolder = fs::current_path(error).string(),
                                .variables = {},
                                .finder = command.pip.finder()};
    for (const FileArgument& file : command.constraintFiles)
        reading.entries.push_back({.path = file.path.text.valueOr(""), .constraint = true});
    for (const FileArgument& file : command.requirementFiles)
        reading.entries.push_back({.path = file.path.text.valueOr("")});
    FilesOnDisk source;
    RequirementFiles files = readRequirementFiles(reading, source);
    for (const RequirementProblem& problem : files.problems)
        if (problem.kind != RequirementProblem::Kind::Ignored)
            return fail(ErrorCode::Malformed, problem.message);
    return files;
}

void addRequirements(PipInstallRequest& request, const InstallCommand& command,
                     const RequirementFiles& files)
{
    const auto addLines = [&](bool constraints) {
        for (const RequirementLine& line : files.requirements) {
            if (line.constraint != constraints) continue;
            RootRequirement asked {.text = line.text,
                                   .constraint = line.constraint,
                                   .editable = line.editable,
                                   .hashes = {}};
            for (const RequirementHash& hash : line.hashes)
                asked.hashes.push_back(hash.algorithm + ":" + hash.digest);
            request.requirements.push_back(std::move(asked));
        }
    };
    addLines(true);
    for (const bool editable : {false, true})
        for (const PackageArgument& argument : command.arguments)
            if (argument.editable == editable)
                request.requirements.push_back(
                    {.text = argument.text.valueOr(""), .editable = editable, .hashes = {}});
    addLines(false);
}

void addOptions(PipInstallRequest& request, const PipOptions& options, const FinderOptions& finder)
{
    const bool eager =
        options.upgradeStrategy && options.upgradeStrategy->text.valueOr("") == "eager";
    if (options.upgrade)
        request.strategy = eager ? UpgradeStrategy::Eager : UpgradeStrategy::OnlyIfNeeded;
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
        if (!finder.noIndex) request.indexes.push_back(indexSource(url.text.valueOr("")));
    for (const OptionValue& place : finder.findLinks)
        request.findLinks.push_back(findLinksSource(place.text.valueOr("")));
}

} // namespace

Result<PipQuestionAnswer> answerPipQuestion(const PipQuestion& question, const PackageIndex& index)
{
    PINWHEEL_TRY(command, readCommand(question.words));
    PINWHEEL_TRY(files, readFiles(command));
    PipQuestionAnswer answer;
    std::string pythonText = question.python;
    if (!question.installedFile.empty()) {
        PINWHEEL_TRY(actual, readActualEnvironment(question.installedFile));
        if (pythonText.empty()) pythonText = actual.python;
        for (const auto& [name, distribution] : actual.distributions)
            answer.request.installed.push_back(
                {.name = name,
                 .version = distribution.version,
                 .requiresDist = distribution.requiresDist,
                 .extras = distribution.extras,
                 .requirementsKnown = distribution.requirementsKnown});
    }
    const auto python = parsePythonVersion(pythonText.empty() ? defaultPython : pythonText);
    if (!python)
        return fail(ErrorCode::Usage,
                    formatted("'{}' is no Python version such as 3.12", pythonText));
    answer.request.target = linuxTarget(*python, question.architecture, defaultGlibc, std::nullopt);
    addRequirements(answer.request, command, files);
    addOptions(answer.request, command.pip, files.finder);
    for (std::uint32_t i = 0; i < answer.request.requirements.size(); ++i)
        answer.request.requirements[i].origin = i;
    answer.result = resolvePipInstall(answer.request, index);
    return answer;
}

std::string tableOf(const PipQuestionAnswer& answer)
{
    const PipInstallResult& result = answer.result;
    std::string text;
    if (result.failure) {
        text = formatted("pip ends with an error ({}): {}\n", toText(result.failure->grade),
                         oneLine(result.failure->message));
        if (!result.failure->derivation.empty()) text += result.failure->derivation + '\n';
    }
    for (const Pin& pin : result.pins) {
        const std::string version = pin.version.empty() ? pin.range : pin.version;
        const std::string before = pin.before.empty() || pin.before == pin.version
            ? ""
            : formatted("{} → ", oneLine(pin.before));
        text += formatted("{:<11} {:<30} {}{}  {}\n",
                          toText(pin.grade) == "certain" ? toText(pin.action)
                                                         : formatted("{}?", toText(pin.action)),
                          oneLine(pin.name), before, oneLine(version), oneLine(pin.reason));
    }
    for (const MissingFact& fact : result.missing)
        text += formatted("not known: {}\n", oneLine(fact.text));
    return text.empty() ? "pip installs nothing\n" : text;
}

} // namespace pinwheel
