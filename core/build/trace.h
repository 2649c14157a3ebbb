#pragma once

#include "core/build/decision.h"
#include "core/index/package_index.h"
#include "core/installers/pip_configuration.h"
#include "core/knowledge/base_image_facts.h"

#include <map>

namespace pinwheel {

/// What a stage starts from.
struct BaseImage {
    std::string reference; ///< "nvidia/cuda:12.4.1-devel-ubuntu22.04", variables replaced
    Span span;
    bool recognized = false; ///< the knowledge base has facts about it
    std::string summary; ///< "Ubuntu 22.04 · CUDA 12.4.1 devel · no cuDNN · no Python"
    std::string os; ///< "ubuntu"
    std::string osVersion; ///< "22.04"
    std::string libc; ///< "glibc" or "musl"; empty where unknown
    std::string libcVersion; ///< "2.35"
    Known<std::string> cudaToolkit = imageIsNotKnown(); ///< "12.4.1"; "" = none in the image
    std::string cudaFlavor; ///< "base", "runtime", "devel"
    Known<bool> hasCudnn = imageIsNotKnown();
    Known<bool> hasNvcc = imageIsNotKnown();
    Known<std::string> python = imageIsNotKnown(); ///< "3.10.14"; "" = none in the image
    std::vector<FactCitation> facts;
    /// Everything that is known of it; null where nothing is.
    std::shared_ptr<const BaseImageFacts> image;
};

/// How far an install command is understood. ProjectMissing: all but what the project that it
/// installs requires, because that project's files are not at hand.
enum class Completeness { Known, ProjectMissing, Partly, Unknown };

/// A variable of an install command that is not set, so that it stands for nothing.
struct UnsetVariable {
    std::string name;
    Span span; ///< the word that uses it
    std::optional<Span> globalArgument; ///< the ARG before the first FROM that gives it a value,
                                        ///< which no stage sees
    bool declared = false; ///< an ARG without a value names it in this stage

