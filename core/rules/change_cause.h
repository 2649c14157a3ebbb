#pragma once

#include "core/build/trace.h"

namespace pinwheel {

/// Where a change of an installed package comes from: its own requirement, or, where the version
/// that was there fulfils that one, the line that brings the distribution whose metadata asks for
/// another version.
[[nodiscard]] Span placeOfCause(const BuildTrace& trace, const InstallStep& step,
                                const Decision& decision);

} // namespace pinwheel
