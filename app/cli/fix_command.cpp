#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/audit/trial.h"
#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/fixes/suppression.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/report/verification_step.h"
#include "core/rules/rule.h"
#include "core/text/save_files.h"

#include <algorithm>
#include <memory>
#include <print>
#include <unistd.h>

namespace pinwheel {
namespace {

struct FixCommand {
    AuditArguments audit;
    std::vector<std::string> apply;
    std::string suppress;
    std::string reason;
    bool allSafe = false;
    bool all = false;
    bool verificationStep = false;
    bool diff = false;
    bool check = false;
};

/// Every fix on offer, in the order of the list; the number of a fix is its place.
std::string listOf(const Audit& audit, const std::vector<ProposedFix>& fixes)
{
    std::string out;
    if (const std::string untried = untriedFixesSentence(audit.fixTrials); !untried.empty())
        out += untried + "\n\n";
    if (fixes.empty()) return out + "no fix is on offer\n";
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        const ProposedFix& one = fixes[i];
        out += formatted("{:>3}  {:<6}  {:<9}  {}\n", i + 1, toText(one.fix->applicability),
                         toText(one.finding->priority), oneLine(one.fix->title));
        out += formatted("     {}: {}\n",
                         oneLine(placeOf(audit.model.sources, one.finding->span).text()),
                         oneLine(one.finding->title));
        out += formatted("     {}", oneLine(one.finding->id));
        if (one.fix->outcome)
            out += formatted(", overall risk {} → {}", toText(one.fix->outcome->before),
                             toText(one.fix->outcome->after));
        out += '\n';
    }
    if (audit.allSafeFixes)
        out += formatted("\nall safe fixes together: overall risk {} → {} (--all-safe)\n",
                         toText(audit.before), toText(audit.afterSafeFixes));
    return out;
}

/// What one word behind --apply means.
enum class WordKind { Number, FixId, FindingId, Rule, Nothing };

WordKind kindOf(const std::vector<ProposedFix>& fixes, const std::string& word)
{
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (word == std::to_string(i + 1)) return WordKind::Number;
        if (word == fixes[i].fix->id) return WordKind::FixId;
        if (word == fixes[i].finding->id) return WordKind::FindingId;
        const Rule* rule = findRule(fixes[i].finding->rule);
        if (word == fixes[i].finding->rule || (rule != nullptr && word == rule->info.name))
            return WordKind::Rule;
    }
    return WordKind::Nothing;
}

bool means(const std::string& word, std::size_t number, const Finding& finding, const Fix& fix)
{
    const Rule* rule = findRule(finding.rule);
    return word == std::to_string(number) || word == fix.id || word == finding.id
        || word == finding.rule || (rule != nullptr && word == rule->info.name);
}

/// The ids of the fixes that the words mean, none of them to be made by hand.
Result<std::vector<std::string>> chosenFixes(const std::vector<ProposedFix>& fixes,
                                             const std::vector<std::string>& words)
{
    std::vector<std::string> chosen;
    for (const std::string& word : words) {
        const WordKind kind = kindOf(fixes, word);
        if (kind == WordKind::Nothing)
            return fail(
                ErrorCode::Usage,
                formatted("no fix on offer is called '{}' (`pinwheel fix` lists them)", word));
        std::size_t taken = 0;
        for (std::size_t i = 0; i < fixes.size(); ++i) {
            if (!means(word, i + 1, *fixes[i].finding, *fixes[i].fix)
                || fixes[i].fix->applicability == Applicability::Manual)
                continue;
            chosen.push_back(fixes[i].fix->id);
            ++taken;
        }
        if (taken == 0)
            return fail(ErrorCode::Usage,
                        formatted("what '{}' offers is to be made by hand", word));
    }
    return chosen;
}

/// What is to be written: the edits, and what was wanted and is left out.
struct Plan {
    EditSet edits;
    std::vector<std::string> left;
};

Result<Plan> planOf(const FixCommand& command, const AuditRun& run,
                    const std::vector<ProposedFix>& fixes)
{
    const Audit& audit = *run.audit;
    if (!command.suppress.empty()) {
        const auto finding = std::ranges::find(audit.findings, command.suppress, &Finding::id);
        if (finding == audit.findings.end())
            return fail(
                ErrorCode::Usage,
                formatted("no finding is called '{}' (`pinwheel audit --format json` names them)",
                          command.suppress));
        PINWHEEL_TRY(fix, suppressionOf(audit.model, *finding, command.reason));
        return Plan {fix.edits, {}};
    }
    if (command.verificationStep) {
        PINWHEEL_TRY(step, verificationStepOf(audit, run.services));
        return Plan {step.edits, {}};
    }
    FixSelection selection;
    if (!command.apply.empty()) {
        PINWHEEL_TRY(chosen, chosenFixes(fixes, command.apply));
        selection.wants = [chosen](const Finding&, const Fix& fix) {
            return std::ranges::find(chosen, fix.id) != chosen.end();
        };
    } else if (command.all) {
        selection = allSafeFixesSelection();
        selection.wants = [](const Finding&, const Fix& fix) {
            return fix.applicability != Applicability::Manual;
        };
    } else {
        return Plan {audit.allSafeFixes ? audit.allSafeFixes->edits : EditSet(), {}};
    }
    PINWHEEL_TRY(composed, composeFixes(audit, run.services, selection));
    return Plan {composed.fix.edits, composed.left};
}

