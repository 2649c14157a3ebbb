#pragma once

// What changes while the instructions of one stage are walked. Internal to core/build.

#include "core/build/executables.h"
#include "core/build/interpret.h"
#include "core/dockerfile/stage_graph.h"
#include "core/shell/shell_variables.h"

#include <memory>
#include <set>

namespace pinwheel {

/// The image of one stage at one moment. A value: FROM an earlier stage begins with a copy.
struct StageState {
    BuildVariables variables;
    ShellVariables runVariables; ///< the same as a shell sees them, as of the last RUN
    ImageFiles files;
    Executables executables;
    std::map<std::string, std::shared_ptr<Environment>, std::less<>> environments; ///< by prefix
    std::string workingFolder = "/";
    std::string user = "root";
    std::vector<std::string> shell = {"/bin/sh", "-c"};
    std::set<std::string, std::less<>> systemPackages;
    BaseImage base;
    bool poetryInSystem = false; ///< `poetry config virtualenvs.create false`
    bool pipWasUpgraded = false; ///< the system's pip is not the distribution's any more
    std::string platform; ///< "linux/arm64": of FROM --platform, else what the build is asked for
    std::vector<UnseenPackages>
        misplaced; ///< packages copied to where no interpreter looks, with the step as layer
    std::map<std::string, std::pair<Span, std::uint32_t>>
        copiedEnvironments; ///< by prefix: the COPY word and its step
    std::string finalCommandPython; ///< name of the environment that CMD or ENTRYPOINT starts
};

/// Everything that one interpretation shares: the model that grows, the world, and what finished
/// stages left.
struct Interpretation {
    AuditModel& model;
    const BuildServices& services;
    std::stop_token stop;
    ProjectTexts texts;
    StageGraph graph;
    std::shared_ptr<const DockerIgnore> ignore;
    std::map<std::size_t, StageState> finished; ///< by stage index
    /// Every environment that was made, so that layer numbers can be set once all layers are known.
    std::vector<std::shared_ptr<Environment>> environments;
    /// Interpreters and platforms by "3.10/x86_64/glibc 2.35": their tag lists are long.
    std::map<std::string, PipTargetPtr, std::less<>> targets;
    /// Files that an install command read, as (step that brought the file, path).
    std::set<std::pair<std::uint32_t, std::string>> filesRead;

    Interpretation(AuditModel& auditModel, const BuildServices& buildServices,
                   std::stop_token stopToken);
    /// The path of a context file relative to the audited folder.
    [[nodiscard]] std::string contextPath(std::string_view path) const;
    /// Tells the audit that a text was not read or not followed to its end.
    void tellLimit(Span place, std::string_view message) const;
    /// A changed copy of an environment, registered.
    std::shared_ptr<Environment> copyOf(const Environment& environment);
};

/// The number that stands for an instruction until layers are numbered: its index plus one.
[[nodiscard]] constexpr std::uint32_t stepOf(std::size_t instruction)
{
    return static_cast<std::uint32_t>(instruction) + 1;
}

/// Puts an environment with its interpreter into the image: python, python3, python3.N and pip
/// below `prefix`/bin.
void addPythonEnvironment(Interpretation& run, StageState& state, Environment environment,
                          bool withPip);

/// Begins a stage with what is known of its base image.
void beginFromImage(Interpretation& run, StageState& state, const Stage& stage, std::uint32_t step);

/// COPY and ADD.
void interpretCopy(Interpretation& run, StageState& state, const Instruction& instruction,
                   std::uint32_t step);

/// RUN: evaluates the text and carries out what its commands do.
void interpretRun(Interpretation& run, StageState& state, const Instruction& instruction,
                  std::size_t stage, std::uint32_t step);

/// The environment whose python a command line starts, by name; empty where that is not known.
[[nodiscard]] std::string environmentOfCommand(const StageState& state, const Instruction& command);

/// Numbers the layers that matter along the timeline and gives them their titles.
void numberLayers(Interpretation& run);

} // namespace pinwheel
