#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/change_cause.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN102",
    .name = "changed-earlier-package",
    .summary = "An install changes the version of a package that an earlier layer or the base "
               "image installed.",
    .family = "duplicates",
    .impact = Impact::Medium,
};

/// Installers and build tools are upgraded on purpose; that alone harms nothing.
bool isBuildTool(std::string_view name)
{
    return name == "pip" || name == "setuptools" || name == "wheel" || name == "uv"
        || name == "poetry" || name == "packaging";
}

bool fromVendor(const Decision& decision)
{
    return decision.beforeIndex.find("NVIDIA") != std::string::npos;
}

/// The vendor's version was not read, and one exact version is asked for: chances are that it is
/// another one.
bool isPerhapsReplaced(const Decision& decision)
{
    if (decision.kind == DecisionKind::Undetermined) return true;
    return decision.kind == DecisionKind::Keep && !decision.versionKnown
        && decision.after.find("==") != std::string::npos;
}

bool isChange(const Decision& decision)
{
    return decision.kind == DecisionKind::Upgrade || decision.kind == DecisionKind::Downgrade;
}

/// The libraries that a torch wheel pins go with it: they are told with torch.
bool goesWithTorch(const InstallStep& step, const Decision& decision)
{
    if (decision.name != "triton" && !decision.name.starts_with("nvidia-")) return false;
    if (!decision.askedBy.empty()) return false;
    const Decision* torch = decisionOf(step, "torch");
    return torch != nullptr && (isChange(*torch) || torch->kind == DecisionKind::ReplaceBuild);
}

/// The project's own bound on a package that an earlier command brought without being asked for it;
/// null for other changes.
const Mention* lateBound(const BuildTrace& trace, const InstallStep& step, const Decision& decision)
{
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    if (decision.kind != DecisionKind::Downgrade || present == nullptr || present->askedBy
        || present->installer == "base image")
        return nullptr;
    const auto found = std::ranges::find_if(trace.mentions, [&](const Mention& mention) {
        return mention.name == decision.name && !mention.specifier.empty()
            && std::ranges::find(decision.askedBy, placeOf(mention)) != decision.askedBy.end();
    });
    return found == trace.mentions.end() ? nullptr : &*found;
}

void describe(const RuleContext& context, const InstallStep& step, const Decision& decision,
              FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    const bool up = decision.kind == DecisionKind::Upgrade;
    const bool determined =
        decision.kind != DecisionKind::Undetermined && decision.kind != DecisionKind::Keep;
    Finding& finding = findings.report(
        info, decision.name, placeOfCause(trace, step, decision),
        determined
            ? formatted("{} {} is {} {}", decision.displayName, decision.before,
                        up ? "upgraded to" : "downgraded to",
                        versionFrom(decision.after, decision.afterIndex))
            : formatted("the vendor's build of {} is perhaps replaced", decision.displayName));
    setGrade(finding, determined ? decision.grade : Grade::Unknown);
    const bool torch = decision.name == "torch";
    if (torch)
        finding.impact = fromVendor(decision) ? Impact::Critical : Impact::High;
    else if (fromVendor(decision))
        finding.impact = determined ? Impact::High : Impact::Medium;
    else if (present != nullptr && present->layer == step.layer)
        finding.impact = Impact::Low;
    finding.message =
        formatted("Layer {} changes {} from {} to {}{}.", step.layer, decision.displayName,
                  versionFrom(decision.before, {}),
                  versionFrom(decision.after, decision.afterIndex), causeOf(decision));
    if (const Mention* bound = lateBound(trace, step, decision); bound != nullptr)
        finding.message +=
            formatted(" The bound {} comes after the package: as a constraint of the earlier "
                      "command it would have taken the right version at once.",
                      requirementText(*bound));
    if (torch) {
        const auto libraries = std::ranges::count_if(step.decisions, [&](const Decision& other) {
            return isChange(other) && goesWithTorch(step, other);
        });
        if (libraries > 0)
            finding.message +=
                formatted(" {} of its libraries (nvidia-*, triton) change with it.", libraries);
        finding.message +=
            " What was built or chosen for the earlier torch may not load with the new one.";
    }
    finding.packages = {decision.name};
    finding.cells = {decision.before, decision.after, up ? "upgraded later" : "downgraded later"};
    if (present != nullptr) {
        addEvidence(finding, present->askedBy,
                    formatted("{} installs {}",
                              present->installer == "base image" ? "the base image"
                                                                 : layerText(present->layer),
                              nameWithVersion(decision.displayName, decision.before)));
        addLayers(finding, {present->layer});
    }
    for (const Span asked : decision.askedBy)
        addEvidence(finding, asked, "asked for here");
    if (!decision.requiredBy.empty())
        addEvidence(finding, std::nullopt,
                    formatted("{} is needed by {}", decision.name, joinNames(decision.requiredBy)));
    addLayers(finding, {step.layer});
    offerMove(context, step, finding.span, decision, finding);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step)) continue;
        for (const Decision& decision : step.decisions) {
            const bool changes = isChange(decision);
            const bool maybe = fromVendor(decision) && isPerhapsReplaced(decision);
            if ((!changes && !maybe) || isBuildTool(decision.name) || goesWithTorch(step, decision))
                continue;
            // A package of the distribution stays where it is; pip's goes into another folder
            // before it.
            if (const InstalledDistribution* present =
                    step.before ? step.before->find(decision.name) : nullptr;
                present != nullptr && present->installer == "apt")
                continue;
            describe(context, step, decision, findings);
        }
    }
}

} // namespace

Rule changedEarlierPackage()
{
    return {info, check};
}

} // namespace pinwheel
