#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/unmet_requirements.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN301",
    .name = "cuda-build-without-gpu",
    .summary = "An image without CUDA gets a CUDA build of torch with gigabytes of GPU libraries.",
    .family = "index",
    .impact = Impact::Low,
};

/// The recorded index lists few wheels for other architectures than amd64: where the command
/// searches the cpu index too, the build may well come from there.
bool mayComeFromCpuIndex(const RuleContext& context, const Environment& environment,
                         const InstalledDistribution& torch)
{
    if (targetPlatform(context.model).starts_with("linux/amd64")) return false;
    const InstallStep* step = stepThatInstalled(context.model, environment, torch);
    return step != nullptr
        && std::ranges::find(step->indexes, "cpu", &IndexSource::label) != step->indexes.end();
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || !stage->base.cudaToolkit || !stage->base.cudaToolkit->empty()
        || !context.model.options.gpus.empty())
        return;
    for (const Environment* environment : finalEnvironments(context.model)) {
        const InstalledDistribution* torch = environment->find("torch");
        if (torch == nullptr || !torch->version || torch->installer == "base image") continue;
        const TorchBuild build = context.knowledge.torchBuild(*torch->version, torch->index,
                                                              targetPlatform(context.model));
        if (!build.variantName.starts_with("cu")
            || mayComeFromCpuIndex(context, *environment, *torch))
            continue;
        Finding& finding =
            findings.report(info, "torch", torch->askedBy.value_or(stage->span),
                            formatted("torch {} is a {} build in an image without CUDA",
                                      *torch->version, build.variantName));
        setGrade(finding, std::min(torch->grade, Grade::Likely),
                 "knowing whether the image runs with a GPU");
        finding.message = formatted(
            "The base image has no CUDA, and torch {} from the {} brings its own CUDA libraries: "
            "several gigabytes that only a GPU uses. Where the image runs on CPUs, the cpu index "
            "serves a build without them; where it runs with a GPU, nothing is wrong.",
            *torch->version, torch->index.empty() ? "default index" : torch->index);
        finding.packages = {"torch"};
        if (build.release != nullptr) finding.facts.push_back(build.release->fact);
        addEvidence(finding, stage->base.span, stage->base.summary);
        addLayers(finding, {torch->layer});
    }
}

} // namespace

Rule cudaBuildWithoutGpu()
{
    return {info, check};
}

} // namespace pinwheel
