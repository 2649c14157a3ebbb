#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/fixes/prove.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"

#include <algorithm>
#include <format>
#include <memory>

namespace pinwheel {
namespace {

struct FixCommand {
    AuditArguments audit;
    std::vector<std::string> apply;
    bool allSafe = false;
    bool diff = false;
    bool check = false;
};

/// Every fix on offer, in the order of the list; the number of a fix is its place.
std::string listOf(const Audit& audit, const std::vector<ProposedFix>& fixes)
{
    if (fixes.empty()) return "no fix is on offer\n";
    std::string out;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        const ProposedFix& one = fixes[i];
        out += std::format("{:>3}  {:<6}  {:<9}  {}\n", i + 1, toText(one.fix->applicability), toText(one.finding->priority), oneLine(one.fix->title));
        out += std::format("     {}: {}\n", oneLine(placeOf(audit.model.sources, one.finding->span).text()), oneLine(one.finding->title));
        if (one.fix->outcome)
            out += std::format("     overall risk {} → {}\n", toText(one.fix->outcome->before), toText(one.fix->outcome->after));
    }
    if (audit.allSafeFixes)
        out += std::format("\nall safe fixes together: overall risk {} → {} (--all-safe)\n", toText(audit.before), toText(audit.afterSafeFixes));
    return out;
}

/// The edits of the named fixes; a name is a number of the list or a fix's id.
Result<EditSet> chosenEdits(const std::vector<ProposedFix>& fixes, const std::vector<std::string>& names)
{
    EditSet edits;
    for (const std::string& name : names) {
        const ProposedFix* chosen = nullptr;
        for (std::size_t i = 0; i < fixes.size(); ++i)
            if (name == std::to_string(i + 1) || name == fixes[i].fix->id) chosen = &fixes[i];
        if (!chosen) return fail(ErrorCode::Usage, std::format("no fix is called '{}' (`pinwheel fix` lists them)", name));
        if (chosen->fix->applicability == Applicability::Manual)
            return fail(ErrorCode::Usage, std::format("fix '{}' is to be made by hand", name));
        if (!edits.add(chosen->fix->edits)) return fail(ErrorCode::Usage, std::format("fix '{}' touches the same place as another chosen one", name));
    }
    return edits;
}

/// Writes the patched texts; nothing is written when a file has changed since it was read.
Result<std::size_t> applyToDisk(const AuditRun& run, const EditSet& edits)
{
    PINWHEEL_TRY(patched, patchedTexts(run.audit->model.sources, edits));
    for (const auto& [path, text] : patched) {
        PINWHEEL_TRY(present, run.services.files->read(path));
        const auto file = run.audit->model.sources.find(path);
        if (!file || run.audit->model.sources.text(*file).bytes() != present)
            return fail(ErrorCode::ChangedOnDisk, std::format("{}: has changed since it was read; nothing was written", path));
    }
    for (const auto& [path, text] : patched)
        if (auto written = writeFileAtomically(run.project.folder / path, text); !written) return std::unexpected(written.error());
    return patched.size();
}

ExitStatus runFixCommand(const FixCommand& command)
{
    const auto run = runAuditOf(command.audit);
    if (!run) return reportTrouble(run.error());
    const Audit& audit = *run->audit;
    const auto fixes = proposedFixes(audit);
    const bool writes = command.allSafe || !command.apply.empty();
    EditSet edits;
    if (!command.apply.empty()) {
        auto chosen = chosenEdits(fixes, command.apply);
        if (!chosen) return reportTrouble(chosen.error());
        edits = std::move(*chosen);
    } else if (audit.allSafeFixes) {
        edits = audit.allSafeFixes->edits;
    }
    if (command.check) {
        const bool open = !edits.isEmpty();
        const auto written = writeOutput({}, open ? command.diff ? plainText(unifiedDiffOf(audit.model.sources, edits)) : listOf(audit, fixes) : std::string());
        return !written ? reportTrouble(written.error()) : open ? ExitStatus::Found : ExitStatus::Clean;
    }
    if (command.diff) {
        const auto written = writeOutput({}, plainText(unifiedDiffOf(audit.model.sources, edits)));
        return written ? ExitStatus::Clean : reportTrouble(written.error());
    }
    if (!writes) {
        const auto written = writeOutput({}, listOf(audit, fixes));
        return written ? ExitStatus::Clean : reportTrouble(written.error());
    }
    const auto count = applyToDisk(*run, edits);
    if (!count) return reportTrouble(count.error());
    const auto written = writeOutput({}, *count == 0 ? std::string("nothing to fix\n") : std::format("{} file{} changed\n", *count, *count == 1 ? "" : "s"));
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addFixCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<FixCommand>();
    CLI::App* command = program.add_subcommand("fix", "List, show or apply fixes; each was simulated before it is offered");
    addAuditArguments(*command, arguments->audit);
    CLI::Option* apply = command->add_option("--apply", arguments->apply, "Apply the fix with this number or id; may be given several times")
                             ->type_name("FIX")->allow_extra_args(false);
    command->add_flag("--all-safe", arguments->allSafe, "Apply all safe fixes")->excludes(apply);
    command->add_flag("--diff", arguments->diff, "Print the unified diff instead of writing (of all safe fixes, or of --apply)");
    command->add_flag("--check", arguments->check, "Write nothing; end with status 1 when there is something to fix");
    command->callback([arguments, &action] { action = [arguments] { return runFixCommand(*arguments); }; });
}

} // namespace pinwheel
