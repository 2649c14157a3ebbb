#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN709",
    .name = "legacy-key-value",
    .summary = "ENV or LABEL in the old form without an equal sign.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"LegacyKeyValueFormat"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        for (const KeyValue& pair : instruction.pairs) {
            if (!pair.oldForm) continue;
            Finding& finding = findings.report(
                info, pair.key.text, instruction.span,
                formatted("{} {} has no equal sign", instruction.keyword, pair.key.text));
            finding.message = "The old form takes everything up to the end of the line as one "
                              "value, blanks included. key=value says where it ends.";
        }
    }
}

} // namespace

Rule legacyKeyValue()
{
    return {info, check};
}

} // namespace pinwheel
