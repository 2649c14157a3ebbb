// Holds what pip says of a real environment against the prediction: `pip install --report` against
// the install command it fits best, `pip inspect` and `pip list --format json` against what the
// build ends with.

#include "app/cli/actual_environment.h"
#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/python/project_name.h"
#include "core/python/requirement.h"
#include "core/python/version.h"
#include "core/report/escape.h"
#include "core/report/outline.h"

#include <map>
#include <memory>

namespace pinwheel {
namespace {

struct CompareCommand {
    AuditArguments audit;
    std::string file;
};

struct Predicted {
    std::string version; ///< or range
    bool versionKnown = true;
    Grade grade = Grade::Certain;
    std::string reason;
};

struct Prediction {
    std::string of; ///< what is compared, in words
    std::string python;
    std::string incompleteReason; ///< "" where it is whole
    std::map<std::string, Predicted> distributions;
    std::map<std::string, Predicted> kept; ///< that the command leaves as they are
};

/// The last decision on each project, for its reason.
std::map<std::string, const Decision*> lastDecisions(const Audit& audit)
{
    std::map<std::string, const Decision*> decisions;
    for (const InstallStep& step : audit.model.trace.installs)
        for (const Decision& decision : step.decisions)
            decisions[decision.name] = &decision;
    return decisions;
}

std::optional<Prediction> predictedEnvironment(const Audit& audit)
{
    const EnvironmentPtr environment = finalEnvironment(audit);
    if (!environment) return std::nullopt;
    Prediction prediction {.of = formatted("what the build leaves in {}", environment->name),
                           .python = environment->python.valueOr("")};
    if (!environment->complete) prediction.incompleteReason = environment->incompleteReason;
    const auto decisions = lastDecisions(audit);
    for (const InstalledDistribution& distribution : environment->distributions) {
        const auto decision = decisions.find(distribution.name);
        prediction.distributions[distribution.name] = {
            .version = distribution.versionText(),
            .versionKnown = distribution.version.isKnown(),
            .grade = distribution.grade,
            .reason = decision == decisions.end()
                ? formatted("it comes from the {}", distribution.installer)
                : decision->second->reason};
    }
    return prediction;
}

/// The install command that a report is of: the one it names, else the one that decides on most of
/// its distributions.
const InstallStep* stepOf(const Audit& audit, const ActualEnvironment& actual)
{
    const InstallStep* best = nullptr;
    std::ptrdiff_t most = -1;
    for (const InstallStep& step : audit.model.trace.installs) {
        if (step.isSystem) continue;
        if (!actual.command.empty() && dataText(step.text) == actual.command) return &step;
        const auto shared = std::ranges::count_if(step.decisions, [&](const Decision& d) {
            return actual.distributions.contains(d.name);
        });
        if (shared > most) {
            most = shared;
            best = &step;
        }
    }
    return best;
}

std::optional<Prediction> predictedInstall(const Audit& audit, const ActualEnvironment& actual)
{
    const InstallStep* best = stepOf(audit, actual);
    if (best == nullptr) return std::nullopt;
    Prediction prediction {.of = formatted("what `{}` installs", best->text)};
    if (best->before) prediction.python = best->before->python.valueOr("");
    if (best->failure) {
        prediction.incompleteReason =
            formatted("the command is predicted to fail: {}", *best->failure);
        return prediction;
    }
    if (!best->notes.empty()) prediction.incompleteReason = best->notes.front();
    for (const Decision& decision : best->decisions) {
        if (decision.kind == DecisionKind::Uninstall || decision.kind == DecisionKind::Fail)
            continue;
        auto& place =
            decision.kind == DecisionKind::Keep ? prediction.kept : prediction.distributions;
        place[decision.name] = {.version = decision.after,
                                .versionKnown = decision.versionKnown,
                                .grade = decision.grade,
                                .reason = decision.reason};
    }
    return prediction;
}

/// "app 1.0 requires it"; "" where nothing in the file does.
std::string whoRequires(const ActualEnvironment& actual, const std::string& name)
{
    for (const auto& [other, distribution] : actual.distributions)
        for (const std::string& text : distribution.requiresDist)
            if (const auto parsed = parseRequirement(text);
                parsed && normalizedName(parsed->name) == name)
                return formatted("{} {} requires {}", other, distribution.version, text);
    return {};
}

bool isSameVersion(const std::string& a, const std::string& b)
{
    const auto left = parseVersion(a);
    const auto right = parseVersion(b);
    return left && right ? *left == *right : a == b;
}

/// Whether a version lies in the range that was predicted.
bool lies(const std::string& version, const std::string& range)
{
    const auto set = parseSpecifierSet(range);
    const auto parsed = parseVersion(version);
    return set && parsed && set->contains(*parsed, true);
}

std::vector<std::string> differencesOf(const Prediction& prediction,
                                       const ActualEnvironment& actual)
{
    std::vector<std::string> lines;
    if (!actual.python.empty() && !prediction.python.empty() && actual.python != prediction.python)
        lines.push_back(formatted("Python: predicted {}, is {}; every choice of files and "
                                  "markers may differ because of it",
                                  prediction.python, actual.python));
    for (const auto& [name, predicted] : prediction.distributions) {
        const auto found = actual.distributions.find(name);
        const std::string why = formatted(
            "{}{}", predicted.reason,
            predicted.grade == Grade::Certain ? "" : formatted(" ({})", toText(predicted.grade)));
        if (actual.undetermined.contains(name)) continue;
        if (found == actual.distributions.end()) {
            lines.push_back(formatted("{}: predicted {}, is not there; predicted because: {}", name,
                                      predicted.version, why));
        } else if (predicted.versionKnown ? !isSameVersion(predicted.version, found->second.version)
                                          : !predicted.version.empty() && predicted.version != "?"
                           && !lies(found->second.version, predicted.version)) {
            lines.push_back(formatted("{}: predicted {}, is {}; predicted because: {}", name,
                                      predicted.version, found->second.version, why));
        }
    }
    for (const auto& [name, distribution] : actual.distributions) {
        if (prediction.distributions.contains(name)) continue;
        if (const auto kept = prediction.kept.find(name); kept != prediction.kept.end()) {
            lines.push_back(
                formatted("{}: predicted to stay at {}, is installed as {}; predicted because: {}",
                          name, kept->second.version, distribution.version, kept->second.reason));
            continue;
        }
        std::string why = whoRequires(actual, name);
        if (why.empty() && !prediction.incompleteReason.empty()) why = prediction.incompleteReason;
        if (why.empty()) why = "no command of the build is seen to install it";
        lines.push_back(formatted("{}: not predicted, is {}; {}", name, distribution.version, why));
    }
    return lines;
}

std::string textOf(const Prediction& prediction, const ActualEnvironment& actual,
                   const std::vector<std::string>& differences)
{
    std::string text = formatted(
        "{}: {} distributions predicted, {} in the file, {}\n", oneLine(prediction.of),
        prediction.distributions.size(), actual.distributions.size() + actual.undetermined.size(),
        differences.empty()           ? "no difference"
            : differences.size() == 1 ? "1 difference"
                                      : formatted("{} differences", differences.size()));
    for (const std::string& line : differences)
        text += oneLine(line) + '\n';
    return text;
}

ExitStatus runCompareCommand(const CompareCommand& command)
{
    const auto actuals = readActualEnvironments(command.file);
    if (!actuals) return reportTrouble(actuals.error());
    const auto run = runAuditOf(command.audit);
    if (!run) return reportTrouble(run.error());
    std::string text;
    bool differs = false;
    for (const ActualEnvironment& actual : *actuals) {
        const auto prediction = actual.isReport ? predictedInstall(*run->audit, actual)
                                                : predictedEnvironment(*run->audit);
        if (!prediction) {
            reportTrouble(
                "the build has nothing to compare it with: no Python environment is known");
            return ExitStatus::Trouble;
        }
        const auto differences = differencesOf(*prediction, actual);
        differs = differs || !differences.empty();
        text += textOf(*prediction, actual, differences);
    }
    if (const auto written = writeOutput({}, text); !written) return reportTrouble(written.error());
    return differs ? ExitStatus::Found : ExitStatus::Clean;
}

} // namespace

void addCompareCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<CompareCommand>();
    CLI::App* command =
        program.add_subcommand("compare", "Hold a real environment against the prediction");
    command
        ->add_option("REPORT", arguments->file,
                     "What `pip install --report`, `pip inspect` or `pip list --format json` wrote")
        ->required();
    addAuditArguments(*command, arguments->audit);
    command->footer(
        "Exit status: 0 as predicted, 1 something differs, 2 bad usage or unreadable input.");
    command->callback(
        [arguments, &action] { action = [arguments] { return runCompareCommand(*arguments); }; });
}

} // namespace pinwheel
