#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN101",
    .name = "replaced-build",
    .summary = "An install replaces a build of a package by another build of the same version.",
    .family = "duplicates",
    .impact = Impact::High,
};

/// Which PyTorch build a member of the torch family is; its companions follow the torch release that they belong to.
TorchBuild buildOf(const RuleContext& context, std::string_view name, std::string_view version, std::string_view index)
{
    const std::string& platform = context.model.options.platform;
    if (name == "torch") return context.knowledge.torchBuild(version, index, platform);
    const Known<std::string> torch = context.knowledge.torchForCompanion(name, version);
    if (!torch) return {.reason = torch.reason()};
    const std::size_t plus = version.find('+');
    const std::string local = plus == std::string_view::npos ? "" : std::string(version.substr(plus));
    return context.knowledge.torchBuild(*torch + local, index, platform);
}

bool isTorchFamily(std::string_view name)
{
    return name == "torch" || name == "torchvision" || name == "torchaudio" || name == "torchtext";
}

/// What another build of the torch family means on the target platform.
void judgeTorch(const RuleContext& context, const Decision& decision, Finding& finding)
{
    const TorchBuild before = buildOf(context, decision.name, decision.before, decision.beforeIndex);
    const TorchBuild after = buildOf(context, decision.name, decision.after, decision.afterIndex);
    const std::string& platform = context.model.options.platform;
    if (after.release != nullptr) finding.facts.push_back(after.release->fact);
    if (before.variantName.empty() || after.variantName.empty()) {
        setGrade(finding, Grade::Likely, before.variantName.empty() ? before.reason : after.reason);
        finding.impact = Impact::High;
        finding.message += " Which build that is, is not known, so it may differ.";
        return;
    }
    if (before.variantName == after.variantName) {
        finding.impact = Impact::Medium;
        finding.message += std::format(" On {} both are {} builds: the harm is a second download in a new layer and doubled "
                                       "metadata, not another CUDA.", platform, after.variantName);
        return;
    }
    const bool losesCuda = before.variantName.starts_with("cu") && !after.variantName.starts_with("cu");
    finding.impact = losesCuda ? Impact::Critical : Impact::High;
    finding.message += losesCuda
        ? std::format(" On {} the new one is a {} build: there is no CUDA in it any more.", platform, after.variantName)
        : std::format(" On {} the new one is a {} build instead of {}.", platform, after.variantName, before.variantName);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        for (const Decision& decision : step.decisions) {
            if (decision.kind != DecisionKind::ReplaceBuild) continue;
            Finding& finding = findings.report(info, decision.name, decision.askedBy.empty() ? step.span : decision.askedBy.front(),
                std::format("{} {} is replaced by {}", decision.displayName, decision.before, versionFrom(decision.after, decision.afterIndex)));
            setGrade(finding, decision.grade);
            finding.message = std::format("Layer {} writes {} over {}: {}.", step.layer,
                versionFrom(decision.after, decision.afterIndex), versionFrom(decision.before, decision.beforeIndex), decision.reason);
            if (isTorchFamily(decision.name)) judgeTorch(context, decision, finding);
            else finding.impact = Impact::Medium;
            finding.packages = {decision.name};
            finding.cells = {decision.before, decision.after, "another build"};
            const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
            if (present != nullptr) {
                addEvidence(finding, present->askedBy, std::format("{} installs {}", layerText(present->layer), versionFrom(decision.before, decision.beforeIndex)));
                addLayers(finding, {present->layer});
            }
            addEvidence(finding, step.span, std::format("{} installs {}", layerText(step.layer), versionFrom(decision.after, decision.afterIndex)));
            for (const std::string& parent : decision.requiredBy) addEvidence(finding, std::nullopt, std::format("{} needs {}", parent, decision.name));
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule replacedBuild() { return {info, check}; }

} // namespace pinwheel
