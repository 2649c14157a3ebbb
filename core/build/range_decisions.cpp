#include "core/build/range_decisions.h"

#include "core/base/format.h"
#include "core/python/remembered_requirement.h"
#include "core/python/version.h"

#include <algorithm>

namespace pinwheel {
namespace {

bool isTorchIndex(const IndexSource& index)
{
    return index.url.contains("download.pytorch.org/");
}

/// The version that an exact pin leaves; PyTorch's own indexes serve it as their build.
std::optional<Version> versionOfPin(const InstallStep& step, const std::string& name,
                                    const SpecifierSet& set)
{
    if (!set.isPinned() || set.pin() == nullptr) return std::nullopt;
    const Version& pin = *set.pin();
    const bool isFamily = name == "torch" || name == "torchvision" || name == "torchaudio";
    if (pin.hasLocal() || !isFamily || step.indexes.empty() || !isTorchIndex(step.indexes.front()))
        return pin;
    const auto build = parseVersion(pin.toString() + "+" + step.indexes.front().label);
    return build ? *build : pin;
}

/// What a pinned version does to the one that is there.
void comparePin(Decision& decision, const InstallStep& step, const Version& pin,
                const std::optional<Version>& present)
{
    decision.after = pin.toString();
    decision.afterIndex = step.indexes.empty() ? "" : step.indexes.front().label;
    decision.versionKnown = true;
    decision.grade = Grade::Likely;
    if (!present) return;
    if (*present == pin)
        decision.kind = DecisionKind::Reinstall;
    else if (present->publicKey() == pin.publicKey())
        decision.kind = DecisionKind::ReplaceBuild;
    else
        decision.kind = pin < *present ? DecisionKind::Downgrade : DecisionKind::Upgrade;
    decision.leavesStaleMetadata = step.options.ignoreInstalled.on && *present != pin;
}

/// One requirement without index data: what is there and satisfies it is kept, an exact pin is what
/// is installed.
void decideByRange(Decision& decision, const InstallStep& step, const RootRequirement& root,
                   const InstalledDistribution* present, const std::string& why)
{
    const auto requirement = rememberedRequirement(root.text);
    const SpecifierSet* const bounds =
        requirement == nullptr ? nullptr : &requirement->parsed.specifiers;
    const std::string range = bounds == nullptr ? std::string() : bounds->toString();
    const auto before = present != nullptr && present->version.isKnown()
        ? parseVersion(*present->version)
        : std::nullopt;
    if (present != nullptr) {
        decision.before = present->versionText();
        decision.beforeIndex = present->index;
    }
    const bool satisfied = before && bounds != nullptr && bounds->contains(*before, true);
    if (satisfied && !step.options.upgrade && !step.options.ignoreInstalled
        && !step.options.forceReinstall) {
        decision.kind = DecisionKind::Keep;
        decision.after = decision.before;
        decision.reason = formatted("kept, because {} satisfies {}", decision.before,
                                    range.empty() ? "any version" : range);
        return;
    }
    decision.kind = present == nullptr ? DecisionKind::Install : DecisionKind::Undetermined;
    decision.versionKnown = false;
    decision.grade = Grade::Unknown;
    decision.reason = why;
    if (!range.empty()) decision.after += (decision.after.empty() ? "" : ",") + range;
    const auto pin = bounds == nullptr ? std::nullopt : versionOfPin(step, decision.name, *bounds);
    // What a pin leaves is known, whatever was there before.
    if (pin) comparePin(decision, step, *pin, before);
}

} // namespace

/// Without index data or interpreter: what is there and satisfies the range is kept, an exact pin
/// is what is installed, all else is not known.
void decideByRanges(InstallStep& step, const AskedRequirements& question, const Environment& before,
                    Environment& after, const std::string& why)
{
    std::map<std::string, Decision> decisions;
    for (const RootRequirement& root : question.request.requirements) {
        const RootOrigin& origin = question.origins[root.origin];
        if (origin.constraint || origin.name.empty()) continue;
        Decision& decision = decisions[origin.name];
        decision.name = decision.displayName = origin.name;
        decision.askedBy.push_back(origin.span);
        decideByRange(decision, step, root, before.find(origin.name), why);
    }
    std::vector<InstalledDistribution> taken;
    step.decisions.reserve(step.decisions.size() + decisions.size());
    for (auto& [name, decision] : decisions) {
        if (decision.kind != DecisionKind::Keep) {
            InstalledDistribution& distribution = taken.emplace_back();
            distribution.name = distribution.displayName = name;
            if (decision.versionKnown)
                distribution.version = decision.after;
            else
                distribution.version = unknown(why);
            distribution.range = decision.after;
            distribution.installer = step.tool;
            distribution.index = step.indexes.empty() ? "" : step.indexes.front().label;
            distribution.layer = step.layer;
            distribution.askedBy = decision.askedBy.front();
            distribution.grade = decision.grade;
            if (decision.leavesStaleMetadata) distribution.staleVersions.push_back(decision.before);
        }
        step.decisions.push_back(std::move(decision));
    }
    after.put(std::move(taken));
    step.notes.push_back(why);
}

} // namespace pinwheel
