#pragma once

#include "app/cli/index_choice.h"
#include "core/audit/audit.h"

#include <filesystem>
#include <optional>
#include <string>

namespace pinwheel {

/// What a PATH on the command line means.
struct Project {
    std::filesystem::path folder; ///< the audited folder: the build context
    std::string dockerfile; ///< relative to it
    std::string name; ///< of the folder, as a title
};

/// Finds the Dockerfile of a folder, or takes the one that is named. A file's folder is its context
/// unless `context` says otherwise. Several Dockerfiles without one called `Dockerfile` at the top
/// are an error that lists them.
[[nodiscard]] Result<Project> locateProject(const std::string& path, const std::string& dockerfile,
                                            const std::string& context);

/// The world outside for audits of one folder: its files, the index (none where none is chosen) and
/// the shipped facts with the user's own.
[[nodiscard]] Result<AuditServices>
makeServices(const std::filesystem::path& folder, const std::optional<IndexChoice>& index,
             const std::vector<std::filesystem::path>& extraFacts = {});

} // namespace pinwheel
