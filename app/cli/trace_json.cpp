// What `pinwheel trace --format json` prints.
#include "app/cli/trace_json.h"

#include "core/report/escape.h"

namespace pinwheel {
namespace {

OrderedJson jsonStrings(const std::vector<std::string>& texts)
{
    OrderedJson out = OrderedJson::array();
    for (const std::string& text : texts)
        out.push_back(dataText(text));
    return out;
}

/// The text, or null where nothing is told.
OrderedJson textOrNull(const std::string& text)
{
    return text.empty() ? OrderedJson() : OrderedJson(dataText(text));
}

OrderedJson jsonKnown(const Known<std::string>& value)
{
    return value ? textOrNull(*value) : OrderedJson();
}

std::string_view completenessText(Completeness completeness)
{
    switch (completeness) {
    case Completeness::Known:
        return "known";
    case Completeness::ProjectMissing:
    case Completeness::Partly:
        return "partly";
    case Completeness::Unknown:
        return "unknown";
    }
    return "unknown";
}

OrderedJson jsonDistribution(const InstalledDistribution& distribution)
{
    return {{"name", dataText(distribution.name)},
            {"version", jsonKnown(distribution.version)},
            {"range", textOrNull(distribution.range)},
            {"index", textOrNull(distribution.index)},
            {"installer", textOrNull(distribution.installer)},
            {"layer", distribution.layer},
            {"required_by", jsonStrings(distribution.requiredBy)},
            {"grade", toText(distribution.grade)}};
}

OrderedJson jsonEnvironment(const Environment& environment)
{
    OrderedJson distributions = OrderedJson::array();
    for (const InstalledDistribution& distribution : environment.distributions)
        distributions.push_back(jsonDistribution(distribution));
    return {{"name", dataText(environment.name)},
            {"prefix", textOrNull(environment.prefix)},
            {"python", jsonKnown(environment.python)},
            {"complete", environment.complete},
            {"incomplete_reason", textOrNull(environment.incompleteReason)},
            {"distributions", std::move(distributions)}};
}

OrderedJson jsonDecision(const SourceSet& sources, const Decision& decision)
{
    OrderedJson askedBy = OrderedJson::array();
    for (const Span span : decision.askedBy)
        askedBy.push_back(jsonLocation(sources, span));
    return {{"name", dataText(decision.name)},
            {"decision", toText(decision.kind)},
            {"before", textOrNull(decision.before)},
            {"after", textOrNull(decision.after)},
            {"version_known", decision.versionKnown},
            {"index", textOrNull(decision.afterIndex)},
            {"grade", toText(decision.grade)},
            {"reason", textOrNull(decision.reason)},
            {"asked_by", std::move(askedBy)},
            {"required_by", jsonStrings(decision.requiredBy)}};
}

OrderedJson jsonInstall(const SourceSet& sources, const InstallStep& step,
                        const TraceSelection& selection)
{
    OrderedJson decisions = OrderedJson::array();
    for (const Decision& decision : step.decisions)
        if (selection.decisionIsShown(decision))
            decisions.push_back(jsonDecision(sources, decision));
    return {{"tool", dataText(step.tool)},
            {"command", dataText(step.text)},
            {"location", jsonLocation(sources, step.span)},
            {"environment", textOrNull(step.environment)},
            {"completeness", completenessText(step.completeness)},
            {"certain_to_run", step.certainToRun},
            {"resolved", step.resolved},
            {"requirement_files", jsonStrings(step.requirementPaths)},
            {"system_packages", jsonStrings(step.systemPackages)},
            {"failure", step.failure ? textOrNull(*step.failure) : OrderedJson()},
            {"not_known", jsonStrings(step.notes)},
            {"decisions", std::move(decisions)}};
}

OrderedJson jsonLayer(const Audit& audit, const Layer& layer, const TraceSelection& selection)
{
    const BuildTrace& trace = audit.model.trace;
    OrderedJson installs = OrderedJson::array();
    for (const std::uint32_t index : layer.installs)
        if (index < trace.installs.size())
            installs.push_back(jsonInstall(audit.model.sources, trace.installs[index], selection));
    OrderedJson environments = OrderedJson::array();
    for (const EnvironmentPtr& environment : layer.environments)
        if (environment) environments.push_back(jsonEnvironment(*environment));
    return {{"number", layer.number},
            {"stage", layer.stage},
            {"location", jsonLocation(audit.model.sources, layer.span)},
            {"tool", dataText(layer.tool)},
            {"title", dataText(layer.title)},
            {"subtitle", textOrNull(layer.subtitle)},
            {"writes", jsonStrings(layer.writes)},
            {"installs", std::move(installs)},
            {"environments", std::move(environments)}};
}

OrderedJson jsonStage(const StageTrace& stage)
{
    OrderedJson variables = OrderedJson::object();
    for (const auto& [name, value] : stage.variables)
        variables[dataText(name)] = dataText(value);
    return {{"index", stage.index},
            {"name", textOrNull(stage.name)},
            {"base", dataText(stage.base.reference)},
            {"parent", stage.parent ? OrderedJson(*stage.parent) : OrderedJson()},
            {"in_target", stage.inTarget},
            {"user", textOrNull(stage.user)},
            {"working_folder", textOrNull(stage.workingFolder)},
            {"variables", std::move(variables)},
            {"system_packages", jsonStrings(stage.systemPackages)},
            {"final_python", textOrNull(stage.finalPython)}};
}

} // namespace

OrderedJson traceJson(const Audit& audit, const TraceSelection& selection)
{
    OrderedJson stages = OrderedJson::array();
    for (const StageTrace& stage : audit.model.trace.stages)
        stages.push_back(jsonStage(stage));
    OrderedJson layers = OrderedJson::array();
    for (const Layer& layer : audit.model.trace.layers)
        if (layer.inTarget && (selection.layer == 0 || layer.number == selection.layer))
            layers.push_back(jsonLayer(audit, layer, selection));
    return {{"schema_version", 1}, {"stages", std::move(stages)}, {"layers", std::move(layers)}};
}

} // namespace pinwheel
