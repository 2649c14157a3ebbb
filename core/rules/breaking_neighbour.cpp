#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN511",
    .name = "breaking-neighbour",
    .summary = "A package is installed beside a release of another one that is known to break it, and no constraint keeps that release away.",
    .family = "compatibility",
    .impact = Impact::High,
};

void report(const BreakingNeighbour& fact, const InstalledDistribution& broken, const InstalledDistribution& neighbour, const StageTrace& stage, FindingSink& findings)
{
    const Span place = neighbour.askedBy ? *neighbour.askedBy : broken.askedBy.value_or(stage.span);
    Finding& finding = findings.report(info, broken.name, place,
        formatted("{} {} does not work with {} {}", broken.name, broken.versionText(), neighbour.name, neighbour.versionText()));
    setGrade(finding, std::min({broken.grade, neighbour.grade, Grade::Likely}));
    finding.message = formatted("{}. What is seen at run time: {}. A constraint {}<{} keeps it working, or a newer {}.",
        fact.fact.text, fact.symptom, neighbour.name, fact.neighbourFrom, broken.name);
    finding.packages = {broken.name, neighbour.name};
    finding.facts = {fact.fact};
    finding.cells = {broken.versionText(), neighbour.versionText(), "breaks"};
    addEvidence(finding, broken.askedBy, formatted("{} installs {} {}", layerText(broken.layer), broken.name, broken.versionText()));
    addEvidence(finding, neighbour.askedBy, formatted("{} installs {} {}", layerText(neighbour.layer), neighbour.name, neighbour.versionText()));
    if (!neighbour.askedBy && !neighbour.requiredBy.empty())
        addEvidence(finding, std::nullopt, formatted("{} is needed by {}", neighbour.name, joinNames(neighbour.requiredBy)));
    addLayers(finding, {broken.layer, neighbour.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const InstalledDistribution& broken : environment->distributions) {
            if (!broken.version) continue;
            for (const BreakingNeighbour& fact : context.knowledge.breakingNeighbours(broken.name, *broken.version)) {
                const InstalledDistribution* neighbour = environment->find(fact.neighbour);
                const auto from = Version::parse(fact.neighbourFrom);
                const auto version = neighbour != nullptr && neighbour->version ? Version::parse(*neighbour->version) : std::nullopt;
                if (from && version && *version >= *from) report(fact, broken, *neighbour, *stage, findings);
            }
        }
    }
}

} // namespace

Rule breakingNeighbour() { return {info, check}; }

} // namespace pinwheel
