#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

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

/// Makes a virtual environment before the RUN and puts it first on PATH, for every later command of
/// the stage.
void offerVirtualEnvironment(const AuditModel& model, const InstallStep& step, Finding& finding)
{
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    const StageTrace* stage = targetStage(model);
    if (!isEditable(model, step) || stage == nullptr || stage->index != step.stage
        || (stage->base.os != "debian" && stage->base.os != "ubuntu"))
        return;
    // A name with a folder in it would not follow PATH.
    if (model.sources.slice(step.command.program.span).contains('/')) return;
    const auto installs = std::ranges::find_if(model.trace.installs, [&](const InstallStep& other) {
        return other.isSystem && other.stage == step.stage;
    });
    if (installs == model.trace.installs.end() || installs->instruction >= step.instruction) return;
    const auto package = systemPackageEdit(model, step.stage, "python3-venv");
    if (!package) return;
    std::vector<TextEdit> edits;
    if (std::ranges::find(stage->systemPackages, "python3-venv") == stage->systemPackages.end())
        edits.push_back(*package);
    const SourceText& text = model.sources.text(instruction.span.file);
    edits.push_back(
        insertLineBefore(text, instruction.span.file, instruction.span.begin,
                         formatted("RUN python3 -m venv /opt/venv{}ENV PATH=/opt/venv/bin:$PATH",
                                   lineEndingOf(text))));
    offer(finding, "Install into a virtual environment",
          "pip may do there what it likes, and the commands that follow find it first on PATH.",
          Applicability::Review, edits);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.failureKind.value_or("") != "externally-managed") continue;
        Finding& finding =
            findings.report(info, step.environment.empty() ? "system Python" : step.environment,
                            step.span, "pip refuses: externally-managed-environment");
        setGrade(finding,
                 std::min(step.failureGrade, step.certainToRun ? Grade::Certain : Grade::Likely));
        finding.message = "The distribution's Python is marked as managed by the operating system, "
                          "so pip ends with an error. A virtual environment is the way out; "
                          "--break-system-packages switches the guard off.";
        if (auto fact = context.knowledge.fact("pep668-first"))
            finding.facts.push_back(std::move(*fact));
        addLayers(finding, {step.layer});
        offerVirtualEnvironment(context.model, step, finding);
        if (const auto edit = addSwitch(context.model, step, "--break-system-packages"))
            offer(finding, "Add --break-system-packages",
                  "In an image for one program there is little else to break.",
                  Applicability::Review, {*edit});
    }
}

} // namespace

Rule externallyManaged()
{
    return {info, check};
}

} // namespace pinwheel
