#pragma once

#include "core/settings/project_settings.h"

namespace pinwheel {

/// The options that the settings ask for, checked: platform, GPU names, driver, profile. The
/// Dockerfile is left to the caller, who knows the folder. Usage, naming the setting's origin,
/// where a value is none.
[[nodiscard]] Result<AuditOptions> auditOptionsOf(const ProjectSettings& settings,
                                                  const Knowledge& knowledge);

} // namespace pinwheel
