// uv: its pip interface decides by its own index strategy and knows no pip.conf; sync and add
// install what the project and its lock say; venv makes environments.

#include "core/build/install_effects.h"
#include "core/requirements/project_requirements.h"

namespace pinwheel {
namespace {

std::string projectFolder(InstallContext& context, const InstallStep& step)
{
    const auto& project = step.command.environment.project;
    return absoluteImagePath(context.workingFolder(),
                             project && project->text.isKnown() ? *project->text
                                                                : std::string("."));
}

std::string valueOf(const InstallContext& context, std::string_view name)
{
    const auto value = context.variable(name);
    return value ? value->valueOr("") : std::string();
}

/// The environment that `uv pip` works on: --python, --system, $VIRTUAL_ENV, $CONDA_PREFIX, .venv,
/// else the system's. Source: uv's documentation, "Using Python environments".
ChosenEnvironment uvEnvironment(InstallContext& context, const InstallStep& step,
                                const PipOptions& options)
{
    const auto has = [&](const std::string& prefix) {
        return context.state.environments.contains(prefix);
    };
    if (options.python && options.python->text.isKnown()) {
        const auto found =
            context.state.executables.find(*options.python->text, valueOf(context, "PATH"),
                                           context.workingFolder(), context.state.files);
        if (found && has(found->executable.environment)) return {found->executable.environment, {}};
        if (const std::string folder =
                absoluteImagePath(context.workingFolder(), *options.python->text);
            has(folder))
            return {folder, {}};
    }
    if (!options.system) {
        for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"})
            if (const std::string prefix = valueOf(context, variable);
                !prefix.empty() && has(prefix))
                return {prefix, {}};
        if (const std::string folder = absoluteImagePath(context.workingFolder(), ".venv");
            has(folder))
            return {folder, {}};
    }
    InstallCommand python = step.command;
    python.program.text = std::string("python3");
    python.launchers.clear();
    ChosenEnvironment chosen = chooseEnvironment(context, python);
    if (!chosen.prefix.empty() && !chosen.uncertain.empty())
        chosen.uncertain = "which Python uv works on is not certain";
    return chosen;
}

void installWithUv(InstallContext& context, InstallStep& step)
{
    EffectiveOptions effective = combineUvOptions(step.command, context.installerVariables());
    step.appliedSettings = effective.applied;
    const ChosenEnvironment chosen = uvEnvironment(context, step, effective.options);
    if (!chosen.uncertain.empty()) step.notes.push_back(chosen.uncertain);
    if (chosen.prefix.empty()) return;
    const std::string strategy =
        effective.options.indexStrategy ? effective.options.indexStrategy->text.valueOr("") : "";
    const bool firstIndexOnly = strategy != "unsafe-best-match";
    installByPipRules(context, step,
                      {.prefix = chosen.prefix,
                       .options = std::move(effective.options),
                       .installer = "uv",
                       .firstIndexOnly = firstIndexOnly,
                       .exact = step.command.action == InstallAction::Sync});
}

/// uv reads the project file though a lock says what to install, and ends with an error where it
/// cannot.
void readBesideLock(InstallContext& context, InstallStep& step, const std::string& path)
{
    const FileLookup file = context.state.files.find(path, context.run.texts);
    const auto id =
        file.kind == FileLookup::Kind::File ? context.run.texts.idOf(file) : std::nullopt;
    if (!id) return;
    context.run.filesRead.emplace(file.layer, path);
    noteProjectProblems(context, step,
                        readProjectFile(ProjectFileKind::Pyproject, *id,
                                        context.run.texts.sources().text(*id).bytes()));
}

void syncProject(InstallContext& context, InstallStep& step)
{
    const std::string folder = projectFolder(context, step);
    std::string prefix = valueOf(context, "UV_PROJECT_ENVIRONMENT");
    prefix = absoluteImagePath(folder, prefix.empty() ? ".venv" : prefix);
    if (!context.state.environments.contains(prefix)) {
        InstallCommand python = step.command;
        python.program.text = std::string("python3");
        const ChosenEnvironment base = chooseEnvironment(context, python);
        const auto there = context.state.environments.find(base.prefix);
        NamedPython interpreter = pythonNamed(context, "python3");
        interpreter.version =
            there == context.state.environments.end() ? "" : there->second->python.valueOr("");
        makeVirtualEnvironment(context, prefix, interpreter, false);
    }
    const std::string inside = folder == "/" ? folder : folder + "/";
    const bool hasLock = context.state.files.find(inside + "uv.lock", context.run.texts).kind
        == FileLookup::Kind::File;
    if (hasLock) readBesideLock(context, step, inside + "pyproject.toml");
    installProjectFile(context, step, prefix, inside + (hasLock ? "uv.lock" : "pyproject.toml"),
                       step.command.environment, "uv");
}

} // namespace

void performUv(InstallContext& context, InstallStep& step)
{
    const bool isPipInterface = step.command.subcommand.starts_with("pip");
    switch (step.command.action) {
    case InstallAction::Install:
        return installWithUv(context, step);
    case InstallAction::Sync:
        return isPipInterface ? installWithUv(context, step) : syncProject(context, step);
    case InstallAction::Add:
    case InstallAction::Run:
        return syncProject(context, step);
    case InstallAction::Uninstall:
        return performPip(context, step);
    case InstallAction::CreateEnvironment: {
        const auto& environment = step.command.environment;
        const std::string folder =
            environment.prefix ? environment.prefix->text.valueOr(".venv") : std::string(".venv");
        std::string python =
            environment.python ? environment.python->text.valueOr("") : std::string();
        if (python.starts_with("python")) python.erase(0, 6);
        // A version alone may be one that uv downloads.
        NamedPython interpreter {.version = python};
        if (python.contains('/') || python.empty())
            interpreter =
                pythonNamed(context,
                            environment.python ? environment.python->text.valueOr("python3")
                                               : std::string("python3"));
        return makeVirtualEnvironment(context, absoluteImagePath(context.workingFolder(), folder),
                                      interpreter, environment.seed.on);
    }
    case InstallAction::Download:
    case InstallAction::BuildWheel:
    case InstallAction::Lock:
    case InstallAction::Export:
    case InstallAction::RemoveEnvironment:
    case InstallAction::InstallTool:
    case InstallAction::InstallPython:
    case InstallAction::SelectPython:
    case InstallAction::BootstrapPip:
    case InstallAction::InstallInstaller:
    case InstallAction::UpdateLists:
    case InstallAction::UpgradeAll:
    case InstallAction::AddRepository:
    case InstallAction::Configure:
    case InstallAction::Clean:
    case InstallAction::Query:
        return;
    }
}

} // namespace pinwheel
