#include "core/base/format.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN215",
    .name = "unguarded-install",
    .summary = "A later command may replace what an earlier one chose: it neither searches that "
               "index nor names a constraint.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

/// A build from an index of its own stays only because its version happens to satisfy what the
/// command needs.
bool staysByChance(const InstallStep& step, const Decision& decision)
{
    if (decision.kind != DecisionKind::Keep || !decision.askedBy.empty()
        || decision.requiredBy.empty() || !decision.constrainedBy.empty())
        return false;
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    if (present == nullptr || !present->askedBy || present->layer == step.layer
        || present->index.empty() || present->index == "default index")
        return false;
    if (present->installer != "pip" && present->installer != "uv") return false;
    return std::ranges::none_of(
        step.indexes, [&](const IndexSource& source) { return source.label == present->index; });
}

void reportBuilds(const InstallStep& step, FindingSink& findings)
{
    std::map<std::string, std::vector<const Decision*>> byIndex;
    for (const Decision& decision : step.decisions)
        if (staysByChance(step, decision))
            byIndex[step.before->find(decision.name)->index].push_back(&decision);
    for (const auto& [index, decisions] : byIndex) {
        const Decision& first = *decisions.front();
        std::vector<std::string> names;
        for (const Decision* decision : decisions)
            names.push_back(decision->name);
        Finding& finding = findings.report(
            info, first.name, step.span,
            formatted("nothing keeps the {} build of {} in this command", index, joinNames(names)));
        finding.grade = first.grade;
        finding.probability = Probability::Low;
        finding.message = formatted(
            "{} {} stays because it happens to satisfy what {} asks for. The command does not "
            "search the {} index and names no constraint: a release that asks for "
            "another version gets it from the {}, as another build. A constraints file with "
            "{}=={}, or PIP_EXTRA_INDEX_URL, keeps it.",
            first.displayName, first.before, joinNames(first.requiredBy, 3), index,
            step.indexes.empty() ? "index that is searched" : step.indexes.front().label,
            first.name, first.before);
        finding.packages = names;
        for (const Decision* decision : decisions) {
            const InstalledDistribution* present = step.before->find(decision->name);
            addEvidence(finding, present->askedBy,
                        formatted("{} installs {} {}", layerText(present->layer), decision->name,
                                  versionFrom(decision->before, index)));
            addLayers(finding, {present->layer});
        }
        addLayers(finding, {step.layer});
    }
}

/// The last exact pin of an earlier command for the same environment; null where there is none.
const Mention* earlierPin(const BuildTrace& trace, std::size_t install)
{
    const Mention* found = nullptr;
    for (const Mention& mention : trace.mentions) {
        if (mention.install >= install || !mention.applies) continue;
        const InstallStep& other = trace.installs[mention.install];
        const auto set = parseSpecifierSet(mention.specifier);
        if (other.environment == trace.installs[install].environment
            && other.stage == trace.installs[install].stage && set && set->isPinned())
            found = &mention;
    }
    return found;
}

/// A requirement file that is not at hand, installed without the pins that came before.
void reportUnseenFile(const BuildTrace& trace, std::size_t install, FindingSink& findings)
{
    const InstallStep& step = trace.installs[install];
    // Where the file is missing for certain, the build ends here.
    if (std::ranges::any_of(trace.problems, [&](const BuildProblem& problem) {
            return problem.fatal && step.span.contains(problem.span);
        }))
        return;
    if (!isPipInstall(step) || step.command.requirementFiles.empty()
        || !step.requirementFiles.empty() || !step.options.constraints.empty()
        || step.environment.empty())
        return;
    const Mention* pin = earlierPin(trace, install);
    if (pin == nullptr) return;
    Finding& finding = findings.report(
        info, "pins", step.span,
        formatted("layer {} may move what layer {} pinned", step.layer, pin->layer));
    finding.grade = Grade::Unknown;
    finding.wouldMakeCertain = "the requirement file as the build sees it";
    finding.probability = Probability::Low;
    finding.message =
        formatted("What this command asks for is not known here, and it names no constraint. Where "
                  "it asks for another version of what layer {} pinned, that is replaced. Handing "
                  "it the earlier file with -c keeps the pins.",
                  pin->layer);
    addEvidence(finding, placeOf(*pin),
                formatted("{} pins {}", layerText(pin->layer), requirementText(*pin)));
    addLayers(finding, {pin->layer, step.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (std::size_t i = 0; i < trace.installs.size(); ++i) {
        const InstallStep& step = trace.installs[i];
        if (!installsPython(step) || step.options.noDependencies
            || !staysInImage(context.model, step))
            continue;
        reportBuilds(step, findings);
        reportUnseenFile(trace, i, findings);
    }
}

} // namespace

Rule unguardedInstall()
{
    return {info, check};
}

} // namespace pinwheel
