#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN720",
    .name = "undefined-variable",
    .summary =
        "An instruction uses a variable that neither ARG nor ENV defines; it stands for nothing.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .aliases = {"UndefinedVar"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const UnsetWord& word : context.model.trace.unsetWords) {
        Finding& finding =
            findings.report(info, word.name, word.span, formatted("{} is not defined", word.name));
        setGrade(finding, Grade::Likely, "knowing every variable of the base image");
        finding.message = formatted("No ARG or ENV before this instruction of the stage defines "
                                    "{}, so it stands for nothing here.",
                                    word.name);
    }
}

} // namespace

Rule undefinedVariable()
{
    return {info, check};
}

} // namespace pinwheel
