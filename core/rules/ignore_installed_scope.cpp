#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <ranges>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN201",
    .name = "ignore-installed-scope",
    .summary = "--ignore-installed works on every requirement and dependency of its command, not "
               "on one package.",
    .family = "pip-flags",
    .impact = Impact::High,
};

/// The word that stands behind the switch and looks like its argument.
const PackageArgument* apparentArgument(const InstallCommand& command)
{
    for (const PackageArgument& argument : command.arguments)
        if (argument.followsSwitch && *argument.followsSwitch < command.options.size()
            && command.options[*argument.followsSwitch].name == "--ignore-installed")
            return &argument;
    return nullptr;
}

/// What pip refuses to uninstall, and the command would have to replace: the usual reason for the
/// switch.
std::vector<std::string> irreplaceable(const InstallStep& step)
{
    std::vector<std::string> names;
    for (const Decision& decision : step.decisions) {
        const InstalledDistribution* present =
            step.before ? step.before->find(decision.name) : nullptr;
        if (present != nullptr && present->metadata == MetadataKind::Distutils)
            names.push_back(decision.name);
    }
    return names;
}

/// A command of its own for what needs the switch, and the rest without it.
void offerSplit(const AuditModel& model, const InstallStep& step,
                const std::vector<std::string>& needsSwitch, const PackageArgument* apparent,
                Finding& finding)
{
    const CommandOption* option = step.command.option("--ignore-installed");
    const auto head = commandHead(model, step);
    if (option == nullptr || !head || option->span.file != model.dockerfileText) return;
    std::vector<TextEdit> edits {removeWord(model.sources, option->span)};
    std::vector<std::string> words = needsSwitch;
    if (apparent != nullptr) {
        const std::string word(model.sources.slice(apparent->span));
        std::erase(words, apparent->name);
        words.insert(words.begin(), word);
        edits.push_back(removeWord(model.sources, apparent->span));
    }
    // Switch and argument stand side by side: one edit, so that they do not touch.
    if (apparent != nullptr && edits[0].span.end >= edits[1].span.begin
        && edits[0].span.begin <= edits[1].span.begin)
        edits = {{{edits[0].span.file, edits[0].span.begin,
                   std::max(edits[0].span.end, edits[1].span.end)},
                  {}}};
    if (words.empty()) {
        offer(finding, "Remove --ignore-installed",
              "Nothing that is installed before stands in the way of the command.",
              Applicability::Review, edits);
        return;
    }
    std::string command = *head;
    if (step.options.noCacheDir && step.command.option("--no-cache-dir") != nullptr)
        command += " --no-cache-dir";
    command += " --ignore-installed --no-deps";
    for (const std::string& word : words)
        command += " " + word;
    const auto own = insertCommandBefore(model, step, command);
    if (!own) return;
    edits.push_back(*own);
    offer(finding, formatted("Give --ignore-installed {} a command of its own", joinNames(words)),
          "Only this package needs the switch; everything else then keeps what is installed and "
          "fits.",
          Applicability::Safe, edits);
}

void describeHit(const InstallStep& step, const Decision& decision, Finding& finding)
{
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    if (present == nullptr) return;
    addEvidence(finding, present->askedBy,
                formatted("{} installed {}{}", layerText(present->layer),
                          nameWithVersion(decision.displayName, decision.before),
                          decision.kind == DecisionKind::ReplaceBuild
                              ? formatted(", which is overwritten by {}",
                                          versionFrom(decision.after, decision.afterIndex))
                              : ", which is written again"));
    addLayers(finding, {present->layer});
}

