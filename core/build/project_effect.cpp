// poetry, pipenv, pdm, pip-sync, and every tool that installs what a project file or lock lists.

#include "core/base/format.h"
#include "core/build/install_effects.h"
#include "core/python/version.h"
#include "core/requirements/project_requirements.h"

#include <algorithm>

namespace pinwheel {
namespace {

std::string optionText(const Rare<OptionValue>& value)
{
    return value ? value->text.valueOr("") : std::string();
}

/// What replacing one version by another means; one that is not known counts as an upgrade.
DecisionKind changeOf(const InstalledDistribution& before, const InstalledDistribution& after)
{
    if (before.versionText() == after.versionText()) return DecisionKind::Keep;
    const auto old = before.version ? Version::parse(*before.version) : std::nullopt;
    const auto now = after.version ? Version::parse(*after.version) : std::nullopt;
    return old && now && *now < *old ? DecisionKind::Downgrade : DecisionKind::Upgrade;
}

/// "=3.9" of the conda spec "conda-forge::python=3.9": what conda's solver has to keep to, in
/// conda's own words.
std::string condaRange(const ProjectRequirement& requirement)
{
    const std::size_t name = requirement.text.find(requirement.displayName);
    if (name == std::string::npos) return {};
    const std::size_t begin =
        requirement.text.find_first_not_of(' ', name + requirement.displayName.size());
    return begin == std::string::npos ? std::string() : requirement.text.substr(begin);
}

void putRequirement(InstallContext& context, InstallStep& step, Environment& environment,
                    const ProjectRequirement& requirement, std::string_view installer)
{
    InstalledDistribution distribution;
    distribution.name = requirement.name;
    distribution.displayName =
        requirement.displayName.empty() ? requirement.name : requirement.displayName;
    const InstalledDistribution* before = environment.find(requirement.name);
    Decision decision {.name = distribution.name, .displayName = distribution.displayName};
    if (before != nullptr) {
        decision.before = before->versionText();
        decision.beforeIndex = before->index;
    }
    if (requirement.version.empty()) {
        distribution.version = unknown("the file names no exact version");
        distribution.range = requirement.conda ? condaRange(requirement)
            : requirement.subject.requirement
            ? requirement.subject.requirement->specifiers.toString()
            : std::string();
        distribution.grade = decision.grade = Grade::Unknown;
    } else {
        distribution.version = requirement.version;
    }
    decision.versionKnown = !requirement.version.empty();
    distribution.index = requirement.index.empty() ? (requirement.conda ? "conda" : "default index")
                                                   : indexSource(requirement.index).label;
    distribution.installer = installer;
    distribution.metadata = requirement.conda ? MetadataKind::Conda : MetadataKind::DistInfo;
    distribution.layer = step.layer;
    distribution.askedBy = requirement.span;
    distribution.requirementsKnown = false;
    decision.kind = before == nullptr ? DecisionKind::Install : changeOf(*before, distribution);
    decision.after = distribution.versionText();
    decision.afterIndex = distribution.index;
    decision.reason =
        requirement.version.empty() ? "the file asks for it" : "the file locks this version";
    decision.askedBy = {requirement.span};
    context.run.model.trace.mentions.push_back(
        {.name = requirement.name,
         .specifier = requirement.version.empty()
             ? (requirement.conda ? std::string() : distribution.range)
             : "==" + requirement.version,
         .span = requirement.span,
         .role = Mention::Role::RequirementLine,
         .layer = step.layer,
         .install = static_cast<std::uint32_t>(context.run.model.trace.installs.size())});
    environment.put(std::move(distribution));
    step.decisions.push_back(std::move(decision));
}

/// The environment that a project tool installs into: the active one, its own, or the system's.
std::string projectEnvironment(InstallContext& context, InstallStep& step,
                               const std::string& folder)
{
    const auto value = [&](std::string_view name) {
        const auto variable = context.variable(name);
        return variable ? variable->valueOr("") : std::string();
    };
    const std::string active = value("VIRTUAL_ENV");
    if (!active.empty() && context.state.environments.contains(active)) return active;
    const bool isPoetry = step.command.tool == InstallTool::Poetry;
    const std::string create = value("POETRY_VIRTUALENVS_CREATE");
    const bool systemWide = step.command.environment.system.on || create == "false" || create == "0"
        || step.command.tool == InstallTool::PipSync;
    InstallCommand python = step.command;
    python.program.text = std::string("python3");
    python.launchers.clear();
    const ChosenEnvironment base = chooseEnvironment(context, python);
    if (systemWide || base.prefix.empty() || context.state.poetryInSystem) return base.prefix;
    std::string prefix = folder + "/.venv";
    if (isPoetry && value("POETRY_VIRTUALENVS_IN_PROJECT").empty())
        prefix = context.home() + "/.cache/pypoetry/virtualenvs/project";
    if (!context.state.environments.contains(prefix))
        makeVirtualEnvironment(
            context, prefix,
            {.version = context.state.environments.at(base.prefix)->python.valueOr(""),
             .path = pythonNamed(context, "python3").path},
            true);
    return prefix;
}

} // namespace

bool wantsGroup(const std::string& group, const EnvironmentChoice& choice)
{
    const auto names = [&](const std::vector<OptionValue>& values, std::string_view name) {
        return std::ranges::any_of(values, [&](const OptionValue& value) {
            const std::string text = value.text.valueOr("");
            return text == name || (',' + text + ',').contains(',' + std::string(name) + ',');
        });
    };
    if (group == "build-system") return false;
    if (group.empty()) return choice.onlyGroups.empty() || names(choice.onlyGroups, "main");
    if (group.starts_with("extra:"))
        return choice.allExtras.on || names(choice.extras, group.substr(6));
    const std::string name = group.starts_with("group:") ? group.substr(6) : group;
    if (!choice.onlyGroups.empty()) return names(choice.onlyGroups, name);
    if (names(choice.withoutGroups, name)) return false;
    if (name == "dev" && choice.withoutDev) return false;
    return name == "dev" || choice.allGroups.on || names(choice.groups, name);
}

void noteProjectProblems(InstallContext& context, InstallStep& step, const ProjectFile& project)
{
    // pip and uv read TOML by its standard, as we do; other readers may take what ours refuses.
    const bool isStrict = project.kind != ProjectFileKind::CondaEnvironment
        && project.kind != ProjectFileKind::PipfileLock && step.certainToRun;
    for (const ProjectFileProblem& problem : project.problems) {
        context.run.model.trace.problems.push_back(
            {.kind = BuildProblem::Kind::RequirementFile,
             .span = problem.span,
             .message = problem.message,
             .grade = problem.isFatal && !isStrict ? Grade::Likely : Grade::Certain,
             .fatal = problem.isFatal,
             .layer = step.layer});
        if (!problem.isFatal || step.failure) continue;
        step.failure = problem.message;
        step.failureKind = "bad-requirement-file";
        step.failureSpans = {problem.span};
        step.failureGrade = isStrict ? Grade::Certain : Grade::Likely;
    }
}

void installProjectFile(InstallContext& context, InstallStep& step, const std::string& prefix,
                        const std::string& path, const EnvironmentChoice& choice,
                        std::string_view installer)
{
    const FileLookup file = context.state.files.find(path, context.run.texts);
    const auto id =
        file.kind == FileLookup::Kind::File ? context.run.texts.idOf(file) : std::nullopt;
    step.requirementPaths.push_back(path);
    const auto there = context.state.environments.find(prefix);
    if (there != context.state.environments.end()) {
        step.before = there->second;
        step.environment = there->second->name;
    }
    if (!id) {
        step.completeness = Completeness::Partly;
        step.notes.push_back(formatted(
            "{} is not among the files that the build brings, so what is installed is not known",
            path));
        return;
    }
    context.run.filesRead.emplace(file.layer, path);
    step.requirementFiles.push_back(*id);
    const auto kind = projectFileKind(path);
    if (!kind) return;
    const ProjectFile project =
        readProjectFile(*kind, *id, context.run.texts.sources().text(*id).bytes());
    noteProjectProblems(context, step, project);
    if (prefix.empty() || step.failure) return;
    Environment& environment = changeEnvironment(context, prefix);
    for (const ProjectRequirement& requirement : project.requirements)
        if (!requirement.name.empty() && !requirement.optional
            && wantsGroup(requirement.conda || requirement.group == "conda" ? std::string()
                                                                            : requirement.group,
                          choice))
            putRequirement(context, step, environment, requirement, installer);
    step.resolved = *kind != ProjectFileKind::Pyproject && *kind != ProjectFileKind::Pipfile
        && *kind != ProjectFileKind::CondaEnvironment;
    if (!step.resolved)
        step.notes.push_back(
            "there is no lock file, so the versions of its dependencies are not known");
    step.after = context.state.environments.at(prefix);
}

void performProjectTool(InstallContext& context, InstallStep& step)
{
    const InstallCommand& command = step.command;
    if (command.action != InstallAction::Install && command.action != InstallAction::Sync
        && command.action != InstallAction::Add)
        return;
    if (command.tool == InstallTool::PipSync) {
        const ChosenEnvironment chosen = chooseEnvironment(context, command);
        if (!chosen.prefix.empty())
            installByPipRules(context, step,
                              {.prefix = chosen.prefix,
                               .options = command.pip,
                               .installer = "pip-sync",
                               .exact = true});
        return;
    }
    const std::string given = optionText(command.environment.project);
    const std::string folder =
        absoluteImagePath(context.workingFolder(), given.empty() ? "." : given);
    std::vector<std::string> candidates {"poetry.lock", "pyproject.toml"};
    if (command.tool == InstallTool::Pipenv) candidates = {"Pipfile.lock", "Pipfile"};
    if (command.tool == InstallTool::Pdm) candidates = {"pdm.lock", "pyproject.toml"};
    const std::string prefix = projectEnvironment(context, step, folder);
    for (const std::string& name : candidates) {
        const std::string path = absoluteImagePath(folder, name);
        if (context.state.files.find(path, context.run.texts).kind != FileLookup::Kind::File
            && name != candidates.back())
            continue;
        return installProjectFile(context, step, prefix, path, command.environment, step.tool);
    }
}

} // namespace pinwheel
