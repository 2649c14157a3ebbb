#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN107",
    .name = "shared-module",
    .summary = "Two installed distributions own the same module; one overwrites the other.",
    .family = "duplicates",
    .impact = Impact::Medium,
};

/// The chain that brings a distribution: "docstrange → easyocr → opencv-python-headless". Bounded
/// by the environment.
std::string whyHere(const Environment& environment, const InstalledDistribution& distribution)
{
    std::string chain = distribution.name;
    const InstalledDistribution* at = &distribution;
    std::vector<std::string> seen {distribution.name};
    while (!at->askedBy && !at->requiredBy.empty() && seen.size() < 12) {
        const InstalledDistribution* parent = environment.find(at->requiredBy.front());
        if (parent == nullptr || std::ranges::find(seen, parent->name) != seen.end()) break;
        chain.insert(0, parent->name + " → ");
        seen.push_back(parent->name);
        at = parent;
    }
    return chain;
}

/// Where one was asked for and another comes as a dependency, the asked one can give way.
void offerReplacement(const AuditModel& model,
                      const std::vector<const InstalledDistribution*>& owners, Finding& finding)
{
    const auto asked =
        std::ranges::find_if(owners, [](const auto* d) { return d->askedBy.has_value(); });
    const auto dependency = std::ranges::find_if(
        owners, [](const auto* d) { return !d->askedBy && !d->requiredBy.empty(); });
    if (asked == owners.end() || dependency == owners.end()) return;
    for (const Mention& mention : model.trace.mentions) {
        if (mention.name != (*asked)->name || mention.role != Mention::Role::RequirementLine)
            continue;
        const Span place = placeOf(mention);
        if (!isProjectFile(model, place.file)) return;
        const auto name = nameSpan(model, place);
        if (!name) return;
        offer(finding, formatted("Ask for {} instead of {}", (*dependency)->name, (*asked)->name),
              formatted("{} needs it anyway, and it brings the same module.",
                        joinNames((*dependency)->requiredBy)),
              Applicability::Review, {replaceSpan(*name, (*dependency)->name)});
        return;
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const StageTrace* stage = targetStage(model);
    for (const Environment* environment : finalEnvironments(model)) {
        for (const SharedModule& module : context.knowledge.sharedModules()) {
            std::vector<const InstalledDistribution*> owners;
            for (const std::string& name : module.distributions)
                if (const InstalledDistribution* owner = environment->find(name))
                    owners.push_back(owner);
            if (owners.size() < 2) continue;
            std::ranges::stable_sort(owners, {}, &InstalledDistribution::layer);
            std::vector<std::string> names;
            Grade grade = Grade::Certain;
            std::optional<Span> place;
            for (const InstalledDistribution* owner : owners) {
                names.push_back(owner->name);
                grade = std::min(grade, owner->grade);
                if (!place && owner->askedBy) place = owner->askedBy;
            }
            Finding& finding = findings.report(
                info, module.module, place.value_or(stage->span),
                formatted("{} both install the module {}", joinNames(names), module.module));
            if (owners.size() > 2)
                finding.title =
                    formatted("{} all install the module {}", joinNames(names), module.module);
            setGrade(finding, grade);
            finding.message = formatted("{} are in {}; {}.", joinNames(names), environment->name,
                                        module.consequence);
            finding.packages = names;
            finding.facts.push_back(module.fact);
            finding.cells = {"", joinNames(names), "one module, two owners"};
            for (const InstalledDistribution* owner : owners) {
                addEvidence(finding, owner->askedBy,
                            formatted("{}: {} {}", layerText(owner->layer),
                                      whyHere(*environment, *owner), owner->versionText()));
                addLayers(finding, {owner->layer});
            }
            offerReplacement(model, owners, finding);
        }
    }
}

} // namespace

Rule sharedModule()
{
    return {info, check};
}

} // namespace pinwheel
