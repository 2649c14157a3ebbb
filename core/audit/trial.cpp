#include "core/audit/trial.h"

namespace pinwheel {

Result<Fix::Outcome> tryEdits(const Audit& audit, const AuditServices& services,
                              const EditSet& edits, std::stop_token stop)
{
    PINWHEEL_TRY(patched, patchedTexts(audit.model.sources, edits));
    PINWHEEL_TRY(after, trialFunctionOf(audit, services, stop)(patched));
    return outcomeOf(trialAuditOf(audit), after, audit.model.sources, edits);
}

Result<ComposedFix> composeFixes(const Audit& audit, const AuditServices& services,
                                 const FixSelection& selection, std::stop_token stop)
{
    auto composed = composeFixes(audit.findings, audit.model.sources, trialAuditOf(audit),
                                 trialFunctionOf(audit, services, stop), selection, stop);
    if (!composed) return fail(ErrorCode::Cancelled, "the audit was cancelled");
    return std::move(*composed);
}

} // namespace pinwheel
