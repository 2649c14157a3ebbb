#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"


namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN714",
    .name = "keyword-casing",
    .summary = "Keywords are written in differing case.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"ConsistentInstructionCasing", "FromAsCasing", "StageNameCasing"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::size_t upper = 0;
    std::size_t lower = 0;
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        const std::string_view word = context.model.sources.slice(instruction.keywordSpan);
        (word == instruction.keyword ? upper : lower) += 1;
    }
    if (upper == 0 || lower == 0) return;
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        const std::string_view word = context.model.sources.slice(instruction.keywordSpan);
        if ((word == instruction.keyword) == (upper >= lower)) continue;
        Finding& finding = findings.report(info, std::string(word), instruction.keywordSpan, formatted("{} is written in another case than the rest", word));
        finding.message = "One case throughout the file is easier to read.";
    }
}

} // namespace

Rule keywordCasing() { return {info, check}; }

} // namespace pinwheel
