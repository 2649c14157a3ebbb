#include "core/build/pip_outcome.h"

#include "core/base/format.h"
#include "core/python/specifier.h"

#include <algorithm>

namespace pinwheel {
namespace {

DecisionKind kindOf(PinAction action)
{
    switch (action) {
    case PinAction::Keep:
        return DecisionKind::Keep;
    case PinAction::Install:
        return DecisionKind::Install;
    case PinAction::Upgrade:
        return DecisionKind::Upgrade;
    case PinAction::Downgrade:
        return DecisionKind::Downgrade;
    case PinAction::Reinstall:
        return DecisionKind::Reinstall;
    case PinAction::ReplaceBuild:
        return DecisionKind::ReplaceBuild;
    }
    return DecisionKind::Install;
}

std::vector<Span> spansOf(const std::vector<Asker>& askers, std::span<const RootOrigin> origins)
{
    std::vector<Span> spans;
    for (const Asker& asker : askers)
        if (asker.origin && *asker.origin < origins.size() && !origins[*asker.origin].constraint)
            spans.push_back(origins[*asker.origin].span);
    return spans;
}

std::vector<std::string> parentsOf(const std::vector<Asker>& askers)
{
    std::vector<std::string> parents;
    for (const Asker& asker : askers)
        if (!asker.parent.empty() && std::ranges::find(parents, asker.parent) == parents.end())
            parents.push_back(asker.parent);
    return parents;
}

/// Whether the requirements leave one version alone, of which a file is listed: then it does not
/// matter to the choice that the recorded requirements of that release may lack some.
bool isFixedByPin(const Pin& pin)
{
    const auto set = parseSpecifierSet(pin.range);
    return set && !pin.filename.empty()
        && std::ranges::any_of(set->specifiers(), [](const Specifier& clause) {
               return clause.op() == Operator::Equal && !clause.isPrefix();
           });
}

Decision decisionOf(const Pin& pin, const PipOutcomeContext& context)
{
    Decision decision;
    decision.name = pin.name;
    decision.displayName = pin.name;
    decision.kind = kindOf(pin.action);
    decision.before = pin.before;
    decision.beforeIndex = pin.beforeIndex;
    decision.versionKnown = !pin.version.empty();
    decision.after = decision.versionKnown ? pin.version : pin.range;
    decision.afterIndex = pin.index;
    decision.grade = isFixedByPin(pin) ? Grade::Certain : pin.grade;
    decision.reason = pin.reason;
    for (const std::string& unknownFact : pin.unknowns)
        decision.reason += formatted("; {}", unknownFact);
    decision.askedBy = spansOf(pin.askedBy, context.origins);
    decision.requiredBy = parentsOf(pin.askedBy);
    for (const std::uint32_t origin : pin.constrainedBy)
        if (origin < context.origins.size())
            decision.constrainedBy.push_back(context.origins[origin].span);
    // A version that is not known may be the one that is there already, or another.
    const InstalledDistribution* present = context.before.find(pin.name);
    const bool comparable =
        present == nullptr || (decision.versionKnown && present->version.isKnown());
    if (pin.action != PinAction::Keep && !comparable) {
        decision.kind = DecisionKind::Undetermined;
        if (decision.before.empty()) decision.before = present->versionText();
    }
    decision.isYanked = pin.yanked;
    decision.builtFromSource = pin.isSdist && pin.hasOtherWheels;
    decision.leavesStaleMetadata = pin.leavesStaleMetadata;
    return decision;
}

InstalledDistribution distributionOf(const Pin& pin, const Decision& decision,
                                     const PipOutcomeContext& context)
{
    InstalledDistribution distribution;
    distribution.name = pin.name;
    distribution.displayName = pin.name;
    if (pin.version.empty())
        distribution.version =
            unknown(pin.unknowns.empty() ? "the index data does not tell which version"
                                         : pin.unknowns.front());
    else
        distribution.version = pin.version;
    distribution.range = pin.range;
    distribution.index = pin.index;
    distribution.installer = context.installer;
    distribution.layer = context.layer;
    if (!decision.askedBy.empty()) distribution.askedBy = decision.askedBy.front();
    distribution.requiredBy = decision.requiredBy;
    distribution.requiresDist = pin.requiresDist;
    distribution.hashes = pin.hashes;
    distribution.extras = pin.extras;
    distribution.requirementsKnown = pin.requirementsKnown;
    distribution.grade = decision.grade;
    return distribution;
}

void applyFailure(InstallStep& step, const PipFailure& failure, const PipOutcomeContext& context)
{
    step.failure = failure.message;
    step.failureKind = std::string(toText(failure.kind));
    step.conflictDerivation = failure.derivation;
    for (const PipFailure::Cause& cause : failure.causes)
        if (cause.origin && *cause.origin < context.origins.size())
            step.failureSpans.push_back(context.origins[*cause.origin].span);
    for (const std::uint32_t origin : failure.constraints)
        if (origin < context.origins.size())
            step.failureSpans.push_back(context.origins[origin].span);
    step.failureGrade = failure.grade;
}

/// Replaces or adds one distribution; what its old metadata folder becomes depends on how the
/// command installs.
void install(InstallStep& step, const Pin& pin, Decision& decision,
             const PipOutcomeContext& context, Environment& after)
{
    InstalledDistribution distribution = distributionOf(pin, decision, context);
    const InstalledDistribution* present = context.before.find(pin.name);
    if (present != nullptr) {
        distribution.staleVersions = present->staleVersions;
        const bool otherVersion =
            present->version.isKnown() && present->versionText() != distribution.versionText();
        if (context.request.ignoreInstalled) {
            if (otherVersion) distribution.staleVersions.push_back(present->versionText());
            decision.leavesStaleMetadata = otherVersion;
        } else if (const auto refusal = uninstallRefusal(*present, context.distributionPip)) {
            decision.kind = DecisionKind::Fail;
            decision.reason = refusal->message;
            if (!step.failure) {
                step.failure = refusal->message;
                step.failureKind = refusal->kind;
                step.failureGrade = std::min(refusal->grade, pin.grade);
                step.failureSpans = decision.askedBy;
            }
        } else if (present->metadata != MetadataKind::DistInfo
                   && present->metadata != MetadataKind::EggInfo && context.distributionPip) {
            // The distribution's pip leaves its own packages where they are.
            distribution.staleVersions.push_back(present->versionText());
        }
    }
    after.put(std::move(distribution));
}

} // namespace

std::optional<UninstallRefusal> uninstallRefusal(const InstalledDistribution& present,
                                                 bool distributionPip)
{
    const std::string name = formatted("{} {}", present.displayName, present.versionText());
    switch (present.metadata) {
    case MetadataKind::Distutils:
        return UninstallRefusal {"cannot-uninstall",
                                 formatted("Cannot uninstall {}: it is a distutils installed "
                                           "project, so pip cannot tell which files belong to it",
                                           name),
                                 distributionPip ? Grade::Likely : Grade::Certain};
    case MetadataKind::DistInfoNoRecord:
        if (distributionPip) return std::nullopt;
        return UninstallRefusal {
            "cannot-uninstall",
            formatted("Cannot uninstall {}: no RECORD file was found for it", name), Grade::Likely};
    case MetadataKind::DistInfo:
    case MetadataKind::EggInfo:
    case MetadataKind::Conda:
    case MetadataKind::Unknown:
        break;
    }
    return std::nullopt;
}

void applyPipResult(InstallStep& step, const PipInstallResult& result,
                    const PipOutcomeContext& context, Environment& after)
{
    step.resolved = true;
    for (const MissingFact& missing : result.missing)
        step.notes.push_back(missing.text);
    if (result.failure) {
        applyFailure(step, *result.failure, context);
        return;
    }
    for (const Pin& pin : result.pins) {
        Decision decision = decisionOf(pin, context);
        if (pin.action != PinAction::Keep) install(step, pin, decision, context, after);
        step.decisions.push_back(std::move(decision));
    }
}

} // namespace pinwheel
