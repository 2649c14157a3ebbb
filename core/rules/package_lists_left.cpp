#include "core/base/format.h"
#include "core/dockerfile/run_mount.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <array>
#include <set>

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
        const bool isApt = command.program == toText(InstallTool::AptGet)
            || command.program == toText(InstallTool::Apt);
        if (command.instruction == instruction && command.action == InstallAction::UpdateLists
            && isApt)
            updates.push_back(&command);
    }
    return updates;
}

/// `apt-get distclean` removes the lists as well (apt-get(8)).
bool leavesNoLists(const AuditModel& model, std::uint32_t instruction)
{
    const auto mountsThem = [](const MountFlag& each) {
        return each.mount.target.starts_with(listsFolder.substr(0, listsFolder.rfind('/')));
    };
    if (std::ranges::any_of(mountsOf(model.dockerfile.instructions[instruction]), mountsThem))
        return true;
    if (removalOf(model, instruction, listsFolder) != nullptr) return true;
    return std::ranges::any_of(model.trace.commands, [instruction](const RunCommand& command) {
        return command.instruction == instruction && command.action == InstallAction::Clean
            && (std::ranges::contains(command.words, "distclean")
                || std::ranges::contains(command.words, "dist-clean"));
    });
}

void report(const RuleContext& context, std::uint32_t instruction, const RunCommand& update,
            FindingSink& findings)
{
    Finding& finding =
        findings.report(info, "apt lists", update.span, "apt's package lists stay in the layer");
    finding.message = "The lists under /var/lib/apt/lists are some ten megabytes that nothing "
                      "reads any more; they can only be removed in the RUN that fetched them.";
    for (const RunCommand& command : context.model.trace.commands)
        if (command.instruction == instruction && command.program == "rm")
            addEvidence(finding, command.span, "this clean-up removes something else");
    for (const InstallStep& step : context.model.trace.installs)
        if (step.isSystem && step.instruction == instruction)
            addEvidence(finding, step.span, "installs from them");
    offerListRemoval(context, context.model.dockerfile.instructions[instruction], finding);
}

bool liesIn(std::string_view path, std::string_view folder)
{
    return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

/// Whether a path below /var is meant for apt's and is none of its folders. Source: apt.conf(5),
/// Dir::State is /var/lib/apt with its lists, Dir::Cache is /var/cache/apt with archives and two
/// files, Dir::Log is /var/log/apt.
bool isMistaken(std::string_view path)
{
    static constexpr std::array<std::string_view, 12> folders {"/var/lib/apt/lists",
                                                               "/var/lib/apt/mirrors",
                                                               "/var/lib/apt/periodic",
                                                               "/var/lib/apt/extended_states",
                                                               "/var/lib/apt/listchanges",
                                                               "/var/cache/apt/archives",
                                                               "/var/cache/apt/pkgcache.bin",
                                                               "/var/cache/apt/srcpkgcache.bin",
                                                               "/var/cache/apt/apt-file",
                                                               "/var/log/apt",
                                                               "/var/backups/apt.extended_states",
                                                               "/var/spool/apt"};
    while (path.ends_with('*') || path.ends_with('/'))
        path.remove_suffix(1);
    if (!path.starts_with("/var/") || !(path.contains("/apt/") || path.ends_with("/apt")))
        return false;
    if (path == "/var/lib/apt" || path == "/var/cache/apt"
        || path.find_first_of("*?[{$") != std::string_view::npos)
        return false;
    return std::ranges::none_of(folders,
                                [&](std::string_view folder) { return liesIn(path, folder); });
}

/// A clean-up that names a folder which apt does not have; not where the lists are told to stay,
/// which names it.
void checkPaths(const RuleContext& context, const StageTrace& stage,
                const std::set<std::uint32_t>& told, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        if (command.program != "rm" || command.stage != stage.index
            || told.contains(command.instruction))
            continue;
        for (const std::string& word : command.words) {
            if (!isMistaken(word)) continue;
            Finding& finding = findings.report(info, word, command.span,
                                               formatted("{} is no folder of apt", word));
            finding.message =
                formatted("The clean-up removes {}, which apt does not have, so nothing becomes "
                          "smaller: the package lists are in /var/lib/apt/lists, downloaded "
                          "packages in /var/cache/apt/archives.",
                          word);
        }
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    std::set<std::uint32_t> told;
    for (std::uint32_t i = 0; i < context.model.dockerfile.instructions.size(); ++i) {
        const std::vector<const RunCommand*> updates = updatesOf(context.model, i);
        if (updates.empty() || updates.front()->stage != stage->index
            || leavesNoLists(context.model, i))
            continue;
        report(context, i, *updates.front(), findings);
        told.insert(i);
    }
    checkPaths(context, *stage, told, findings);
}

} // namespace

Rule packageListsLeft()
{
    return {info, check};
}

} // namespace pinwheel
