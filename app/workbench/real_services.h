#pragma once

#include "ui/workbench_services.h"

namespace pinwheel {

/// The window's services from the real core: runAudit, the shipped index and facts, all report
/// formats.
[[nodiscard]] WorkbenchServices realServices();

} // namespace pinwheel
