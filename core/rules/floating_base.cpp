#include "core/base/format.h"
#include "core/knowledge/image_reference.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN607",
    .name = "floating-base",
    .summary = "The base image has no tag, or the tag latest.",
    .family = "hygiene",
    .impact = Impact::Medium,
    .aliases = {"DL3006", "DL3007"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const StageTrace& stage : context.model.trace.stages) {
        if (!stage.inTarget || stage.parent) continue;
        const auto reference = parseImageReference(stage.base.reference);
        if (!reference || !reference->digest.empty() || reference->repository == "library/scratch")
            continue;
        const bool latest = reference->tag == "latest" || reference->tag.starts_with("latest-");
        if (!reference->tag.empty() && !latest) continue;
        Finding& finding =
            findings.report(info, reference->familiarName(),
                            stage.base.span.isEmpty() ? stage.span : stage.base.span,
                            latest ? formatted("{} is a moving tag", stage.base.reference)
                                   : formatted("{} has no tag", stage.base.reference));
        finding.message = "The next build may start from another Python, another system and other "
                          "packages. A tag with a version, or a digest, names what was tested.";
        addLayers(finding, {1});
    }
}

} // namespace

Rule floatingBase()
{
    return {info, check};
}

} // namespace pinwheel
