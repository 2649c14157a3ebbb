#include "core/base/format.h"
#include "core/knowledge/dotted_version.h"
#include "core/python/specifier.h"
#include "core/python/version_ranges.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN511",
    .name = "breaking-neighbour",
    .summary = "A package is installed beside a release of another one that is known to break it, "
               "and no constraint keeps that release away.",
    .family = "compatibility",
    .impact = Impact::High,
};

void report(const BreakingNeighbour& fact, const InstalledDistribution& broken,
            const InstalledDistribution& neighbour, const StageTrace& stage, FindingSink& findings)
{
    const Span place = neighbour.askedBy ? *neighbour.askedBy : broken.askedBy.value_or(stage.span);
    Finding& finding =
        findings.report(info, broken.name, place,
                        formatted("{} {} does not work with {} {}", broken.name,
                                  broken.versionText(), neighbour.name, neighbour.versionText()));
    setGrade(finding, std::min({broken.grade, neighbour.grade, Grade::Likely}));
    finding.message = formatted(
        "{}. What is seen at run time: {}. A constraint {}<{} keeps it working, or a newer {}.",
        fact.fact.text, fact.symptom, neighbour.name, fact.neighbourFrom, broken.name);
    finding.packages = {broken.name, neighbour.name};
    finding.facts = {fact.fact};
    finding.cells = {broken.versionText(), neighbour.versionText(), "breaks"};
    addEvidence(
        finding, broken.askedBy,
        formatted("{} installs {} {}", layerText(broken.layer), broken.name, broken.versionText()));
    addEvidence(finding, neighbour.askedBy,
                formatted("{} installs {} {}", layerText(neighbour.layer), neighbour.name,
                          neighbour.versionText()));
    if (!neighbour.askedBy && !neighbour.requiredBy.empty())
        addEvidence(
            finding, std::nullopt,
            formatted("{} is needed by {}", neighbour.name, joinNames(neighbour.requiredBy)));
    addLayers(finding, {broken.layer, neighbour.layer});
}

bool admitsFrom(const std::string& specifier, const std::string& first)
{
    const auto set = parseSpecifierSet(specifier);
    const auto from = parseSpecifierSet(">=" + first);
    return !set || !from || canBothHold(*set, *from);
}

/// Whether the build leaves the neighbour open, so that pip takes its newest release, which breaks
/// the package.
bool isOpen(const RuleContext& context, const BreakingNeighbour& fact,
            const Environment& environment, const InstalledDistribution& broken)
{
    if (broken.installer == "base image" || broken.installer == "conda"
        || broken.installer == "apt")
        return false;
    if (fact.python.empty() || !environment.python
        || parseDottedVersion(*environment.python) < parseDottedVersion(fact.python))
        return false;
    const InstalledDistribution* neighbour = environment.find(fact.neighbour);
    if (neighbour == nullptr && (broken.requirementsKnown || fact.whenPresent)) return false;
    if (neighbour != nullptr
        && (neighbour->version || neighbour->installer != broken.installer
            || !admitsFrom(neighbour->range, fact.neighbourFrom)))
        return false;
    return std::ranges::none_of(context.model.trace.mentions, [&](const Mention& mention) {
        return mention.name == fact.neighbour && mention.applies
            && !admitsFrom(mention.specifier, fact.neighbourFrom);
    });
}

/// The versions are not known, but nothing keeps the breaking ones away.
void reportOpen(const BreakingNeighbour& fact, const Environment& environment,
                const InstalledDistribution& broken, const StageTrace& stage, FindingSink& findings)
{
    Finding& finding = findings.report(
        info, broken.name, broken.askedBy.value_or(stage.span),
        formatted("nothing keeps {} below {}, which {} {} does not work with", fact.neighbour,
                  fact.neighbourFrom, broken.name, broken.versionText()));
    setGrade(finding, environment.complete ? Grade::Likely : Grade::Unknown,
             "a live index or a lock file, so that the version is known");
    finding.message =
        formatted("{}. No requirement or constraint of the build bounds {}, so pip takes its "
                  "newest release for Python {}. What is seen at run time: {}. "
                  "A constraint {}<{} keeps it working.",
                  fact.fact.text, fact.neighbour, *environment.python, fact.symptom, fact.neighbour,
                  fact.neighbourFrom);
    finding.packages = {broken.name, fact.neighbour};
    finding.facts = {fact.fact};
    finding.cells = {broken.versionText(), ">=" + fact.neighbourFrom, "breaks"};
    addEvidence(
        finding, broken.askedBy,
        formatted("{} installs {} {}", layerText(broken.layer), broken.name, broken.versionText()));
    addLayers(finding, {broken.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const InstalledDistribution& broken : environment->distributions) {
            if (!broken.version) continue;
            for (const BreakingNeighbour& fact :
                 context.knowledge.breakingNeighbours(broken.name, *broken.version)) {
                const InstalledDistribution* neighbour = environment->find(fact.neighbour);
                const auto from = Version::parse(fact.neighbourFrom);
                const auto version = neighbour != nullptr && neighbour->version
                    ? Version::parse(*neighbour->version)
                    : std::nullopt;
                if (from && version && *version >= *from)
                    report(fact, broken, *neighbour, *stage, findings);
                else if (isOpen(context, fact, *environment, broken))
                    reportOpen(fact, *environment, broken, *stage, findings);
            }
        }
    }
}

} // namespace

Rule breakingNeighbour()
{
    return {info, check};
}

} // namespace pinwheel
