#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN717",
    .name = "reserved-stage-name",
    .summary = "A stage has a name that the builder uses itself.",
    .family = "dockerfile",
    .impact = Impact::Medium,
    .aliases = {"ReservedStageName"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const StageTrace& stage : context.model.trace.stages) {
        if (stage.name != "scratch" && stage.name != "context") continue;
        Finding& finding = findings.report(info, stage.name, stage.span,
                                           formatted("a stage is called {}", stage.name));
        finding.message = formatted("{} means something to the builder: FROM scratch is the empty "
                                    "image, and context the files that are sent to the build. "
                                    "Whether a reference to it finds the stage is not sure.",
                                    stage.name);
    }
}

} // namespace

Rule reservedStageName()
{
    return {info, check};
}

} // namespace pinwheel
