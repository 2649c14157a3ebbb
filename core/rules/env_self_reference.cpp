#include "core/base/format.h"
#include "core/dockerfile/expansion.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN719",
    .name = "env-self-reference",
    .summary =
        "A value of ENV uses a variable that the same instruction sets: it gets the old value.",
    .family = "dockerfile",
    .impact = Impact::Medium,
    .aliases = {"DL3044"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    const VariableLookup nothing = [](std::string_view) -> std::optional<Known<std::string>> {
        return std::nullopt;
    };
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword != "ENV") continue;
        for (std::size_t i = 1; i < instruction.pairs.size(); ++i) {
            const Expansion expansion = expandWord(instruction.pairs[i].value.text, nothing,
                                                   {.escape = context.model.dockerfile.escape});
            for (std::size_t j = 0; j < i; ++j) {
                const std::string& name = instruction.pairs[j].key.text;
                if (name == instruction.pairs[i].key.text
                    || std::ranges::find(expansion.unmatched, name) == expansion.unmatched.end())
                    continue;
                Finding& finding = findings.report(
                    info, instruction.pairs[i].key.text, instruction.pairs[i].value.span,
                    formatted("{} does not see the {} of its own ENV",
                              instruction.pairs[i].key.text, name));
                finding.message =
                    formatted("All values of one ENV are worked out with the variables as they "
                              "were before it. {} is what it was until here, or empty; an ENV of "
                              "its own after this one sees the new value.",
                              name);
                addEvidence(finding, instruction.pairs[j].key.span,
                            formatted("{} is set here", name));
            }
        }
    }
}

} // namespace

Rule envSelfReference()
{
    return {info, check};
}

} // namespace pinwheel
