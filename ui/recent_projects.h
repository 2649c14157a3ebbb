#pragma once

#include <QString>

#include <vector>

namespace pinwheel {

/// A project that was open, with the verdict of its last audit.
struct RecentProject {
    QString path; ///< folder or Dockerfile
    QString verdict; ///< "high"; empty where it was not audited
};

/// Newest first, those alone that still exist.
[[nodiscard]] std::vector<RecentProject> recentProjects();
void rememberRecent(const RecentProject& project);

} // namespace pinwheel
