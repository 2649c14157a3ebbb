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

/// Packages that a COPY brings to where the image's Python does not look.
void reportUnseen(const UnseenPackages& unseen, const StageTrace& stage, FindingSink& findings)
{
    Finding& finding = findings.report(
        info, unseen.place, unseen.span,
        unseen.there.empty()
            ? formatted("{} needs {}, which is not in this image", unseen.place, unseen.interpreter)
            : formatted("{} holds packages of Python {}, this image has Python {}", unseen.place,
                        unseen.python, unseen.there));
    setGrade(finding, Grade::Likely, "knowing how the image is started");
    finding.message = unseen.there.empty()
        ? formatted("The virtual environment {} was made by {} (Python {}) and starts it. Neither "
                    "the base image nor an instruction brings that program, so the environment's "
                    "python does not start.",
                    unseen.place, unseen.interpreter, unseen.python)
        : formatted(
              "The packages in {} were installed for Python {}. {} is Python {} in this image and "
              "looks for packages in a folder of its own version, so it does not find them.",
              unseen.place, unseen.python, unseen.interpreter, unseen.there);
    addEvidence(finding, stage.base.span, stage.base.summary);
    addLayers(finding, {unseen.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    for (const UnseenPackages& unseen : stage->unseen)
        reportUnseen(unseen, *stage, findings);
    if (stage->finalPython.empty()) return;
    const Environment* started = nullptr;
    for (const EnvironmentPtr& environment : stage->environments)
        if (environment && environment->name == stage->finalPython) started = environment.get();
    if (started == nullptr) return;
    const auto installs = [&](const InstallStep& step) {
        return installsPython(step) && step.stage == stage->index && !step.environment.empty();
    };
    if (std::ranges::any_of(context.model.trace.installs, [&](const InstallStep& step) {
            return installs(step) && step.environment == started->name;
        }))
        return;
    if (std::ranges::any_of(started->distributions, [](const InstalledDistribution& d) {
            return d.installer == "pip" || d.installer == "uv";
        }))
        return;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installs(step) || step.decisions.empty()) continue;
        Finding& finding = findings.report(
            info, stage->finalPython, step.span,
            formatted("installed for {}, started with {}", step.environment, started->name));
        setGrade(finding, Grade::Likely, "knowing the program that the image starts");
        finding.message = formatted("This command installs into {}, but CMD or ENTRYPOINT starts "
                                    "{}, which does not see those packages.",
                                    step.environment, started->name);
        addLayers(finding, {step.layer});
        return;
    }
}

} // namespace

Rule otherInterpreter()
{
    return {info, check};
}

} // namespace pinwheel