    friend bool operator==(const UnsetVariable&, const UnsetVariable&) = default;
};

/// One install command as the build runs it, with what it does to its environment.
struct InstallStep {
    InstallCommand command;
    PipOptions options; ///< command line, variables, pip.conf and requirement files together
    std::vector<OptionOrigin>
        appliedSettings; ///< variables and configuration keys that took effect
    std::vector<IndexSource> indexes; ///< where it looks, in order
    std::uint32_t layer = 0; ///< number of its layer
    std::uint32_t instruction = 0; ///< index into the Dockerfile's instructions
    std::uint32_t stage = 0;
    Span span; ///< the command's words, first to last
    std::string environment; ///< name of the environment it changes; empty where it changes none
    std::string tool; ///< "pip", "uv", "conda", "apt", …
    bool isSystem = false; ///< installs system packages, not Python distributions
    std::vector<std::string> systemPackages; ///< names given to apt, apk, dnf, sorted
    std::string text; ///< the command as run, credentials redacted
    std::vector<FileId>
        requirementFiles; ///< in the order of their options, nested ones after their parents
    std::vector<FileId> constraintFiles;
    std::vector<std::string> projectFolders; ///< in the image: folders of projects that it installs
    std::vector<std::string>
        requirementPaths; ///< in the image, as they were found; files without known text included
    std::vector<Decision> decisions; ///< sorted by name
    std::vector<UnsetVariable> unset; ///< variables in its words that are not set
    std::vector<std::string> notes; ///< what is not known and why, in sentences
    std::optional<std::string> failure; ///< why the command ends with an error
    Grade failureGrade = Grade::Certain; ///< how sure the failure is
    std::optional<std::string>
        failureKind; ///< "externally-managed", "no-match", "conflict", "cannot-uninstall", …
    std::string conflictDerivation; ///< for a conflict: how it arises, in words
    std::vector<Span> failureSpans; ///< requirements that take part in the failure
    Completeness completeness = Completeness::Known;
    bool resolved = false; ///< versions come from index data
    bool certainToRun = true; ///< false inside a branch that is not known
    bool hasInput = false; ///< a pipe or a file is its standard input, and may answer its questions
    EnvironmentPtr before;
    EnvironmentPtr after;
};

/// One command of a RUN that installs nothing and is no part of the shell, as it would be started.
struct RunCommand {
    std::string program; ///< without its folder: "git"; empty where it is not known
    std::vector<std::string> words; ///< the known ones after the program, credentials redacted
    std::vector<std::string> wrappers; ///< what stands before it: "sudo -E"
    bool changedFolder = false; ///< it runs in another folder than WORKDIR
    Span span;
    std::uint32_t instruction = 0; ///< index into the Dockerfile's instructions
    std::uint32_t stage = 0;
    std::optional<InstallAction> action =
        {}; ///< of an installer: it fetches lists, empties a cache or exports
};

/// A variable in an instruction that neither ARG nor ENV defines.
struct UnsetWord {
    std::string name;
    Span span; ///< the word that uses it
    std::uint32_t instruction = 0;
};

/// A repository that a RUN clones.
struct SourceClone {
    std::string url; ///< credentials redacted
    std::string folder; ///< in the image
    std::string revision; ///< branch, tag or commit that a command names; empty where none does
    bool isOwn = false; ///< the repository of the audited project, whose files are taken for it
    bool isPresumed = false; ///< that it is its own follows from circumstances alone
    Span span;
    std::uint32_t stage = 0;
    std::uint32_t layer = 0;
};

/// A place that asks an installer for a repository by its address.
struct RepositoryMention {
    std::string repository; ///< host and path without scheme, user and ".git":
                            ///< "github.com/team/tool", a folder inside behind "#"
    std::string revision; ///< behind "@"; empty where none is named
    std::string text; ///< as written, credentials redacted
    std::string name; ///< the project's normalized name, where the text tells it
    Span span;
    std::optional<Span> origin; ///< as Mention's
    std::uint32_t layer = 0;
    std::uint32_t install = 0; ///< index into BuildTrace::installs
};

/// A `sed -i` that leaves a known file as it was.
struct IdleEdit {
    std::string path; ///< in the image
    std::string script; ///< what sed was told
    Span span;
    std::uint32_t instruction = 0; ///< index into the Dockerfile's instructions
    std::uint32_t stage = 0;
};

enum class LayerKind { Base, System, Python, Files, Copy, Settings, Other };

/// What one instruction leaves behind, numbered along the timeline when it matters to the audit.
struct Layer {
    std::uint32_t number = 0; ///< from 1, along the timeline
    std::uint32_t instruction = 0; ///< index into the Dockerfile's instructions
    std::uint32_t stage = 0;
    Span span; ///< the instruction
    std::uint32_t line = 0; ///< its first line
    LayerKind kind = LayerKind::Other;
    std::string tool; ///< "FROM", "apt", "pip", "uv", "conda", "file", "COPY"
    std::string title; ///< "torch 2.5.1+cu124"
    std::string subtitle; ///< "+ torchvision, torchaudio"
    std::vector<std::uint32_t> installs; ///< indices into BuildTrace::installs
    std::vector<std::string> writes; ///< files in the image that it writes and that matter
    std::vector<EnvironmentPtr> environments; ///< every environment of the stage after this layer
    bool inTarget = true; ///< false for a stage that the target does not need
};

/// A file in the image that the build knows.
struct ImageFile {
    std::string path; ///< "/tmp/constraints.txt"
    std::optional<FileId> text; ///< its content where known
    std::string unknownReason;
    std::uint32_t layer = 0; ///< number of the layer that wrote it last
    std::optional<Span> origin; ///< the COPY source word or the writing command
};

/// Packages that a COPY brings to where no interpreter of the image looks for them.
struct UnseenPackages {
    std::string place; ///< "/opt/venv", "/usr/local/lib/python3.11/site-packages"
    std::string python; ///< "3.11": the Python that they were installed for
    std::string interpreter; ///< "/usr/local/bin/python": the program that should be that Python
    std::string there; ///< the Python that it is: "3.12"; empty where the image has no such program
    Span span; ///< the COPY source word
    std::uint32_t layer = 0;
};

struct StageTrace {
    std::string name; ///< as written after AS; empty for none
    std::uint32_t index = 0;
    Span span; ///< its FROM instruction
    std::string platform; ///< "linux/arm64"
    BaseImage base; ///< for FROM of an earlier stage: that stage's base
    std::optional<std::uint32_t> parent; ///< stage that it starts from
    bool inTarget = true;
    std::string user; ///< at its end
    std::string workingFolder;
    std::map<std::string, std::string> variables; ///< ENV at its end, where known
    std::vector<EnvironmentPtr> environments; ///< at its end
    std::vector<ImageFile> files; ///< at its end
    std::vector<std::string> systemPackages; ///< apt/apk/dnf names installed, sorted
    std::vector<UnseenPackages> unseen; ///< at its end
    std::string finalPython; ///< name of the environment whose python CMD/ENTRYPOINT runs; empty
                             ///< where unknown
};

/// Something in the build that does not go as written: a COPY source that is not there, a stage
/// that does not exist.
struct BuildProblem {
    enum class Kind {
        Stage,
        CopySourceMissing,
        CopySourceIgnored,
        RequirementFile,
        Command,
        Expansion,
        Refused, ///< the builder refuses an instruction of a stage that it builds
    };
    Kind kind = Kind::Stage;
    Span span;
    std::string message;
    Grade grade = Grade::Certain;
    bool fatal = false; ///< the build ends with an error here
    bool fileMayExist = false; ///< a file is missing that a command which is not known may make
    std::uint32_t layer = 0;
};

/// What the build does, worked out without building: stages, layers, install commands,
/// environments.
struct BuildTrace {
    std::vector<StageTrace> stages;
    std::vector<Layer> layers; ///< in build order of the target
    std::vector<InstallStep> installs; ///< in build order
    std::vector<Mention> mentions; ///< every named package, in build order
    std::vector<BuildProblem> problems;
    std::vector<RunCommand> commands; ///< in build order
    std::vector<SourceClone> clones; ///< in build order
    std::vector<RepositoryMention> repositories; ///< in build order
    std::vector<IdleEdit> idleEdits; ///< in build order
    std::vector<UnsetWord> unsetWords; ///< in build order
    std::uint32_t targetStage = 0; ///< index into `stages`

    [[nodiscard]] const Layer* layer(std::uint32_t number) const;
};

} // namespace pinwheel
