#pragma once

// What installer calls do to the image of a stage. One file per family of tools;
// install_effects.cpp sends each call to its family. Internal to core/build.

#include "core/build/pip_outcome.h"
#include "core/build/stage_state.h"
#include "core/requirements/project_requirements.h"
#include "core/shell/shell_command.h"
#include "core/shell/shell_state.h"

namespace pinwheel {

/// One command of a RUN, with everything that an effect may look at or change.
struct InstallContext {
    Interpretation& run;
    StageState& state;
    const JoinedText& script;
    const ShellCommand& command;
    ShellState& shell;
    std::size_t stage = 0;
    std::uint32_t step = 0;
    bool certain = true;
    TracedText printed =
        unknown("what an installer prints is not known"); ///< what the command writes to its output

    /// The value of a variable as the command sees it; none where it is not set.
    [[nodiscard]] std::optional<Known<std::string>> variable(std::string_view name) const;
    /// Variables that installers read: PIP_*, UV_*, CONDA_*, HOME, PATH, VIRTUAL_ENV, XDG_*.
    [[nodiscard]] ProcessVariables installerVariables() const;
    [[nodiscard]] std::string workingFolder() const { return command.workingFolder.valueOr("/"); }
    [[nodiscard]] std::string home() const;
};

/// Carries out a command that installs; false where it is none.
bool performInstall(InstallContext& context);

/// Carries out `git clone`, and the `git checkout` that fixes what was cloned.
void performGit(InstallContext& context);

/// The environment (by prefix) whose python or pip the command starts. Where that is not known, the
/// one that is most likely, with the reason in `uncertain`.
struct ChosenEnvironment {
    std::string prefix;
    std::string uncertain; ///< empty where it is sure
};
[[nodiscard]] ChosenEnvironment chooseEnvironment(InstallContext& context,
                                                  const InstallCommand& command);

/// The environment of a prefix, for changing: a new copy, made current.
Environment& changeEnvironment(InstallContext& context, const std::string& prefix);

// The families. Each fills the step, which the caller records.
void performPip(InstallContext& context, InstallStep& step);
void performUv(InstallContext& context, InstallStep& step);
void performConda(InstallContext& context, InstallStep& step);
void performProjectTool(InstallContext& context, InstallStep& step); ///< poetry, pipenv, pdm
void performSystem(InstallContext& context, InstallStep& step);
void performEnvironmentTool(InstallContext& context,
                            InstallStep& step); ///< venv, virtualenv, ensurepip, pyenv, …

/// Installs into `prefix` by pip's rules: requirements of the command and of its files.
/// @param options   all sources together
/// @param firstIndexOnly  uv: a project is taken from the first index that has it
struct PipRun {
    std::string prefix;
    PipOptions options;
    std::string installer = "pip";
    bool firstIndexOnly = false;
    bool exact = false; ///< uv pip sync, pip-sync: what is not listed is removed
};
void installByPipRules(InstallContext& context, InstallStep& step, const PipRun& run);

/// Tells what is wrong with a project file that a command reads; the command fails where the text
/// is none of its format.
void noteProjectProblems(InstallContext& context, InstallStep& step, const ProjectFile& project);
/// What locks and project files ask for, put into an environment.
/// @param path  of the file in the image
void installProjectFile(InstallContext& context, InstallStep& step, const std::string& prefix,
                        const std::string& path, const EnvironmentChoice& choice,
                        std::string_view installer);

/// Whether a command's choice of groups takes the entries of one: "" is the main group,
/// "group:dev", "extra:cuda".
[[nodiscard]] bool wantsGroup(const std::string& group, const EnvironmentChoice& choice);

/// An interpreter as a command names it.
struct NamedPython {
    std::string version; ///< "3.11"; empty where not known
    std::string path; ///< "/usr/local/bin/python"; empty where the image is not known to hold it
};
/// The interpreter that a word starts: a path, or a name that is looked up on PATH.
[[nodiscard]] NamedPython pythonNamed(const InstallContext& context, const std::string& word);

/// Makes an environment with its interpreter, as venv does.
void makeVirtualEnvironment(InstallContext& context, const std::string& folder,
                            const NamedPython& python, bool withPip);

/// The interpreter and platform of an environment for pip; null where its Python is not known.
[[nodiscard]] PipTargetPtr targetOf(InstallContext& context, const Environment& environment);

} // namespace pinwheel
