#pragma once

#include "core/base/result.h"
#include "core/build/audit_model.h"
#include "core/findings/finding.h"

#include <string_view>

namespace pinwheel {

/// A comment above the finding's line that suppresses it, with the reason: above its instruction in
/// a Dockerfile, above its line elsewhere. Fails with Usage without a reason, with Unsupported
/// where the place is in no file of the project.
[[nodiscard]] Result<Fix> suppressionOf(const AuditModel& model, const Finding& finding,
                                        std::string_view reason);

} // namespace pinwheel
