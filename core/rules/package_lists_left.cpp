#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN605",
    .name = "package-lists-left",
    .summary = "apt's package lists stay in the layer.",
    .family = "hygiene",
    .impact = Impact::Low,
    .aliases = {"DL3009"},
};

constexpr std::string_view listsFolder = "/var/lib/apt/lists";

/// The commands of an instruction that fetch apt's lists.
std::vector<const RunCommand*> updatesOf(const AuditModel& model, std::uint32_t instruction)
{
    std::vector<const RunCommand*> updates;
    for (const RunCommand& command : model.trace.commands) {
        const bool isApt = command.program == toText(InstallTool::AptGet) || command.program == toText(InstallTool::Apt);
        if (command.instruction == instruction && command.action == InstallAction::UpdateLists && isApt) updates.push_back(&command);
    }
    return updates;
}

/// `apt-get distclean` removes the lists as well (apt-get(8)).
bool leavesNoLists(const AuditModel& model, std::uint32_t instruction)
{
    const auto mountsThem = [](const Flag& flag) { return flag.name == "mount" && flag.value.value_or("").contains(listsFolder.substr(0, listsFolder.rfind('/'))); };
    if (std::ranges::any_of(model.dockerfile.instructions[instruction].flags, mountsThem)) return true;
    if (removalOf(model, instruction, listsFolder) != nullptr) return true;
    return std::ranges::any_of(model.trace.commands, [instruction](const RunCommand& command) {
        return command.instruction == instruction && command.action == InstallAction::Clean
            && (std::ranges::contains(command.words, "distclean") || std::ranges::contains(command.words, "dist-clean"));
    });
}

void report(const RuleContext& context, std::uint32_t instruction, const RunCommand& update, FindingSink& findings)
{
    Finding& finding = findings.report(info, "apt lists", update.span, "apt's package lists stay in the layer");
    finding.message = "The lists under /var/lib/apt/lists are some ten megabytes that nothing reads any more; they can only be removed in the RUN that fetched them.";
    for (const RunCommand& command : context.model.trace.commands)
        if (command.instruction == instruction && command.program == "rm") addEvidence(finding, command.span, "this clean-up removes something else");
    for (const InstallStep& step : context.model.trace.installs)
        if (step.isSystem && step.instruction == instruction) addEvidence(finding, step.span, "installs from them");
    offerListRemoval(context, context.model.dockerfile.instructions[instruction], finding);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    for (std::uint32_t i = 0; i < context.model.dockerfile.instructions.size(); ++i) {
        const std::vector<const RunCommand*> updates = updatesOf(context.model, i);
        if (updates.empty() || updates.front()->stage != stage->index || leavesNoLists(context.model, i)) continue;
        report(context, i, *updates.front(), findings);
    }
}

} // namespace

Rule packageListsLeft() { return {info, check}; }

} // namespace pinwheel
