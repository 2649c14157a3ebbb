#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <map>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN701",
    .name = "repeated-command",
    .summary = "A stage has several CMD, ENTRYPOINT or HEALTHCHECK instructions; only the last one "
               "counts.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .aliases = {"MultipleInstructionsDisallowed", "DL3012", "DL4003", "DL4004"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::map<std::string, const Instruction*> last;
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword == "FROM") last.clear();
        if (instruction.keyword != "CMD" && instruction.keyword != "ENTRYPOINT"
            && instruction.keyword != "HEALTHCHECK")
            continue;
        const Instruction*& before = last[instruction.keyword];
        if (before != nullptr) {
            Finding& finding =
                findings.report(info, instruction.keyword, before->keywordSpan,
                                formatted("this {} does not count", instruction.keyword));
            finding.message =
                formatted("A later {} of the same stage replaces it.", instruction.keyword);
            addEvidence(finding, instruction.keywordSpan, "the one that counts");
        }
        before = &instruction;
    }
}

} // namespace

Rule repeatedCommand()
{
    return {info, check};
}

} // namespace pinwheel
