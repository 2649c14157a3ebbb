#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/package_mentions.h"
#include "core/rules/suppressions.h"

#include <map>
#include <tuple>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN103",
    .name = "repeated-package",
    .summary =
        "The same package with the same specifier is named in two places for one environment.",
    .family = "duplicates",
    .impact = Impact::Low,
};

void report(const AuditModel& model, const std::vector<MentionPair>& group, FindingSink& findings)
{
    const MentionPair& pair = group.front();
    const Span place = placeOf(*pair.second);
    std::vector<std::string> names;
    for (const MentionPair& each : group)
        names.push_back(each.second->name);
    Finding& finding = findings.report(
        info, names.front(), place,
        group.size() == 1
            ? formatted("{} is named twice with the same specifier", names.front())
            : formatted("{} are named twice with the same specifiers", joinNames(names)));
    finding.message = formatted("{} is asked for at {} and again at {}. The second place adds "
                                "nothing; when one is changed, the other is forgotten.",
                                requirementText(*pair.second),
                                placeText(model, placeOf(*pair.first)), placeText(model, place));
    if (group.size() > 1)
        finding.message +=
            formatted(" The same holds for {}.", joinNames({names.begin() + 1, names.end()}));
    finding.packages = names;
    finding.cells = {pair.first->specifier, pair.second->specifier, "duplicate"};
    std::vector<TextEdit> removals;
    for (const MentionPair& each : group) {
        const Span second = placeOf(*each.second);
        addEvidence(finding, placeOf(*each.first),
                    formatted("{} names {} first", layerText(each.first->layer),
                              requirementText(*each.first)));
        addEvidence(finding, second, formatted("{} names it again", layerText(each.second->layer)));
        addLayers(finding, {each.first->layer, each.second->layer});
        if (each.second->role == Mention::Role::RequirementLine && isProjectFile(model, second.file)
            && second.file != model.dockerfileText)
            removals.push_back(removeLines(model.sources, second));
    }
    if (!removals.empty())
        offer(finding,
              group.size() == 1 ? formatted("Remove the second {}", names.front())
                                : "Remove the second mention of each",
              "The earlier install already gives it with the same specifier.", Applicability::Safe,
              removals);
}

void reportRepository(const AuditModel& model, const RepositoryPair& pair, FindingSink& findings)
{
    const std::string& name =
        pair.second->name.empty() ? pair.second->repository : pair.second->name;
    const Span place = placeOf(*pair.second);
    Finding& finding = findings.report(info, name, place,
                                       formatted("{} is asked for twice", pair.second->repository));
    finding.message = formatted(
        "{} is asked for at {} and again at {}. The second place clones it once more and adds "
        "nothing; when one is changed, the other is forgotten.",
        pair.second->text, placeText(model, placeOf(*pair.first)), placeText(model, place));
    if (!pair.second->name.empty()) finding.packages = {pair.second->name};
    finding.cells = {pair.first->text, pair.second->text, "duplicate"};
    addEvidence(finding, placeOf(*pair.first),
                formatted("{} takes it first", layerText(pair.first->layer)));
    addEvidence(finding, place, formatted("{} takes it again", layerText(pair.second->layer)));
    addLayers(finding, {pair.first->layer, pair.second->layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    const std::vector<Suppression> suppressions = readSuppressions(model);
    std::map<std::tuple<FileId, FileId, std::size_t>, std::vector<MentionPair>>
        groups; // by the two files
    for (const MentionPair& pair : mentionPairs(model)) {
        if (pair.first->extras != pair.second->extras) continue;
        if (!isSameSpecifier(pair.first->specifier, pair.second->specifier)) continue;
        const Span second = placeOf(*pair.second);
        groups[{placeOf(*pair.first).file, second.file,
                suppressionAt(suppressions, model, info.id, second)}]
            .push_back(pair);
    }
    for (const auto& [files, group] : groups)
        report(model, group, findings);
    for (const RepositoryPair& pair : repositoryPairs(model))
        if (pair.isSame()) reportRepository(model, pair, findings);
}

} // namespace

Rule repeatedPackage()
{
    return {info, check};
}

} // namespace pinwheel
