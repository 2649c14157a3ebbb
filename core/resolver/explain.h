#pragma once

#include "core/resolver/pip_install.h"

namespace pinwheel::resolver {

/// Why pip decides so about one distribution, in one sentence without a capital letter and full
/// stop.
[[nodiscard]] std::string explainPin(const Pin& pin, const PipInstallRequest& request);

/// How a contradiction arises, in sentences.
[[nodiscard]] std::string explainFailure(const PipFailure& failure,
                                         const PipInstallRequest& request);

} // namespace pinwheel::resolver
