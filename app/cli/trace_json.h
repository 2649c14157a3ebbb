#pragma once

#include "core/audit/audit.h"
#include "core/report/json_facts.h"

#include <functional>

namespace pinwheel {

/// Which part of a trace is wanted.
struct TraceSelection {
    std::uint32_t layer = 0; ///< 0: all
    std::function<bool(const Decision&)> decisionIsShown; ///< never empty
};

/// The trace of the target for machines: {schema_version, stages, layers}; each layer with the
/// install commands it runs, their decisions, and every environment after it. Credentials are
/// redacted.
[[nodiscard]] OrderedJson traceJson(const Audit& audit, const TraceSelection& selection);

} // namespace pinwheel
