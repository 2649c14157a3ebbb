#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <vector>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN726",
    .name = "consecutive-runs",
    .summary = "Several RUN instructions follow each other; one would make one layer.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL3059"},
};

bool hasSameFlags(const Instruction& a, const Instruction& b)
{
    return std::ranges::equal(a.flags, b.flags, {}, &Flag::text, &Flag::text);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const std::vector<Instruction>& instructions = context.model.dockerfile.instructions;
    for (std::size_t i = 1; i < instructions.size(); ++i) {
        const Instruction& before = instructions[i - 1];
        const Instruction& instruction = instructions[i];
        if (instruction.keyword != "RUN" || before.keyword != "RUN"
            || !hasSameFlags(before, instruction))
            continue;
        Finding& finding = findings.report(info, "RUN", instruction.keywordSpan,
                                           "this RUN could be part of the one before");
        finding.message =
            "Each RUN is a layer. Commands that belong together in one RUN make fewer, and what "
            "one of them removes does not stay in the layer of another.";
        addEvidence(finding, before.keywordSpan, "the RUN before");
    }
}

} // namespace

Rule consecutiveRuns()
{
    return {info, check};
}

} // namespace pinwheel
