#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN609",
    .name = "other-interpreter",
    .summary = "The packages are installed for another Python than the one that the image starts.",
    .family = "hygiene",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || stage->finalPython.empty()) return;
    const Environment* started = nullptr;
    for (const EnvironmentPtr& environment : stage->environments)
        if (environment && environment->name == stage->finalPython) started = environment.get();
    if (started == nullptr) return;
    const auto installs = [&](const InstallStep& step) { return installsPython(step) && step.stage == stage->index && !step.environment.empty(); };
    if (std::ranges::any_of(context.model.trace.installs, [&](const InstallStep& step) { return installs(step) && step.environment == started->name; })) return;
    if (std::ranges::any_of(started->distributions, [](const InstalledDistribution& d) { return d.installer == "pip" || d.installer == "uv"; })) return;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installs(step) || step.decisions.empty()) continue;
        Finding& finding = findings.report(info, stage->finalPython, step.span, formatted("installed for {}, started with {}", step.environment, started->name));
        setGrade(finding, Grade::Likely, "knowing the program that the image starts");
        finding.message = formatted("This command installs into {}, but CMD or ENTRYPOINT starts {}, which does not see those packages.", step.environment, started->name);
        addLayers(finding, {step.layer});
        return;
    }
}

} // namespace

Rule otherInterpreter() { return {info, check}; }

} // namespace pinwheel