/// Writes all of the patched texts or none; nothing is written when a file has changed since it was
/// read.
Result<std::size_t> applyToDisk(const AuditRun& run, const EditSet& edits)
{
    const SourceSet& sources = run.audit->model.sources;
    PINWHEEL_TRY(patched, patchedTexts(sources, edits));
    std::vector<FileChange> changes;
    for (const auto& [path, text] : patched) {
        const auto file = sources.find(path);
        if (!file)
            return fail(ErrorCode::Unsupported, formatted("{} is no file of the project", path));
        changes.push_back(
            {run.project.folder / path, text, std::string(sources.text(*file).bytes())});
    }
    if (auto saved = saveFiles(changes); !saved) {
        Error error = saved.error();
        error.message += "; nothing was written";
        return std::unexpected(std::move(error));
    }
    return changes.size();
}

/// What a killed run left beside the files that this one may write.
void cleanFolders(const AuditRun& run)
{
    std::vector<std::filesystem::path> folders {run.project.folder};
    const SourceSet& sources = run.audit->model.sources;
    for (std::uint32_t i = 0; i < sources.size(); ++i)
        if (sources.text(FileId {i}).origin() == TextOrigin::Disk)
            folders.push_back((run.project.folder / sources.text(FileId {i}).path()).parent_path());
    std::ranges::sort(folders);
    const auto same = std::ranges::unique(folders);
    folders.erase(same.begin(), same.end());
    for (const std::filesystem::path& folder : folders)
        removeLeftovers(folder);
}

/// The diff with the bytes of the files, so that git and patch take it; on a terminal only what
/// cannot harm it.
std::string printableDiff(const std::string& diff)
{
    const std::string shown = redactCredentials(diff);
    if (shown != diff)
        std::println(stderr,
                     "the diff shows no credentials, so it cannot be applied; use --all-safe, "
                     "--all or --apply");
    return ::isatty(STDOUT_FILENO) != 0 ? plainText(shown) : shown;
}

ExitStatus print(const std::string& text, ExitStatus status)
{
    const auto written = writeOutput({}, text);
    return written ? status : reportTrouble(written.error());
}

ExitStatus runFixCommand(const FixCommand& command)
{
    const auto run = runAuditOf(command.audit);
    if (!run) return reportTrouble(run.error());
    cleanFolders(*run);
    const Audit& audit = *run->audit;
    const auto fixes = proposedFixes(audit);
    const bool chosen = command.allSafe || command.all || command.verificationStep
        || !command.apply.empty() || !command.suppress.empty();
    const auto plan = planOf(command, *run, fixes);
    if (!plan) return reportTrouble(plan.error());
    for (const std::string& title : plan->left)
        std::println(stderr, "left: {} (it overlaps another fix, or does not hold beside it)",
                     oneLine(title));
    const bool open = !plan->edits.isEmpty();
    const std::string diff = command.diff
        ? printableDiff(unifiedDiffOf(audit.model.sources, plan->edits))
        : std::string();
    if (command.check)
        return print(!open              ? ""
                         : command.diff ? diff
                                        : listOf(audit, fixes),
                     open ? ExitStatus::Found : ExitStatus::Clean);
    if (command.diff) return print(diff, ExitStatus::Clean);
    if (!chosen) return print(listOf(audit, fixes), ExitStatus::Clean);
    const auto count = applyToDisk(*run, plan->edits);
    if (!count) return reportTrouble(count.error());
    return print(*count == 0 ? "nothing to fix\n"
                             : formatted("{} file{} changed\n", *count, *count == 1 ? "" : "s"),
                 ExitStatus::Clean);
}

} // namespace

void addFixCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<FixCommand>();
    CLI::App* command = program.add_subcommand(
        "fix", "List, show or apply fixes; each was simulated before it is offered");
    addAuditArguments(*command, arguments->audit);
    CLI::Option* apply = command
                             ->add_option("--apply", arguments->apply,
                                          "Apply what this names: a rule, a finding, a fix or its "
                                          "number in the list; may be given several times")
                             ->type_name("RULE|FINDING|FIX")
                             ->allow_extra_args(false)
                             ->delimiter(',');
    CLI::Option* allSafe =
        command->add_flag("--all-safe", arguments->allSafe, "Apply all safe fixes")
            ->excludes(apply);
    CLI::Option* all =
        command->add_flag("--all", arguments->all, "Apply all fixes, those for review too")
            ->excludes(apply)
            ->excludes(allSafe);
    CLI::Option* suppress = command
                                ->add_option("--suppress", arguments->suppress,
                                             "Write a comment that suppresses this finding")
                                ->type_name("FINDING")
                                ->excludes(apply)
                                ->excludes(allSafe)
                                ->excludes(all);
    command
        ->add_flag("--verification-step", arguments->verificationStep,
                   "Append a RUN that ends the build where the installed packages are not the "
                   "predicted ones; needs no GPU")
        ->excludes(apply)
        ->excludes(allSafe)
        ->excludes(all)
        ->excludes(suppress);
    command->add_option("--reason", arguments->reason, "Why the finding is suppressed")
        ->type_name("TEXT")
        ->needs(suppress);
    command->add_flag(
        "--diff", arguments->diff,
        "Print the unified diff instead of writing (of all safe fixes where none are named)");
    command->add_flag("--check", arguments->check,
                      "Write nothing; end with status 1 when there is something to fix");
    command->callback(
        [arguments, &action] { action = [arguments] { return runFixCommand(*arguments); }; });
}

} // namespace pinwheel
