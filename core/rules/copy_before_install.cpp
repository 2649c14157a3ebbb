#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <format>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN603",
    .name = "copy-before-install",
    .summary = "The whole context is copied before the requirements are installed, so every change of a source file installs them anew.",
    .family = "hygiene",
    .impact = Impact::Low,
};

bool copiesContext(const Instruction& instruction)
{
    if ((instruction.keyword != "COPY" && instruction.keyword != "ADD") || instruction.flag("from") != nullptr || instruction.words.size() < 2) return false;
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i)
        if (instruction.words[i].text == "." || instruction.words[i].text == "./" || instruction.words[i].text == "/" || instruction.words[i].text == "./*") return true;
    return false;
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    std::vector<std::size_t> told;
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        if (!installsPython(step) || (mentionsOf(model.trace, i).empty() && step.requirementPaths.empty() && step.command.arguments.empty())) continue;
        for (std::size_t k = step.instruction; k > 0; --k) {
            const Instruction& instruction = model.dockerfile.instructions[k - 1];
            if (instruction.keyword == "FROM") break;
            if (!copiesContext(instruction) || std::ranges::find(told, k) != told.end()) continue;
            told.push_back(k);
            Finding& finding = findings.report(info, "context", instruction.span, "the whole context is copied before the install");
            finding.message = std::format("Each change of any file of the context makes this layer and the install of line {} run again. Copying the requirement files alone first keeps the install in the cache.", model.sources.text(step.span.file).lineOf(step.span.begin));
            addEvidence(finding, step.span, std::format("{} installs", layerText(step.layer)));
            addLayers(finding, {step.layer});
            break;
        }
    }
}

} // namespace

Rule copyBeforeInstall() { return {info, check}; }

} // namespace pinwheel
