#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN409",
    .name = "not-recorded",
    .summary = "The index data at hand does not tell which version is installed.",
    .family = "resolution",
    .impact = Impact::Low,
};

/// What is not known of one environment, over all commands that write to it.
struct Gap {
    std::vector<std::string> names; ///< in the order in which they are met
    std::set<std::string, std::less<>> known; ///< the same
    std::vector<std::pair<std::optional<Span>, std::string>> evidence;
    std::vector<std::string> notes;
    std::vector<std::uint32_t> layers;
    Span place;
};

/// A version that is not known, or one of which nothing but the name is recorded.
bool isGap(const Decision& decision)
{
    return decision.kind != DecisionKind::Keep
        && (!decision.versionKnown || decision.grade == Grade::Unknown);
}

void collect(const InstallStep& step, Gap& gap)
{
    const auto collected = gap.names.size();
    for (const Decision& decision : step.decisions) {
        if (!isGap(decision) || !gap.known.insert(decision.name).second) continue;
        const std::optional<Span> asked =
            decision.askedBy.empty() ? std::nullopt : std::optional(decision.askedBy.front());
        if (gap.names.empty()) gap.place = asked.value_or(step.span);
        gap.names.push_back(decision.name);
        if (asked) gap.evidence.emplace_back(asked, decision.reason);
    }
    if (gap.names.size() == collected) return;
    gap.layers.push_back(step.layer);
    gap.notes.insert(gap.notes.end(), step.notes.begin(), step.notes.end());
}

void check(const RuleContext& context, FindingSink& findings)
{
    std::map<std::string, Gap> gaps;
    for (const InstallStep& step : context.model.trace.installs)
        if (installsPython(step) && step.resolved && context.model.options.resolve)
            collect(step, gaps[formatted("{} {}", step.stage, step.environment)]);
    for (const auto& [environment, gap] : gaps) {
        if (gap.names.empty()) continue;
        Finding& finding =
            findings.report(info, gap.names.front(), gap.place,
                            formatted("the version of {} is not known", joinNames(gap.names, 3)));
        setGrade(finding, Grade::Unknown, "a live index or a lock file");
        finding.message = formatted(
            "The index data at hand does not record {}. That does not mean that {} not exist: "
            "which version the build takes, and what that needs, is not known here.",
            joinNames(gap.names), gap.names.size() == 1 ? "it does" : "they do");
        finding.packages = gap.names;
        if (finding.packages.size() > 20) finding.packages.resize(20);
        for (const auto& [span, text] : gap.evidence | std::views::take(6))
            addEvidence(finding, span, text);
        for (const std::string& note : gap.notes | std::views::take(6))
            addEvidence(finding, std::nullopt, note);
        for (const std::uint32_t layer : gap.layers)
            addLayers(finding, {layer});
    }
}

} // namespace

Rule notRecorded()
{
    return {info, check};
}

} // namespace pinwheel
