#pragma once

// What a project file other than a requirements file asks for: one shape for pyproject.toml, lock
// files, Pipfile, environment.yml and setup.cfg, one reader each in a file of its own.

#include "core/requirements/requirement_subject.h"
#include "core/text/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The formats by their usual file names.
enum class ProjectFileKind {
    Pyproject, ///< pyproject.toml: PEP 621, PEP 735, [tool.poetry], [tool.uv]
    PoetryLock, ///< poetry.lock
    UvLock, ///< uv.lock
    PylockToml, ///< pylock.toml, pylock.NAME.toml (PEP 751)
    PdmLock, ///< pdm.lock
    Pipfile,
    PipfileLock,
    CondaEnvironment, ///< environment.yml, environment.yaml, conda*.yml
    SetupCfg, ///< setup.cfg
    SetupPy, ///< setup.py, as far as it says things in literals
};
[[nodiscard]] std::string_view toText(ProjectFileKind kind);
/// The format that a path names; none for other files.
[[nodiscard]] std::optional<ProjectFileKind> projectFileKind(std::string_view path);

/// One dependency that the file names or locks.
struct ProjectRequirement {
    std::string name; ///< normalized; empty for a conda or system line that is none
    std::string displayName; ///< as written
    std::string
        text; ///< PEP 508 where it can be written so: "torch==2.5.1; sys_platform == 'linux'"
    RequirementSubject subject;
    std::string version; ///< locked version; empty where the file does not lock
    std::string
        group; ///< "" = main dependencies, "extra:cuda", "group:dev", "conda", "build-system"
    std::string index; ///< URL or name of the index that the file names for it; empty for none
    std::string url; ///< direct reference: archive, VCS, path
    std::vector<std::string> hashes; ///< "sha256:…"
    std::vector<std::string> dependsOn; ///< of a lock entry: normalized names of its dependencies
    bool conda = false; ///< a conda package, not one of an index
    bool optional = false; ///< a lock entry that only some groups need
    Span span; ///< the entry, or its name

    friend bool operator==(const ProjectRequirement&, const ProjectRequirement&) = default;
};

/// An index that the file names.
struct ProjectIndex {
    std::string name;
    std::string url;
    bool isDefault = false; ///< replaces the default index
    bool isExplicit = false; ///< used only for packages that name it
    Span span;

    friend bool operator==(const ProjectIndex&, const ProjectIndex&) = default;
};

struct ProjectFileProblem {
    Span span;
    std::string message;
    bool isFatal = false; ///< the text is none of its format: whatever reads it ends with an error

    friend bool operator==(const ProjectFileProblem&, const ProjectFileProblem&) = default;
};

/// Everything that one project file asks for, in the file's order.
struct ProjectFile {
    ProjectFileKind kind = ProjectFileKind::Pyproject;
    std::string projectName; ///< normalized; empty where it names none
    std::string requiresPython; ///< specifier; "" for none
    std::vector<ProjectRequirement> requirements;
    std::vector<ProjectIndex> indexes;
    std::vector<std::string> condaChannels;
    std::string environmentName; ///< environment.yml: name
    std::vector<std::string> dynamic; ///< fields that are computed at build time: "dependencies"
    std::vector<std::string> dependencyFiles; ///< requirement files that the dependencies are taken
                                              ///< from, relative to the project
    std::vector<ProjectFileProblem> problems;

    /// Entries of these groups; "" is the main group.
    [[nodiscard]] std::vector<const ProjectRequirement*> ofGroup(std::string_view group) const;

    friend bool operator==(const ProjectFile&, const ProjectFile&) = default;
};

/// Reads a project file. Never fails: what cannot be read is a problem with its place.
[[nodiscard]] ProjectFile readProjectFile(ProjectFileKind kind, FileId file, std::string_view text);

} // namespace pinwheel
