#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN508",
    .name = "no-system-cudnn",
    .summary = "The CUDA image has no cuDNN of its own; torch brings one, what is compiled here "
               "does not find it.",
    .family = "compatibility",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || stage->base.cudaToolkit.valueOr("").empty()
        || stage->base.hasCudnn.valueOr(true) || stage->base.cudaFlavor == "base")
        return;
    if (std::ranges::any_of(stage->systemPackages, [](const std::string& name) {
            return name.find("cudnn") != std::string::npos;
        }))
        return;
    for (const Environment* environment : finalEnvironments(context.model)) {
        const InstalledDistribution* torch = environment->find("torch");
        if (torch == nullptr || torch->installer == "base image") continue;
        Finding& finding = findings.report(
            info, "cuDNN", stage->base.span,
            formatted("{} has no cuDNN; torch brings its own", stage->base.reference));
        finding.message =
            "cuDNN comes with tags that contain -cudnn. torch's wheel brings its own, so this "
            "matters only to what is compiled in the image or loads the system's library.";
        finding.probability = Probability::Low;
        finding.facts = stage->base.facts;
        if (auto fact = context.knowledge.fact("torch-wheels-bring-cuda"))
            finding.facts.push_back(std::move(*fact));
        finding.packages = {"torch"};
        addLayers(finding, {1});
        offerTagWord(context, *stage, stage->base.cudaFlavor, "cudnn-" + stage->base.cudaFlavor,
                     finding);
        return;
    }
}

} // namespace

Rule noSystemCudnn()
{
    return {info, check};
}

} // namespace pinwheel
