// What makes interpreters and environments: venv, virtualenv, ensurepip, get-pip.py, pyenv, and the
// installers that come as scripts.

#include "core/base/format.h"
#include "core/build/install_effects.h"

namespace pinwheel {
namespace {

NamedPython pythonOf(const InstallContext& context, const InstallCommand& command)
{
    std::string word =
        command.environment.python ? command.environment.python->text.valueOr("") : std::string();
    for (const CommandLauncher& launcher : command.launchers)
        if (word.empty()) word = launcher.word.knownText();
    if (word.empty()) word = "python3";
    NamedPython python = pythonNamed(context, word);
    if (!python.path.empty()) return python;
    if (word.starts_with("python3."))
        python.version = word.substr(6);
    else if (word.starts_with("3."))
        python.version = word;
    return python;
}

void putBundled(InstallContext& context, Environment& environment, std::string name)
{
    InstalledDistribution distribution;
    distribution.name = distribution.displayName = std::move(name);
    distribution.version =
        unknown("the version that is bundled with the interpreter is not recorded");
    distribution.index = distribution.installer = "bundled";
    distribution.layer = context.step;
    distribution.grade = Grade::Unknown;
    environment.put(std::move(distribution));
}

void bootstrapPip(InstallContext& context, InstallStep& step)
{
    const ChosenEnvironment chosen = chooseEnvironment(context, step.command);
    if (chosen.prefix.empty()) return;
    Environment& environment = changeEnvironment(context, chosen.prefix);
    putBundled(context, environment, "pip");
    const std::string bin = chosen.prefix == "/usr"    ? "/usr/local/bin/"
        : chosen.prefix.starts_with("/usr/lib/python") ? "/usr/local/bin/"
                                                       : chosen.prefix + "/bin/";
    const std::string python = environment.python.valueOr("");
    for (const std::string& name : {std::string("pip"), std::string("pip3"), "pip" + python})
        context.state.executables.add(bin + name, {Executable::Kind::Pip, chosen.prefix, python});
    if (chosen.prefix == "/usr") context.state.pipWasUpgraded = true;
    step.environment = environment.name;
    step.after = context.state.environments.at(chosen.prefix);
}

void installPyenvPython(InstallContext& context, const InstallCommand& command)
{
    for (const PackageArgument& argument : command.arguments) {
        const std::string version = argument.text.valueOr("");
        if (version.empty()) continue;
        const auto rootVariable = context.variable("PYENV_ROOT");
        const std::string root = rootVariable ? rootVariable->valueOr("") : std::string();
        const std::string pyenv = root.empty() ? context.home() + "/.pyenv" : root;
        const std::size_t second = version.find('.', version.find('.') + 1);
        Environment environment {.name = "pyenv Python " + version,
                                 .prefix = formatted("{}/versions/{}", pyenv, version),
                                 .python = version.substr(0, second)};
        putBundled(context, environment, "pip");
        const std::string prefix = environment.prefix;
        addPythonEnvironment(context.run, context.state, std::move(environment), true);
        for (const char* name : {"python", "python3"})
            context.state.executables.addIfMissing(
                formatted("{}/shims/{}", pyenv, name),
                {Executable::Kind::Python, prefix, version.substr(0, second)});
        for (const char* name : {"pip", "pip3"})
            context.state.executables.addIfMissing(
                formatted("{}/shims/{}", pyenv, name),
                {Executable::Kind::Pip, prefix, version.substr(0, second)});
    }
}

void installScript(InstallContext& context, const InstallStep& step)
{
    // The uv installer puts it into ~/.local/bin (before 2025 into ~/.cargo/bin).
    if (step.command.subcommand.contains("uv") || step.text.contains("astral"))
        for (const char* folder : {"/.local/bin/", "/.cargo/bin/"})
            context.state.executables.add(context.home() + folder + "uv",
                                          {Executable::Kind::Uv, {}, {}});
}

} // namespace

NamedPython pythonNamed(const InstallContext& context, const std::string& word)
{
    const auto path = context.variable("PATH");
    const auto found = context.state.executables.find(word, path ? path->valueOr("") : "",
                                                      context.workingFolder(), context.state.files);
    return found ? NamedPython {found->executable.pythonVersion, found->path} : NamedPython {};
}

void makeVirtualEnvironment(InstallContext& context, const std::string& folder,
                            const NamedPython& interpreter, bool withPip)
{
    const std::string& python = interpreter.version;
    Environment environment;
    environment.name = folder;
    environment.prefix = folder;
    environment.kind = EnvironmentKind::Virtual;
    // An environment made by the Python of another one starts that one's interpreter.
    const auto maker = context.state.executables.all().find(interpreter.path);
    const auto outer = maker == context.state.executables.all().end()
        ? context.state.environments.end()
        : context.state.environments.find(maker->second.environment);
    const bool isNested = outer != context.state.environments.end()
        && outer->second->kind == EnvironmentKind::Virtual;
    environment.madeBy = isNested ? outer->second->madeBy : interpreter.path;
    if (python.empty())
        environment.python = unknown("the interpreter that makes the environment is not known");
    else
        environment.python = python;
    if (withPip) {
        putBundled(context, environment, "pip");
        // venv brings setuptools up to 3.11.
        if (python == "3.8" || python == "3.9" || python == "3.10" || python == "3.11")
            putBundled(context, environment, "setuptools");
    }
    addPythonEnvironment(context.run, context.state, std::move(environment), withPip);
    context.state.files.makeFolder(
        folder,
        {context.step,
         context.script.toSource(context.command.range.begin, context.command.range.end)});
}

void performEnvironmentTool(InstallContext& context, InstallStep& step)
{
    const InstallCommand& command = step.command;
    const InstallTool tool = command.tool;
    if (tool == InstallTool::Venv || tool == InstallTool::Virtualenv) {
        const auto& prefix = command.environment.prefix;
        if (!prefix || !prefix->text.isKnown()) return;
        const std::string folder = absoluteImagePath(context.workingFolder(), *prefix->text);
        makeVirtualEnvironment(context, folder, pythonOf(context, command),
                               !command.environment.withoutPip);
        step.environment = folder;
        step.after = context.state.environments.at(folder);
    } else if (tool == InstallTool::Ensurepip || tool == InstallTool::GetPip) {
        bootstrapPip(context, step);
    } else if (tool == InstallTool::Pyenv && command.action == InstallAction::InstallPython) {
        installPyenvPython(context, command);
    } else if (tool == InstallTool::Script) {
        installScript(context, step);
    } else if (tool == InstallTool::SetupPy || tool == InstallTool::EasyInstall) {
        const ChosenEnvironment chosen = chooseEnvironment(context, command);
        step.completeness = Completeness::Partly;
        step.notes.push_back("what setup.py requires is computed when it runs, so it is not known");
        step.projectFolders.push_back(context.workingFolder());
        if (!chosen.prefix.empty())
            step.environment = context.state.environments.at(chosen.prefix)->name;
    }
    // pipx puts programs into environments of their own.
}

} // namespace pinwheel
