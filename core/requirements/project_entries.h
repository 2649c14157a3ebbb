#pragma once

// What the readers of project files share.

#include "core/requirements/project_requirements.h"

namespace pinwheel {

/// Fills name, subject and text from a PEP 508 requirement; a text that is none becomes a problem
/// as well.
void addRequirementText(ProjectFile& project, std::string_view text, std::string_view group,
                        Span span);

/// A requirement by its parts: `name[extras]specifier; marker`, or `name @ url`.
struct RequirementParts {
    std::string name;
    std::vector<std::string> extras;
    std::string specifier; ///< PEP 440 clauses
    std::string url;
    std::string marker;
};
[[nodiscard]] ProjectRequirement requirementFromParts(const RequirementParts& parts,
                                                      std::string_view group, Span span);

/// A version constraint of poetry ("^1.2", "~1.2", "1.*", ">=1,<2") as PEP 440 clauses; none where
/// PEP 440 cannot say it ("||"). Source: poetry's documentation, "Version constraints".
[[nodiscard]] std::optional<std::string> specifierFromPoetry(std::string_view constraint);

// One reader for each format; text is UTF-8 without a byte order mark.
void readPyproject(ProjectFile& project, FileId file, std::string_view text);
void readPoetryLock(ProjectFile& project, FileId file, std::string_view text);
void readUvLock(ProjectFile& project, FileId file, std::string_view text);
void readPylockToml(ProjectFile& project, FileId file, std::string_view text);
void readPdmLock(ProjectFile& project, FileId file, std::string_view text);
void readPipfile(ProjectFile& project, FileId file, std::string_view text);
void readPipfileLock(ProjectFile& project, FileId file, std::string_view text);
void readCondaEnvironment(ProjectFile& project, FileId file, std::string_view text);
void readSetupCfg(ProjectFile& project, FileId file, std::string_view text);
void readSetupPy(ProjectFile& project, FileId file, std::string_view text);

} // namespace pinwheel
