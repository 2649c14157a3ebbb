#include "app/cli/installation_report.h"

#include "app/cli/version.h"
#include "core/base/redact.h"
#include "core/dockerfile/platform.h"
#include "core/report/escape.h"
#include "core/report/outline.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// The pip whose answers are predicted and whose report's form this is.
constexpr std::string_view predictedPip = "25.1";

OrderedJson textsOf(const std::vector<std::string>& texts)
{
    OrderedJson out = OrderedJson::array();
    for (const std::string& text : texts)
        out.push_back(dataText(text));
    return out;
}

/// Whether the command itself names it.
bool isRequested(const Pin& pin)
{
    return std::ranges::any_of(pin.askedBy,
                               [](const Asker& asker) { return asker.origin.has_value(); });
}

/// pip lists files of indexes by their URL; what is named by a URL or path has no index.
bool isDirect(const Pin& pin)
{
    return pin.filename.empty() && pin.index.empty() && !pin.url.empty();
}

/// The address alone of "name @ address".
std::string addressOf(const Pin& pin)
{
    const std::size_t at = isDirect(pin) ? pin.url.find(" @ ") : std::string::npos;
    return redactCredentials(at == std::string::npos ? pin.url : pin.url.substr(at + 3));
}

OrderedJson entryOf(const Pin& pin, std::string_view action)
{
    OrderedJson metadata {{"metadata_version", "2.1"},
                          {"name", dataText(pin.name)},
                          {"version", dataText(pin.version)}};
    if (!pin.requiresDist.empty()) metadata["requires_dist"] = textsOf(pin.requiresDist);
    if (!pin.providedExtras.empty()) metadata["provides_extra"] = textsOf(pin.providedExtras);
    OrderedJson entry {
        {"download_info",
         {{"url", dataText(addressOf(pin))}, {"archive_info", OrderedJson::object()}}},
        {"is_direct", isDirect(pin)},
        {"is_yanked", pin.yanked},
        {"requested", isRequested(pin)}};
    if (!pin.extras.empty() && isRequested(pin)) entry["requested_extras"] = textsOf(pin.extras);
    entry["metadata"] = std::move(metadata);
    entry["pinwheel"] = {
        {"action", action},
        {"before", pin.before.empty() ? OrderedJson() : OrderedJson(dataText(pin.before))},
        {"index", dataText(pin.index)},
        {"filename", dataText(pin.filename)},
        {"grade", toText(pin.grade)},
        {"reason", dataText(pin.reason)}};
    return entry;
}

/// The values of environment markers. A micro version that is not known is left out, and what it
/// decides.
OrderedJson environmentOf(const MarkerEnvironment& markers, const PythonVersion& python)
{
    OrderedJson out = OrderedJson::object();
    for (const char* variable :
         {"implementation_name", "implementation_version", "os_name", "platform_machine",
          "platform_release", "platform_system", "platform_version", "python_full_version",
          "platform_python_implementation", "python_version", "sys_platform"})
        if (const std::string* value = markers.find(variable); value != nullptr)
            out[variable] = dataText(*value);
    if (!python.micro) {
        out.erase("implementation_version");
        out.erase("python_full_version");
    }
    return out;
}

/// A report without entries.
OrderedJson emptyReport()
{
    return {{"version", "1"},
            {"pip_version", predictedPip},
            {"install", OrderedJson::array()},
            {"environment", OrderedJson::object()},
            {"pinwheel",
             {{"version", programVersion},
              {"kept", OrderedJson::array()},
              {"undetermined", OrderedJson::array()},
              {"missing", OrderedJson::array()},
              {"failure", OrderedJson()}}}};
}

void add(OrderedJson& report, const Pin& pin, bool isKept, std::string_view action)
{
    OrderedJson& own = report["pinwheel"];
    if (isKept)
        own["kept"].push_back({{"name", dataText(pin.name)},
                               {"version", dataText(pin.version)},
                               {"reason", dataText(pin.reason)}});
    else if (pin.version.empty())
        own["undetermined"].push_back({{"name", dataText(pin.name)},
                                       {"range", dataText(pin.range)},
                                       {"grade", toText(pin.grade)},
                                       {"reason", dataText(pin.reason)}});
    else
        report["install"].push_back(entryOf(pin, action));
}

using Answers = std::vector<std::shared_ptr<const PipInstallResult>>;

std::string versionOrRange(const Pin& pin)
{
    return pin.version.empty() ? pin.range : pin.version;
}

/// The resolver's answers that a command's decisions may come from: those with the same versions
/// from the same indexes.
Answers answersFor(const InstallStep& step, const Answers& all)
{
    Answers fitting;
    if (!step.resolved || step.decisions.empty()) return fitting;
    for (const auto& answer : all) {
        const bool fits = std::ranges::all_of(step.decisions, [&](const Decision& decision) {
            const Pin* pin = answer->find(decision.name);
            return pin != nullptr && versionOrRange(*pin) == decision.after
                && pin->index == decision.afterIndex;
        });
        if (fits && answer->pins.size() == step.decisions.size()) fitting.push_back(answer);
    }
    return fitting;
}