/// What is there already and what the command needs are not both known: the switch still ignores
/// whatever is there.
void reportUndecided(const InstallStep& step, FindingSink& findings)
{
    if (step.resolved || !step.before
        || (step.before->complete && step.before->distributions.empty()))
        return;
    Finding& finding = findings.report(
        info, "--ignore-installed", step.options.ignoreInstalled.origin().span.value_or(step.span),
        "--ignore-installed installs everything anew that the command needs");
    setGrade(finding, Grade::Likely);
    finding.message = "--ignore-installed is a switch without an argument: the named packages and "
                      "every dependency of theirs are installed anew over what is "
                      "there, without uninstalling it, so files of two versions mix. Which "
                      "packages that hits is not known here.";
    for (const PackageArgument& argument : step.command.arguments)
        if (!argument.name.empty()) finding.packages.push_back(argument.name);
    addLayers(finding, {step.layer});
}

void checkStep(const AuditModel& model, const InstallStep& step, FindingSink& findings)
{
    const PackageArgument* apparent = apparentArgument(step.command);
    std::vector<const Decision*> hit;
    for (const Decision& decision : step.decisions)
        if (overwrites(decision) && (apparent == nullptr || decision.name != apparent->name))
            hit.push_back(&decision);
    if (hit.empty()) {
        reportUndecided(step, findings);
        return;
    }
    // Worst first: another build, another version, the same again.
    std::ranges::stable_sort(hit, {}, [](const Decision* d) {
        return d->kind == DecisionKind::ReplaceBuild ? 0
            : d->kind == DecisionKind::Reinstall     ? 2
                                                     : 1;
    });
    const OptionOrigin& origin = step.options.ignoreInstalled.origin();
    const std::vector<std::string> needsSwitch = irreplaceable(step);
    if (std::ranges::all_of(hit, [&](const Decision* d) {
            return std::ranges::find(needsSwitch, d->name) != needsSwitch.end();
        }))
        return;

    std::vector<std::string> names;
    Grade grade = Grade::Certain;
    for (const Decision* decision : hit) {
        names.push_back(decision->name);
        if (decision == hit.front()) grade = decision->grade;
    }
    Finding& finding =
        findings.report(info, "--ignore-installed", origin.span.value_or(step.span),
                        formatted("--ignore-installed hits {} of {} packages, not only {}",
                                  hit.size(), step.decisions.size(),
                                  apparent != nullptr ? apparent->name : "what it was meant for"));
    setGrade(finding, grade);
    if (std::ranges::all_of(hit,
                            [](const Decision* d) { return d->kind == DecisionKind::Reinstall; }))
        finding.impact = Impact::Medium;
    finding.message = "--ignore-installed is a switch without an argument: pip then acts as if "
                      "nothing were installed and installs every "
                      "requirement and every dependency of the command anew, whatever is there.";
    if (apparent != nullptr)
        finding.message += formatted(" \"{}\" behind it is one more requirement, not its argument.",
                                     apparent->name);
    finding.message += formatted(" Written over: {}.", joinNames(names));
    for (const std::string& name : needsSwitch) {
        const InstalledDistribution* present = step.before->find(name);
        addEvidence(finding, present->askedBy,
                    formatted("the switch is needed for {} alone: {} installed it without a list "
                              "of its files, so pip refuses to uninstall it",
                              nameWithVersion(name, present->versionText()), present->installer));
    }
    if (!needsSwitch.empty())
        finding.message +=
            formatted(" Simply deleting the switch breaks the build: pip refuses to uninstall {}.",
                      joinNames(needsSwitch));
    if (apparent != nullptr)
        addEvidence(finding, apparent->span, "one more requirement, not an argument of the switch");
    for (const Decision* decision : hit | std::views::take(5))
        describeHit(step, *decision, finding);
    finding.packages = names;
    if (finding.packages.size() > 20) finding.packages.resize(20);
    addLayers(finding, {step.layer});
    offerSplit(model, step, needsSwitch, apparent, finding);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs)
        if (isPipInstall(step) && step.options.ignoreInstalled && !step.options.noDependencies)
            checkStep(context.model, step, findings);
}

} // namespace

Rule ignoreInstalledScope()
{
    return {info, check};
}

} // namespace pinwheel
