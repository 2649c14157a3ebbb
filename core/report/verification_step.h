#pragma once

#include "core/audit/audit.h"

namespace pinwheel {

/// A RUN for the end of the target stage that checks, while the image is built and without a GPU,
/// whether the environment is the predicted one: the build then ends with an error where it is not.
/// The step of an earlier call is replaced. The patched text was audited: the fix has its outcome,
/// changes no environment and adds no finding. Fails with Unsupported where no such step can stand.
[[nodiscard]] Result<Fix> verificationStepOf(const Audit& audit, const AuditServices& services,
                                             std::stop_token stop = {});

} // namespace pinwheel
