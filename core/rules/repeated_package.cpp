#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/package_mentions.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN103",
    .name = "repeated-package",
    .summary = "The same package with the same specifier is named in two places for one environment.",
    .family = "duplicates",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (const MentionPair& pair : mentionPairs(model)) {
        if (pair.first->extras != pair.second->extras) continue;
        if (!isSameSpecifier(pair.first->specifier, pair.second->specifier)) continue;
        const Span place = placeOf(*pair.second);
        // A bare name in two commands, `pip install wheel` for one, says nothing twice that could drift apart.
        Finding& finding = findings.report(info, pair.second->name, place,
            std::format("{} is named twice with the same specifier", pair.second->name));
        finding.message = std::format("{} is asked for at {} and again at {}. The second place adds nothing; when one is changed, the other is forgotten.",
            requirementText(*pair.second), placeText(model, placeOf(*pair.first)), placeText(model, place));
        finding.packages = {pair.second->name};
        finding.cells = {pair.first->specifier, pair.second->specifier, "duplicate"};
        addEvidence(finding, placeOf(*pair.first), std::format("{} names {} first", layerText(pair.first->layer), requirementText(*pair.first)));
        addEvidence(finding, place, std::format("{} names it again", layerText(pair.second->layer)));
        addLayers(finding, {pair.first->layer, pair.second->layer});
        if (pair.second->role == Mention::Role::RequirementLine && isProjectFile(model, place.file) && place.file != model.dockerfileText)
            offer(finding, std::format("Remove the second {}", pair.second->name),
                "The earlier install already gives it with the same specifier.", Applicability::Safe,
                {removeLines(model.sources, place)});
    }
}

} // namespace

Rule repeatedPackage() { return {info, check}; }

} // namespace pinwheel
