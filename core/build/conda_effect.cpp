// conda, mamba and micromamba: environments made and filled. Their solver is not simulated: what is
// asked for is there, with the versions that the specs fix, and everything else is unknown.

#include "core/base/format.h"
#include "core/build/install_effects.h"

#include <algorithm>

namespace pinwheel {
namespace {

std::string condaRoot(const InstallContext& context)
{
    for (const auto& [path, executable] : context.state.executables.all())
        if (executable.kind == Executable::Kind::Conda && !executable.environment.empty())
            return executable.environment;
    for (const char* name : {"CONDA_DIR", "MAMBA_ROOT_PREFIX"})
        if (const auto value = context.variable(name);
            value && value->isKnown() && !(**value).empty())
            return **value;
    return "/opt/conda";
}

std::string prefixFor(InstallContext& context, const EnvironmentChoice& choice,
                      const std::string& named)
{
    if (choice.prefix && choice.prefix->text.isKnown())
        return absoluteImagePath(context.workingFolder(), *choice.prefix->text);
    std::string name = choice.name ? choice.name->text.valueOr("") : named;
    if (name.empty()) {
        const auto active = context.variable("CONDA_PREFIX");
        if (active && active->isKnown() && context.state.environments.contains(**active))
            return **active;
        // The environment whose bin stands first on PATH, else the base.
        return condaRoot(context);
    }
    return name == "base" ? condaRoot(context) : formatted("{}/envs/{}", condaRoot(context), name);
}

/// "3.10" of the conda spec `python=3.10`, `python==3.10.4`, `python>=3.10`: none for ranges.
std::string pythonOfSpec(const PackageArgument& argument)
{
    if (argument.name != "python") return {};
    const std::size_t digit = argument.specifier.find_first_of("0123456789");
    if (digit == std::string::npos
        || argument.specifier.find_first_of("<>!,|") != std::string::npos)
        return {};
    const std::string version = argument.specifier.substr(
        digit, argument.specifier.find_first_not_of("0123456789.", digit) - digit);
    const std::size_t dot = version.find('.');
    return dot == std::string::npos ? std::string() : version.substr(0, version.find('.', dot + 1));
}

/// The version that a conda spec fixes: `numpy=1.26.4`, `numpy==1.26.4=py310_0`.
std::string exactVersion(const std::string& specifier)
{
    if (!specifier.starts_with('=')
        && (specifier.empty() || specifier.find_first_of("<>!*,|~") != std::string::npos))
        return {};
    if (specifier.find_first_of("<>!*,|~") != std::string::npos) return {};
    const std::size_t begin = specifier.find_first_not_of('=');
    if (begin == std::string::npos) return {};
    return specifier.substr(begin, specifier.find('=', begin) - begin);
}

void ensureEnvironment(InstallContext& context, const std::string& prefix, const std::string& name)
{
    if (context.state.environments.contains(prefix)) return;
    Environment environment;
    environment.name = name.empty() ? prefix : formatted("conda {}", name);
    environment.prefix = prefix;
    environment.kind = EnvironmentKind::Conda;
    environment.python = unknown("no Python version is asked for");
    environment.complete = false;
    environment.incompleteReason = "what conda adds to satisfy its packages is not known";
    context.state.environments.emplace(prefix, context.run.copyOf(environment));
}

void putCondaPackage(InstallStep& step, Environment& environment, const PackageArgument& argument)
{
    InstalledDistribution distribution;
    distribution.name = distribution.displayName = argument.name;
    const std::string exact = exactVersion(argument.specifier);
    // `numpy=1.26` means 1.26.*: only a whole version is one.
    const bool isWhole =
        std::ranges::count(exact, '.') >= 2 || argument.specifier.starts_with("==");
    if (exact.empty() || !isWhole)
        distribution.version = unknown("conda's solver chooses the version");
    else
        distribution.version = exact;
    distribution.range = argument.specifier;
    distribution.index = argument.channel.empty() ? "conda" : argument.channel;
    distribution.installer = "conda";
    distribution.metadata = MetadataKind::Conda;
    distribution.layer = step.layer;
    distribution.askedBy = argument.span;
    distribution.grade = distribution.version.isKnown() ? Grade::Certain : Grade::Unknown;
    const InstalledDistribution* before = environment.find(argument.name);
    step.decisions.push_back(
        {.name = argument.name,
         .displayName = argument.name,
         .kind = before == nullptr ? DecisionKind::Install : DecisionKind::Undetermined,
         .before = before != nullptr ? before->versionText() : std::string(),
         .after = distribution.versionText(),
         .afterIndex = distribution.index,
         .versionKnown = distribution.version.isKnown(),
         .grade = distribution.grade,
         .reason = "the command asks conda for it",
         .askedBy = {argument.span}});
    environment.put(std::move(distribution));
}

/// What an environment file says; none where the build brings no such file.
std::optional<ProjectFile> environmentFile(InstallContext& context, const std::string& path)
{
    const FileLookup file = context.state.files.find(path, context.run.texts);
    const auto id =
        file.kind == FileLookup::Kind::File ? context.run.texts.idOf(file) : std::nullopt;
    if (!id) return std::nullopt;
    return readProjectFile(ProjectFileKind::CondaEnvironment, *id,
                           context.run.texts.sources().text(*id).bytes());
}

/// The requirement files that the pip part names: conda has pip read them, once its own packages
/// are there, from the folder of the environment file.
void installPipFiles(InstallContext& context, InstallStep& step, const std::string& prefix,
                     const std::string& path)
{
    const auto project = environmentFile(context, path);
    if (!project) return;
    InstallCommand pip = step.command;
    pip.arguments.clear();
    pip.projectFiles.clear();
    pip.requirementFiles.clear();
    for (const ProjectRequirement* entry : project->ofGroup("requirements-file")) {
        OptionValue file;
        file.text = absoluteImagePath(path.substr(0, path.rfind('/') + 1), entry->url);
        pip.requirementFiles.push_back({.path = std::move(file), .span = entry->span});
    }
    if (pip.requirementFiles.empty()) return;
    const EnvironmentPtr before = step.before;
    std::swap(step.command, pip);
    installByPipRules(context, step, {.prefix = prefix, .options = {}});
    std::swap(step.command, pip);
    step.before = before;
}

} // namespace

void performConda(InstallContext& context, InstallStep& step)
{
    const InstallCommand& command = step.command;
    const bool creates = command.action == InstallAction::CreateEnvironment;
    if (!creates && command.action != InstallAction::Install
        && command.action != InstallAction::Sync && command.action != InstallAction::UpgradeAll)
        return;
    std::string name =
        command.environment.name ? command.environment.name->text.valueOr("") : std::string();
    std::vector<std::string> files;
    for (const auto* list : {&command.projectFiles, &command.requirementFiles})
        for (const FileArgument& file : *list)
            if (file.path.text.isKnown())
                files.push_back(absoluteImagePath(context.workingFolder(), *file.path.text));
    if (files.empty() && creates && command.subcommand.contains("env"))
        files.push_back(absoluteImagePath(context.workingFolder(), "environment.yml"));
    // Without a name on the command line the file's own holds.
    if (creates && name.empty() && !files.empty())
        if (const auto project = environmentFile(context, files.front()))
            name = project->environmentName;
    const std::string prefix = prefixFor(context, command.environment, name);
    ensureEnvironment(context, prefix, name);
    step.environment = context.state.environments.at(prefix)->name;
    step.before = context.state.environments.at(prefix);
    std::string python;
    for (const PackageArgument& argument : command.arguments) {
        if (argument.name.empty()) continue;
        if (const std::string asked = pythonOfSpec(argument); !asked.empty()) python = asked;
        putCondaPackage(step, changeEnvironment(context, prefix), argument);
    }
    for (const std::string& file : files)
        installProjectFile(context, step, prefix, file, command.environment, "conda");
    if (const InstalledDistribution* there = context.state.environments.at(prefix)->find("python");
        there != nullptr && python.empty()) {
        PackageArgument argument;
        argument.name = "python";
        argument.specifier = there->version.isKnown() ? "==" + *there->version : there->range;
        python = pythonOfSpec(argument);
    }
    Environment environment = *context.state.environments.at(prefix);
    if (!python.empty()) environment.python = python;
    addPythonEnvironment(context.run, context.state, std::move(environment), true);
    for (const std::string& file : files)
        installPipFiles(context, step, prefix, file);
    step.after = context.state.environments.at(prefix);
}

} // namespace pinwheel
