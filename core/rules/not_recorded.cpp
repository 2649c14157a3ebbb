#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN409",
    .name = "not-recorded",
    .summary = "The index data at hand does not tell which version is installed.",
    .family = "resolution",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || !step.resolved || context.model.options.resolve == false) continue;
        std::vector<std::string> names;
        std::optional<Span> place;
        for (const Decision& decision : step.decisions) {
            if (decision.versionKnown && decision.kind != DecisionKind::Undetermined) continue;
            names.push_back(decision.name);
            if (!place && !decision.askedBy.empty()) place = decision.askedBy.front();
        }
        if (names.empty()) continue;
        Finding& finding = findings.report(info, names.front(), place.value_or(step.span), std::format("the version of {} is not known", joinNames(names, 3)));
        setGrade(finding, Grade::Unknown, "a live index (--index live) or a lock file");
        finding.message = std::format("The index data at hand does not record {}. That does not mean that it does not exist: which version the build takes, and what that needs, is not known here.", joinNames(names));
        finding.packages = names;
        if (finding.packages.size() > 20) finding.packages.resize(20);
        for (const std::string& note : step.notes) addEvidence(finding, std::nullopt, note);
        if (finding.evidence.size() > 12) finding.evidence.resize(12);
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule notRecorded() { return {info, check}; }

} // namespace pinwheel
