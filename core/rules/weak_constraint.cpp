#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/suppressions.h"

#include <map>
#include <tuple>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN212",
    .name = "weak-constraint",
    .summary = "A constraint pins the public version of a package that is installed as a local "
               "build, so another build fulfils it.",
    .family = "pip-flags",
    .impact = Impact::Low,
};

/// A constraint that another build fulfils as well.
struct WeakConstraint {
    const Mention* mention = nullptr;
    const InstalledDistribution* present = nullptr;
    bool replaced = false;
};

std::optional<WeakConstraint> weakConstraintOf(const AuditModel& model, const Mention& mention)
{
    if (mention.role != Mention::Role::Constraint || mention.install >= model.trace.installs.size())
        return std::nullopt;
    const InstallStep& step = model.trace.installs[mention.install];
    const InstalledDistribution* present = step.before ? step.before->find(mention.name) : nullptr;
    if (present == nullptr || !present->version) return std::nullopt;
    const auto installed = Version::parse(*present->version);
    const auto set = parseSpecifierSet(mention.specifier);
    if (!installed || !installed->hasLocal() || !set || !set->isPinned() || set->pin() == nullptr)
        return std::nullopt;
    if (set->pin()->hasLocal() || !set->contains(*installed, true)) return std::nullopt;
    const Decision* decision = decisionOf(step, mention.name);
    return WeakConstraint {&mention, present,
                           decision != nullptr && decision->kind == DecisionKind::ReplaceBuild};
}

void report(const AuditModel& model, const InstallStep& step,
            const std::vector<WeakConstraint>& group, FindingSink& findings)
{
    const WeakConstraint& first = group.front();
    const std::string installed = first.present->versionText();
    std::vector<std::string> names;
    for (const WeakConstraint& weak : group)
        names.push_back(weak.mention->name);
    Finding& finding = findings.report(
        info, names.front(), placeOf(*first.mention),
        group.size() == 1 ? formatted("the constraint {} does not protect {}",
                                      requirementText(*first.mention), installed)
                          : formatted("the constraints on {} do not protect the installed builds",
                                      joinNames(names)));
    if (first.replaced) finding.impact = Impact::Medium;
    finding.message = formatted("A pin without a local part is fulfilled by every build of that "
                                "version (PEP 440), so {} lets the build of "
                                "the default index in as well as {}. \"=={}\" would not.",
                                requirementText(*first.mention), installed, installed);
    if (first.replaced)
        finding.message +=
            formatted(" Layer {} does replace {}.", step.layer, group.size() == 1 ? "it" : "them");
    finding.packages = names;
    finding.cells = {installed, first.mention->specifier, "does not protect"};
    std::vector<TextEdit> edits;
    for (const WeakConstraint& weak : group) {
        const Span place = placeOf(*weak.mention);
        addEvidence(finding, weak.present->askedBy,
                    formatted("{} installs {} {}", layerText(weak.present->layer),
                              weak.mention->name,
                              versionFrom(weak.present->versionText(), weak.present->index)));
        addEvidence(finding, place,
                    formatted("{} admits every build", requirementText(*weak.mention)));
        addLayers(finding, {weak.present->layer, weak.mention->layer});
        if (const auto edit = isProjectFile(model, place.file)
                ? replaceSpecifier(model, place, "==" + weak.present->versionText())
                : std::nullopt)
            edits.push_back(*edit);
    }
    addEvidence(finding, step.span,
                formatted("{} is bounded by {}", layerText(step.layer),
                          group.size() == 1 ? "this constraint" : "these constraints"));
    if (edits.size() == group.size())
        offer(finding,
              group.size() == 1 ? formatted("Pin {} to {}", names.front(), installed)
                                : formatted("Pin {} to the installed builds", joinNames(names)),
              "The build that is installed is then the only one that fulfils the constraint.",
              Applicability::Safe, edits);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const std::vector<Suppression> suppressions = readSuppressions(model);
    // By command, file and outcome.
    std::map<std::tuple<std::uint32_t, FileId, std::size_t, bool>, std::vector<WeakConstraint>>
        groups;
    for (const Mention& mention : model.trace.mentions)
        if (const auto weak = weakConstraintOf(model, mention))
            groups[{mention.install, placeOf(mention).file,
                    suppressionAt(suppressions, model, info.id, placeOf(mention)), weak->replaced}]
                .push_back(*weak);
    for (const auto& [key, group] : groups)
        report(model, model.trace.installs[std::get<0>(key)], group, findings);
}

} // namespace

Rule weakConstraint()
{
    return {info, check};
}

} // namespace pinwheel
