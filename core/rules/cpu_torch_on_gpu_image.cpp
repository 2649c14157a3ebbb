#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN505",
    .name = "cpu-torch-on-gpu-image",
    .summary = "A CUDA image gets a torch build without CUDA.",
    .family = "compatibility",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || stage->base.cudaToolkit.valueOr("").empty()) return;
    for (const Environment* environment : finalEnvironments(context.model)) {
        const InstalledDistribution* torch = environment->find("torch");
        if (torch == nullptr || !torch->version) continue;
        const TorchBuild build = context.knowledge.torchBuild(*torch->version, torch->index,
                                                              targetPlatform(context.model));
        if (build.variantName != "cpu") continue;
        Finding& finding =
            findings.report(info, "torch", torch->askedBy.value_or(stage->span),
                            formatted("torch {} is a CPU build in a CUDA image", *torch->version));
        setGrade(finding, torch->grade);
        finding.message = formatted("The base image brings CUDA {}, but torch {} from the {} is "
                                    "built without it on {}: torch.cuda.is_available() is false.",
                                    *stage->base.cudaToolkit, *torch->version,
                                    torch->index.empty() ? "default index" : torch->index,
                                    targetPlatform(context.model));
        finding.packages = {"torch"};
        if (build.release != nullptr) finding.facts.push_back(build.release->fact);
        addEvidence(finding, stage->base.span, stage->base.summary);
        addLayers(finding, {torch->layer});
    }
}

} // namespace

Rule cpuTorchOnGpuImage()
{
    return {info, check};
}

} // namespace pinwheel