/// What the build decided about one project, with what the resolver says of its file. Where several
/// commands decided the same with other files (for another Python), the file is not told.
Pin pinOf(const Decision& decision, const Answers& answers)
{
    Pin pin;
    if (!answers.empty()) pin = *answers.front()->find(decision.name);
    const bool isOneFile = std::ranges::all_of(answers, [&](const auto& answer) {
        return answer->find(decision.name)->filename == pin.filename;
    });
    if (!isOneFile) pin.filename = pin.url = {};
    pin.name = decision.name;
    pin.version = decision.versionKnown ? decision.after : std::string();
    if (!decision.versionKnown) pin.range = decision.after;
    pin.before = decision.before;
    pin.index = decision.afterIndex;
    pin.grade = decision.grade;
    pin.reason = decision.reason;
    pin.askedBy.clear();
    if (!decision.askedBy.empty())
        pin.askedBy.push_back({.origin = 0, .parent = {}, .parentVersion = {}, .requirement = {}});
    return pin;
}

/// The values of environment markers as far as the build tells them; empty where the Python is not
/// known.
OrderedJson environmentOf(const std::string& platformName, const Environment* environment)
{
    if (environment == nullptr || !environment->python.isKnown()) return OrderedJson::object();
    const auto python = parsePythonVersion(*environment->python);
    const auto platform = parsePlatform(platformName);
    if (!python || !platform) return OrderedJson::object();
    const std::string& architecture = platform->architecture;
    return environmentOf(linuxEnvironment(*python,
                                          architecture == "amd64"       ? "x86_64"
                                              : architecture == "arm64" ? "aarch64"
                                                                        : architecture),
                         *python);
}

bool isInstalled(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Install:
    case DecisionKind::Upgrade:
    case DecisionKind::Downgrade:
    case DecisionKind::Reinstall:
    case DecisionKind::ReplaceBuild:
    case DecisionKind::Undetermined:
        return true;
    case DecisionKind::Keep:
    case DecisionKind::Uninstall:
    case DecisionKind::Fail:
        return false;
    }
    return false;
}

OrderedJson reportOf(const Audit& audit, const InstallStep& step, const Answers& all)
{
    OrderedJson report = emptyReport();
    OrderedJson& own = report["pinwheel"];
    report["environment"] =
        environmentOf(audit.model.trace.stages.at(step.stage).platform, step.before.get());
    own["command"] = dataText(step.text);
    own["tool"] = dataText(step.tool);
    own["python_environment"] = dataText(step.environment);
    own["location"] = jsonLocation(audit.model.sources, step.span);
    own["resolved"] = step.resolved;
    own["certain_to_run"] = step.certainToRun;
    for (const std::string& note : step.notes)
        own["missing"].push_back(dataText(note));
    if (step.failure) {
        // pip ends before it installs anything.
        own["failure"] = {{"kind", dataText(step.failureKind.value_or(""))},
                          {"message", dataText(*step.failure)},
                          {"derivation", dataText(step.conflictDerivation)},
                          {"grade", toText(step.failureGrade)}};
        return report;
    }
    const Answers answers = answersFor(step, all);
    for (const Decision& decision : step.decisions)
        if (decision.kind == DecisionKind::Keep || isInstalled(decision.kind))
            add(report, pinOf(decision, answers), decision.kind == DecisionKind::Keep,
                toText(decision.kind));
    return report;
}

/// The last entry of the commands that put this version there; null where none did.
const OrderedJson* lastEntry(const OrderedJson& commands, const std::string& name,
                             const std::string& version)
{
    const OrderedJson* last = nullptr;
    for (const OrderedJson& report : commands)
        for (const OrderedJson& entry : report["install"])
            if (entry["metadata"]["name"] == name && entry["metadata"]["version"] == version)
                last = &entry;
    return last;
}

} // namespace

OrderedJson installationReport(const PipInstallResult& result, const PipTarget& target)
{
    OrderedJson report = emptyReport();
    report["environment"] = environmentOf(target.markers, target.python.version());
    for (const Pin& pin : result.pins)
        add(report, pin, pin.action == PinAction::Keep, toText(pin.action));
    for (const MissingFact& fact : result.missing)
        report["pinwheel"]["missing"].push_back(dataText(fact.text));
    if (const auto& failure = result.failure)
        report["pinwheel"]["failure"] = {{"kind", toText(failure->kind)},
                                         {"message", dataText(failure->message)},
                                         {"derivation", dataText(failure->derivation)},
                                         {"grade", toText(failure->grade)}};
    return report;
}

OrderedJson installationReport(const Audit& audit, const ResolutionMemory& memory)
{
    OrderedJson whole = emptyReport();
    OrderedJson commands = OrderedJson::array();
    const Answers answers = memory.answers();
    const BuildTrace& trace = audit.model.trace;
    for (const Layer& layer : trace.layers) {
        if (!layer.inTarget) continue;
        for (const std::uint32_t number : layer.installs)
            if (!trace.installs.at(number).isSystem)
                commands.push_back(reportOf(audit, trace.installs[number], answers));
    }
    if (const EnvironmentPtr environment = finalEnvironment(audit)) {
        whole["environment"] = environmentOf(targetPlatform(audit.model), environment.get());
        for (const InstalledDistribution& distribution : environment->distributions)
            if (const OrderedJson* entry = lastEntry(commands, dataText(distribution.name),
                                                     dataText(distribution.version.valueOr(""))))
                whole["install"].push_back(*entry);
        if (!environment->complete)
            whole["pinwheel"]["missing"].push_back(dataText(environment->incompleteReason));
    }
    whole["pinwheel"]["commands"] = std::move(commands);
    return whole;
}

} // namespace pinwheel
