#include "core/fixes/edit_builders.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN212",
    .name = "weak-constraint",
    .summary = "A constraint pins the public version of a package that is installed as a local build, so another build fulfils it.",
    .family = "pip-flags",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (const Mention& mention : model.trace.mentions) {
        if (mention.role != Mention::Role::Constraint || mention.install >= model.trace.installs.size()) continue;
        const InstallStep& step = model.trace.installs[mention.install];
        const InstalledDistribution* present = step.before ? step.before->find(mention.name) : nullptr;
        if (present == nullptr || !present->version) continue;
        const auto installed = Version::parse(*present->version);
        const auto set = parseSpecifierSet(mention.specifier);
        if (!installed || !installed->hasLocal() || !set || !set->isPinned() || set->pin() == nullptr) continue;
        if (set->pin()->hasLocal() || !set->contains(*installed, true)) continue;
        const Decision* decision = decisionOf(step, mention.name);
        const bool replaced = decision != nullptr && decision->kind == DecisionKind::ReplaceBuild;
        const Span place = placeOf(mention);
        Finding& finding = findings.report(info, mention.name, place,
            std::format("the constraint {} does not protect {}", requirementText(mention), installed->toString()));
        if (replaced) finding.impact = Impact::Medium;
        finding.message = std::format("A pin without a local part is fulfilled by every build of that version (PEP 440), so {} lets the build of "
                                      "the default index in as well as {}. \"=={}\" would not.", requirementText(mention), installed->toString(), installed->toString());
        if (replaced) finding.message += std::format(" Layer {} does replace it.", step.layer);
        finding.packages = {mention.name};
        finding.cells = {present->versionText(), mention.specifier, "does not protect"};
        addEvidence(finding, present->askedBy, std::format("{} installs {}", layerText(present->layer), versionFrom(*present->version, present->index)));
        addEvidence(finding, step.span, std::format("{} is bounded by this constraint", layerText(step.layer)));
        addLayers(finding, {present->layer, mention.layer});
        if (const auto edit = isProjectFile(model, place.file) ? replaceSpecifier(model, place, "==" + installed->toString()) : std::nullopt)
            offer(finding, std::format("Pin {} to {}", mention.name, installed->toString()),
                "The build that is installed is then the only one that fulfils the constraint.", Applicability::Safe, {*edit});
    }
}

} // namespace

Rule weakConstraint() { return {info, check}; }

} // namespace pinwheel
