#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/package_mentions.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN104",
    .name = "differing-ranges",
    .summary = "Two places name one package for one environment with different specifiers that can "
               "both hold.",
    .family = "duplicates",
    .impact = Impact::Medium,
};

/// The edit that gives a place another specifier; one with < or > needs quotes in a shell.
std::optional<TextEdit> writtenSpecifier(const AuditModel& model, Span place,
                                         const std::string& specifier)
{
    const auto edit = replaceSpecifier(model, place, specifier);
    if (!edit) return std::nullopt;
    const bool quoted = place.begin > 0
        && std::string_view("\"'").find(model.sources.text(place.file).bytes()[place.begin - 1])
            != std::string_view::npos;
    const bool ownQuotes =
        model.sources.slice(place).find_first_of("\"'") != std::string_view::npos;
    const bool needsQuotes = place.file == model.dockerfileText
        && specifier.find_first_of("<>") != std::string::npos && !quoted && !ownQuotes;
    if (!needsQuotes) return edit;
    const std::string name(model.sources.slice(Span {place.file, place.begin, edit->span.begin}));
    return TextEdit {{place.file, place.begin, edit->span.end}, "\"" + name + specifier + "\""};
}

/// Writes the intersection of both at each place that says something else.
void offerAlignment(const AuditModel& model, const MentionPair& pair, Finding& finding)
{
    const std::string both = intersection(pair.first->specifier, pair.second->specifier);
    if (both.empty()) return;
    std::vector<TextEdit> edits;
    for (const Mention* mention : {pair.first, pair.second}) {
        if (isSameSpecifier(mention->specifier, both)) continue;
        const Span place = placeOf(*mention);
        if (!isProjectFile(model, place.file)) return;
        const auto edit = writtenSpecifier(model, place, both);
        if (!edit) return;
        edits.push_back(*edit);
    }
    offer(finding, formatted("Give {} the same range in both places", finding.subject),
          formatted("\"{}\" is what both together ask for.", both), Applicability::Safe, edits);
}

/// Leaves the package to one of the two places: it gets the range of both, and the other does not
/// name it any more.
void offerOnePlace(const AuditModel& model, const Mention& kept, const Mention& dropped,
                   Finding& finding)
{
    const Span place = placeOf(kept);
    const Span other = placeOf(dropped);
    const std::string both = intersection(kept.specifier, dropped.specifier);
    if (both.empty() || place.file == other.file || !isProjectFile(model, place.file)
        || !isProjectFile(model, other.file))
        return;
    std::vector<TextEdit> edits;
    if (!isSameSpecifier(kept.specifier, both)) {
        const auto edit = writtenSpecifier(model, place, both);
        if (!edit) return;
        edits.push_back(*edit);
    }
    if (dropped.role == Mention::Role::RequirementLine && other.file != model.dockerfileText) {
        edits.push_back(removeLines(model.sources, other));
    } else {
        // A command that names nothing else would end with an error.
        const InstallStep& step = model.trace.installs[dropped.install];
        if (dropped.role != Mention::Role::Argument || !isEditable(model, step)
            || mentionsOf(model.trace, dropped.install).size() < 2)
            return;
        edits.push_back(removeWord(model.sources, other));
    }
    offer(finding,
          formatted("Name {} in {} alone", finding.subject, model.sources.text(place.file).path()),
          formatted("\"{}\" then stands in one place.", both), Applicability::Review, edits);
}

/// One repository in two spellings or at two revisions: a comparison of the texts does not see that
/// they are one.
void reportRepository(const AuditModel& model, const RepositoryPair& pair, FindingSink& findings)
{
    const std::string& name =
        pair.second->name.empty() ? pair.second->repository : pair.second->name;
    const bool sameRevision = pair.first->revision == pair.second->revision;
    const Span place = placeOf(*pair.second);
    Finding& finding =
        findings.report(info, name, place,
                        formatted("{} is asked for {}", pair.second->repository,
                                  sameRevision ? "in two spellings" : "at two revisions"));
    finding.message = formatted(
        "\"{}\" at {} and \"{}\" at {} are one repository{}.", pair.first->text,
        placeText(model, placeOf(*pair.first)), pair.second->text, placeText(model, place),
        sameRevision ? "; it is cloned twice, and when one is changed, the other is forgotten"
                     : ": the later install replaces what the earlier one brought");
    if (sameRevision) finding.impact = Impact::Low;
    if (!pair.second->name.empty()) finding.packages = {pair.second->name};
    finding.cells = {pair.first->text, pair.second->text,
                     sameRevision ? "spelled differently" : "revisions differ"};
    addEvidence(finding, placeOf(*pair.first),
                formatted("{}: {}", layerText(pair.first->layer), pair.first->text));
    addEvidence(finding, place,
                formatted("{}: {}", layerText(pair.second->layer), pair.second->text));
    addLayers(finding, {pair.first->layer, pair.second->layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    for (const RepositoryPair& pair : repositoryPairs(model))
        if (!pair.isSame()) reportRepository(model, pair, findings);
    for (const MentionPair& pair : mentionPairs(model)) {
        if (isSameSpecifier(pair.first->specifier, pair.second->specifier)) continue;
        if (!canAgree(pair.first->specifier, pair.second->specifier)) continue;
        const Mention& second = *pair.second;
        const InstallStep& step = model.trace.installs[second.install];
        const Decision* decision = decisionOf(step, second.name);
        const bool changes = !pair.sameCommand && decision != nullptr
            && (decision->kind == DecisionKind::Upgrade
                || decision->kind == DecisionKind::Downgrade);
        Finding& finding = findings.report(info, second.name, placeOf(second),
                                           formatted("{} has two different ranges", second.name));
        const auto asked = [](const Mention& mention) {
            return mention.specifier.empty() ? std::string("without a version")
                                             : formatted("as \"{}\"", mention.specifier);
        };
        finding.message = formatted("{} is asked for {} at {} and {} at {}.", second.name,
                                    asked(*pair.first), placeText(model, placeOf(*pair.first)),
                                    asked(second), placeText(model, placeOf(second)));
        if (changes)
            finding.message += formatted(
                " The later one changes what the earlier one installed ({}).", decision->reason);
        else {
            finding.message +=
                " Today one version serves both; a new release can satisfy one of them alone, and "
                "then the later command changes what the earlier one installed.";
            finding.probability = Probability::Medium;
        }
        finding.packages = {second.name};
        finding.cells = {pair.first->specifier, second.specifier, "ranges differ"};
        addEvidence(
            finding, placeOf(*pair.first),
            formatted("{}: {}", layerText(pair.first->layer), requirementText(*pair.first)));
        addEvidence(finding, placeOf(second),
                    formatted("{}: {}", layerText(second.layer), requirementText(second)));
        addLayers(finding, {pair.first->layer, second.layer});
        if (second.extras != pair.first->extras) continue;
        offerAlignment(model, pair, finding);
        offerOnePlace(model, second, *pair.first, finding);
        offerOnePlace(model, *pair.first, second, finding);
    }
}

} // namespace

Rule differingRanges()
{
    return {info, check};
}

} // namespace pinwheel
