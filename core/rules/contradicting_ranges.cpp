#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/package_mentions.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN105",
    .name = "contradicting-ranges",
    .summary = "Two places name one package for one environment with specifiers that no version "
               "fulfils together.",
    .family = "duplicates",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (const MentionPair& pair : mentionPairs(model)) {
        if (canAgree(pair.first->specifier, pair.second->specifier)) continue;
        const Mention& second = *pair.second;
        Finding& finding = findings.report(
            info, second.name, placeOf(second),
            formatted("{} is asked for in two versions that exclude each other", second.name));
        finding.message = formatted("\"{}\" at {} and \"{}\" at {} cannot both hold. ",
                                    pair.first->specifier, placeText(model, placeOf(*pair.first)),
                                    second.specifier, placeText(model, placeOf(second)));
        if (pair.sameCommand) {
            finding.impact = Impact::Critical;
            finding.message += "One command asks for both, so it ends with an error.";
            const InstallStep& step = model.trace.installs[second.install];
            if (step.failure) finding.message += formatted(" What it says: {}.", *step.failure);
        } else {
            finding.message += "The later command replaces what the earlier one installed.";
        }
        finding.packages = {second.name};
        finding.cells = {pair.first->specifier, second.specifier, "contradiction"};
        addEvidence(
            finding, placeOf(*pair.first),
            formatted("{}: {}", layerText(pair.first->layer), requirementText(*pair.first)));
        addEvidence(finding, placeOf(second),
                    formatted("{}: {}", layerText(second.layer), requirementText(second)));
        addLayers(finding, {pair.first->layer, second.layer});
    }
}

} // namespace

Rule contradictingRanges()
{
    return {info, check};
}

} // namespace pinwheel
