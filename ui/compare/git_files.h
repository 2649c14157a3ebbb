#pragma once

#include "core/text/file_provider.h"

#include <QStringList>

namespace pinwheel {

/// The files of a folder as they were at a revision, read through the git command line. Nothing of
/// the repository is run and nothing is fetched: no hooks, no filters, no monitor, no network.
/// Usable on any thread.
///
/// @param revision  anything that names a commit: "HEAD~2", "main", "v1.0", a hash
/// @return NotFound where the folder is in no repository, git is not installed or the revision
/// names nothing
[[nodiscard]] Result<FileProviderPtr> openGitRevision(const std::filesystem::path& folder,
                                                      const std::string& revision);

/// Revisions to offer, newest commits first, then branches and tags: "3f2a1bc fix the base image",
/// "main". Empty where there is no repository.
[[nodiscard]] QStringList gitRevisions(const std::filesystem::path& folder);

} // namespace pinwheel
