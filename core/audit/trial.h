#pragma once

// Questions about an audited project that is not there yet: what would these edits do, which fixes
// go together.

#include "core/audit/audit.h"
#include "core/fixes/prove.h"

namespace pinwheel {

/// What a finished audit tells, as far as a fix is judged by it.
[[nodiscard]] TrialAudit trialAuditOf(const Audit& audit);

/// Audits the same project with some files replaced. Keeps what it is given alive.
[[nodiscard]] TrialFunction trialFunctionOf(const Audit& audit, const AuditServices& services,
                                            std::stop_token stop = {});

/// What any edits would do: one fix, some of its edits, several together. Fails when an edit names
/// a text that is no file of the project, and when stopped.
[[nodiscard]] Result<Fix::Outcome> tryEdits(const Audit& audit, const AuditServices& services,
                                            const EditSet& edits, std::stop_token stop = {});

/// The wanted fixes of an audit as one fix. Fails when stopped.
[[nodiscard]] Result<ComposedFix> composeFixes(const Audit& audit, const AuditServices& services,
                                               const FixSelection& selection,
                                               std::stop_token stop = {});

} // namespace pinwheel
