#pragma once

#include <QString>

namespace pinwheel {

/// A unified diff as people read it in a narrow place: "Dockerfile:73" instead of file headers and
/// hunk ranges. With `changesOnly` the unchanged lines around are left out.
[[nodiscard]] QString readableDiff(const QString& unifiedDiff, bool changesOnly = false);

} // namespace pinwheel
