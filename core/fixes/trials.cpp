#include "core/fixes/trials.h"

#include "core/base/limits.h"

#include <deque>

namespace pinwheel {
namespace {

/// Answers that are kept. Reason: composing asks again for what was proved just before; each is
/// some 100 KB.
constexpr std::size_t maxRemembered = 32;
/// Findings up to which an answer is kept. Reason: those of a broken project would fill the memory.
constexpr std::size_t maxRememberedFindings = 500;

using PatchedTexts = std::map<std::string, std::string>;

} // namespace

TrialFunction rememberedTrials(TrialFunction trial)
{
    using Answers = std::deque<std::pair<PatchedTexts, TrialAudit>>;
    return [trial = std::move(trial), answers = std::make_shared<Answers>()](
               const PatchedTexts& patched) -> Result<TrialAudit> {
        for (const auto& [texts, answer] : *answers)
            if (texts == patched) return answer;
        auto made = trial(patched);
        if (!made || made->findings.size() > maxRememberedFindings) return made;
        if (answers->size() >= maxRemembered) answers->pop_front();
        answers->emplace_back(patched, *made);
        return made;
    };
}

TrialBudget fullTrialBudget()
{
    return {.trials = limits::fixTrials, .bytes = limits::fixTrialBytes};
}

TrialFunction boundedTrials(TrialFunction trial, std::size_t bytesOfTexts, TrialBudget& budget)
{
    return [trial = std::move(trial), bytesOfTexts,
            &budget](const PatchedTexts& patched) -> Result<TrialAudit> {
        if (budget.trials == 0 || budget.bytes < bytesOfTexts) {
            ++budget.refused;
            return fail(ErrorCode::LimitExceeded, "too many fixes to simulate all of them");
        }
        --budget.trials;
        budget.bytes -= bytesOfTexts;
        return trial(patched);
    };
}

} // namespace pinwheel
