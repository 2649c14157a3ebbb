#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/suppressions.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN101",
    .name = "replaced-build",
    .summary = "An install replaces a build of a package by another build of the same version.",
    .family = "duplicates",
    .impact = Impact::High,
};

/// Which PyTorch build a member of the torch family is; its companions follow the torch release
/// that they belong to.
TorchBuild buildOf(const RuleContext& context, std::string_view name, std::string_view version,
                   std::string_view index)
{
    const std::string& platform = targetPlatform(context.model);
    if (name == "torch") return context.knowledge.torchBuild(version, index, platform);
    const Known<std::string> torch = context.knowledge.torchForCompanion(name, version);
    if (!torch) return {.reason = torch.reason()};
    const std::size_t plus = version.find('+');
    const std::string local =
        plus == std::string_view::npos ? "" : std::string(version.substr(plus));
    return context.knowledge.torchBuild(*torch + local, index, platform);
}

bool isTorchFamily(std::string_view name)
{
    return name == "torch" || name == "torchvision" || name == "torchaudio" || name == "torchtext";
}

/// What another build of the torch family means on the target platform.
void judgeTorch(const RuleContext& context, const Decision& decision, Finding& finding)
{
    const TorchBuild before =
        buildOf(context, decision.name, decision.before, decision.beforeIndex);
    const TorchBuild after = buildOf(context, decision.name, decision.after, decision.afterIndex);
    const std::string& platform = targetPlatform(context.model);
    if (after.release != nullptr) finding.facts.push_back(after.release->fact);
    if (before.variantName.empty() || after.variantName.empty()) {
        setGrade(finding, Grade::Likely, before.variantName.empty() ? before.reason : after.reason);
        finding.impact = Impact::High;
        finding.message += " Which build that is, is not known, so it may differ.";
        return;
    }
    if (before.variantName == after.variantName) {
        finding.impact = Impact::Medium;
        finding.message += formatted(
            " On {} both are {} builds: the harm is a second download in a new layer and doubled "
            "metadata, not another CUDA.",
            platform, after.variantName);
        return;
    }
    const bool losesCuda =
        before.variantName.starts_with("cu") && !after.variantName.starts_with("cu");
    finding.impact = losesCuda ? Impact::Critical : Impact::High;
    finding.message += losesCuda
        ? formatted(" On {} the new one is a {} build: there is no CUDA in it any more.", platform,
                    after.variantName)
        : formatted(" On {} the new one is a {} build instead of {}.", platform, after.variantName,
                    before.variantName);
}

/// What one decision says before it is grouped with its neighbours.
struct Replacement {
    const Decision* decision = nullptr;
    Finding judged; ///< grade, impact, facts and the words about the platform
    std::size_t suppression = 0;
};

Replacement judge(const RuleContext& context, const Decision& decision)
{
    Replacement replacement {.decision = &decision};
    setGrade(replacement.judged, decision.grade);
    if (isTorchFamily(decision.name))
        judgeTorch(context, decision, replacement.judged);
    else
        replacement.judged.impact = Impact::Medium;
    return replacement;
}

/// Whether two replacements of one command say the same thing of different packages.
bool saySame(const Replacement& a, const Replacement& b)
{
    return a.decision->beforeIndex == b.decision->beforeIndex
        && a.decision->afterIndex == b.decision->afterIndex && a.judged.impact == b.judged.impact
        && a.judged.grade == b.judged.grade && a.judged.message == b.judged.message
        && a.suppression == b.suppression;
}

void addReplacement(const InstallStep& step, const Replacement& replacement, Finding& finding)
{
    const Decision& decision = *replacement.decision;
    finding.packages.push_back(decision.name);
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    const std::string before = versionFrom(decision.before, decision.beforeIndex);
    if (present != nullptr) {
        addEvidence(
            finding, present->askedBy,
            formatted("{} installs {} {}", layerText(present->layer), decision.name, before));
        addLayers(finding, {present->layer});
    }
    for (const Span asked : decision.askedBy)
        addEvidence(finding, asked,
                    formatted("{} asks for {} again and gets {}", layerText(step.layer),
                              decision.name, versionFrom(decision.after, decision.afterIndex)));
    if (!decision.requiredBy.empty())
        addEvidence(finding, std::nullopt,
                    formatted("{} is needed by {}", decision.name, joinNames(decision.requiredBy)));
    for (const FactCitation& fact : replacement.judged.facts)
        if (std::ranges::find(finding.facts, fact.id, &FactCitation::id) == finding.facts.end())
            finding.facts.push_back(fact);
}

void report(const InstallStep& step, const std::vector<Replacement>& group, FindingSink& findings)
{
    const Replacement& first = group.front();
    const Decision& decision = *first.decision;
    std::vector<std::string> names;
    for (const Replacement& replacement : group)
        names.push_back(replacement.decision->displayName);
    const std::string title = group.size() == 1
        ? formatted("{} {} is replaced by {}", decision.displayName, decision.before,
                    versionFrom(decision.after, decision.afterIndex))
        : formatted("{} do not keep their {} builds", joinNames(names), decision.beforeIndex);
    Finding& finding =
        findings.report(info, decision.name,
                        decision.askedBy.empty() ? step.span : decision.askedBy.front(), title);
    finding.grade = first.judged.grade;
    finding.probability = first.judged.probability;
    finding.wouldMakeCertain = first.judged.wouldMakeCertain;
    finding.impact = first.judged.impact;
    finding.message =
        formatted("Layer {} writes {} over {}{}.", step.layer,
                  versionFrom(decision.after, decision.afterIndex),
                  versionFrom(decision.before, decision.beforeIndex), causeOf(decision));
    if (group.size() > 1)
        finding.message +=
            formatted(" The same holds for {}.", joinNames({names.begin() + 1, names.end()}));
    finding.message += first.judged.message;
    finding.cells = {decision.before, decision.after, "another build"};
    for (const Replacement& replacement : group)
        addReplacement(step, replacement, finding);
    addEvidence(finding, step.span, formatted("{} is the command", layerText(step.layer)));
    addLayers(finding, {step.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const std::vector<Suppression> suppressions = readSuppressions(context.model);
    for (const InstallStep& step : context.model.trace.installs) {
        std::vector<std::vector<Replacement>> groups;
        for (const Decision& decision : step.decisions) {
            if (decision.kind != DecisionKind::ReplaceBuild) continue;
            Replacement replacement = judge(context, decision);
            replacement.suppression =
                suppressionAt(suppressions, context.model, info.id,
                              decision.askedBy.empty() ? step.span : decision.askedBy.front());
            const auto same = std::ranges::find_if(
                groups, [&](const auto& group) { return saySame(group.front(), replacement); });
            if (same != groups.end())
                same->push_back(std::move(replacement));
            else
                groups.push_back({std::move(replacement)});
        }
        for (const auto& group : groups)
            report(step, group, findings);
    }
}

} // namespace

Rule replacedBuild()
{
    return {info, check};
}

} // namespace pinwheel
