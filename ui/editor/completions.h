#pragma once

#include "core/audit/audit.h"

#include <QStringList>

namespace pinwheel {

/// What Ctrl+Space offers in a text: instructions, install options and variables in a Dockerfile; options in a
/// requirement file; the packages that the build knows, with the versions it saw, in both.
[[nodiscard]] QStringList completionsFor(const Audit* audit, bool isDockerfile);

} // namespace pinwheel
