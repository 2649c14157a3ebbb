#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN608",
    .name = "externally-managed",
    .summary = "pip refuses to install into the distribution's own Python (PEP 668).",
    .family = "hygiene",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.failureKind.value_or("") != "externally-managed") continue;
        Finding& finding = findings.report(info, step.environment.empty() ? "system Python" : step.environment, step.span, "pip refuses: externally-managed-environment");
        setGrade(finding, std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = "The distribution's Python is marked as managed by the operating system, so pip ends with an error. A virtual environment is the way out; --break-system-packages switches the guard off.";
        if (auto fact = context.knowledge.fact("pep668-first")) finding.facts.push_back(std::move(*fact));
        addLayers(finding, {step.layer});
        if (const auto edit = addSwitch(context.model, step, "--break-system-packages"))
            offer(finding, "Add --break-system-packages", "In an image for one program there is little else to break.", Applicability::Review, {*edit});
    }
}

} // namespace

Rule externallyManaged() { return {info, check}; }

} // namespace pinwheel
