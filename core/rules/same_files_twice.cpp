#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN611",
    .name = "same-files-twice",
    .summary = "Packages of an earlier layer or of the base image are written again, so the image "
               "holds them twice.",
    .family = "hygiene",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step)) continue;
        std::vector<std::string> names;
        Grade grade = Grade::Certain;
        std::optional<Span> place;
        for (const Decision& decision : step.decisions) {
            const InstalledDistribution* present =
                step.before ? step.before->find(decision.name) : nullptr;
            const bool tool =
                decision.name == "pip" || decision.name == "setuptools" || decision.name == "wheel";
            if (!overwrites(decision) || decision.kind == DecisionKind::Undetermined || tool
                || present == nullptr || present->layer == step.layer
                || present->installer == "apt")
                continue;
            names.push_back(decision.name);
            grade = std::min(grade, decision.grade);
            if (!place && !decision.askedBy.empty()) place = decision.askedBy.front();
        }
        if (names.empty()) continue;
        Finding& finding = findings.report(
            info, names.front(), step.span,
            names.size() == 1 ? formatted("{} is in two layers", names.front())
                              : formatted("{} packages are in two layers", names.size()));
        setGrade(finding, grade);
        finding.message = formatted(
            "{} {} there before; the old files stay in their layer and only make the image larger.",
            joinNames(names), names.size() == 1 ? "was" : "were");
        finding.packages = names;
        if (finding.packages.size() > 20) finding.packages.resize(20);
        if (place) addEvidence(finding, *place, "asked for here");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule sameFilesTwice()
{
    return {info, check};
}

} // namespace pinwheel
