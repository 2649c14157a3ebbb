// Everything that the audit knows, in a shape with a version (resources/schemas/audit.schema.json).
// Keys are only added within a version. Nothing in it depends on the time, the machine or the place
// of the folder.

#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/json_facts.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/report/verification_script.h"

#include <algorithm>
#include <map>
#include <type_traits>

namespace pinwheel {
namespace {

constexpr int schemaVersion = 1;

OrderedJson texts(const std::vector<std::string>& values)
{
    OrderedJson out = OrderedJson::array();
    for (const std::string& value : values)
        out.push_back(dataText(value));
    return out;
}

OrderedJson optionalText(std::string_view value)
{
    return value.empty() ? OrderedJson() : OrderedJson(dataText(value));
}

/// The value, or null with the reason beside it under `<key>_unknown`.
template <class T>
void setKnown(OrderedJson& object, const std::string& key, const Known<T>& value)
{
    if (value) {
        if constexpr (std::is_same_v<T, std::string>)
            object[key] = dataText(*value);
        else
            object[key] = *value;
        return;
    }
    object[key] = nullptr;
    object[key + "_unknown"] = dataText(value.reason());
}

OrderedJson locations(const SourceSet& sources, const std::vector<Span>& spans)
{
    OrderedJson out = OrderedJson::array();
    for (const Span span : spans)
        out.push_back(jsonLocation(sources, span));
    return out;
}

OrderedJson factList(const std::vector<FactCitation>& facts)
{
    OrderedJson out = OrderedJson::array();
    for (const FactCitation& fact : facts)
        out.push_back({{"id", dataText(fact.id)},
                       {"text", dataText(fact.text)},
                       {"source", dataText(fact.source)},
                       {"date", dataText(fact.date)}});
    return out;
}

OrderedJson optionsOf(const AuditOptions& options)
{
    OrderedJson arguments = OrderedJson::object();
    for (const auto& [name, value] : options.buildArguments) {
        // Redacted as one text, so that a name that tells a secret hides its value.
        const std::string pair = dataText(name + "=" + value);
        const std::size_t equals = pair.find('=');
        arguments[pair.substr(0, equals)] =
            equals == std::string::npos ? "" : pair.substr(equals + 1);
    }
    return {{"dockerfile", dataText(options.dockerfile)}, {"target", optionalText(options.target)},
            {"platform", dataText(options.platform)},     {"gpus", texts(options.gpus)},
            {"driver", optionalText(options.driver)},     {"build_args", std::move(arguments)},
            {"profile", dataText(options.profile)},       {"resolve", options.resolve}};
}

OrderedJson inputsOf(const SourceSet& sources)
{
    OrderedJson out = OrderedJson::array();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const SourceText& text = sources.text(FileId {static_cast<std::uint32_t>(i)});
        out.push_back({{"file", dataText(text.path())},
                       {"written", text.origin() == TextOrigin::Written},
                       {"bytes", text.bytes().size()},
                       {"sha256", sha256(text.bytes())}});
    }
    return out;
}

std::string_view layerKindText(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Base:
        return "base";
    case LayerKind::System:
        return "system";
    case LayerKind::Python:
        return "python";
    case LayerKind::Files:
        return "files";
    case LayerKind::Copy:
        return "copy";
    case LayerKind::Settings:
        return "settings";
    case LayerKind::Other:
        return "other";
    }
    return {};
}

std::string_view environmentKindText(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::System:
        return "system";
    case EnvironmentKind::Virtual:
        return "virtual";
    case EnvironmentKind::Conda:
        return "conda";
    case EnvironmentKind::User:
        return "user";
    case EnvironmentKind::Target:
        return "target";
    case EnvironmentKind::Tool:
        return "tool";
    }
    return {};
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
    return {};
}

OrderedJson stageOf(const SourceSet& sources, const StageTrace& stage, bool isTarget)
{
    const BaseImage& base = stage.base;
    OrderedJson image = {{"reference", dataText(base.reference)},
                         {"recognized", base.recognized},
                         {"summary", dataText(base.summary)},
                         {"os", optionalText(base.os)},
                         {"os_version", optionalText(base.osVersion)},
                         {"libc", optionalText(base.libc)},
                         {"libc_version", optionalText(base.libcVersion)},
                         {"cuda_flavor", optionalText(base.cudaFlavor)}};
    setKnown(image, "cuda_toolkit", base.cudaToolkit);
    setKnown(image, "has_cudnn", base.hasCudnn);
    setKnown(image, "has_nvcc", base.hasNvcc);
    setKnown(image, "python", base.python);
    image["facts"] = factList(base.facts);
    return {{"index", stage.index},
            {"name", optionalText(stage.name)},
            {"is_target", isTarget},
            {"in_target", stage.inTarget},
            {"location", jsonLocation(sources, stage.span)},
            {"parent", stage.parent ? OrderedJson(*stage.parent) : OrderedJson()},
            {"base_image", std::move(image)},
            {"user", optionalText(stage.user)},
            {"working_folder", optionalText(stage.workingFolder)},
            {"system_packages", texts(stage.systemPackages)},
            {"final_environment", optionalText(stage.finalPython)}};
}

OrderedJson layerOf(const Audit& audit, const Layer& layer)
{
    const LayerVerdict verdict = verdictOf(audit, layer);
    OrderedJson findings = OrderedJson::array();
    for (const Finding* finding : verdict.findings)
        findings.push_back(dataText(finding->id));
    return {{"number", layer.number},
            {"line", layer.line},
            {"stage", layer.stage},
            {"in_target", layer.inTarget},
            {"kind", layerKindText(layer.kind)},
            {"tool", dataText(layer.tool)},
            {"title", dataText(layer.title)},
            {"subtitle", dataText(layer.subtitle)},
            {"verdict", verdict.word},
            {"reason", optionalText(verdict.text)},
            {"location", jsonLocation(audit.model.sources, layer.span)},
            {"installs", layer.installs},
            {"writes", texts(layer.writes)},
            {"findings", std::move(findings)}};
}

OrderedJson decisionOf(const SourceSet& sources, const Decision& decision)
{
    return {{"name", dataText(decision.name)},
            {"decision", toText(decision.kind)},
            {"before", optionalText(decision.before)},
            {"before_index", optionalText(decision.beforeIndex)},
            {"after", optionalText(decision.after)},
            {"after_index", optionalText(decision.afterIndex)},
            {"version_known", decision.versionKnown},
            {"grade", toText(decision.grade)},
            {"reason", dataText(decision.reason)},
            {"asked_by", locations(sources, decision.askedBy)},
            {"constrained_by", locations(sources, decision.constrainedBy)},
            {"required_by", texts(decision.requiredBy)},
            {"leaves_stale_metadata", decision.leavesStaleMetadata}};
}

OrderedJson fileNames(const SourceSet& sources, const std::vector<FileId>& files)
{
    OrderedJson out = OrderedJson::array();
    for (const FileId file : files)
        if (file.index() < sources.size()) out.push_back(dataText(sources.text(file).path()));
    return out;
}

OrderedJson installOf(const SourceSet& sources, const InstallStep& step, std::size_t index)
{
    OrderedJson decisions = OrderedJson::array();
    for (const Decision& decision : step.decisions)
        decisions.push_back(decisionOf(sources, decision));
    return {{"index", index},
            {"layer", step.layer},
            {"stage", step.stage},
            {"tool", toText(step.command.tool)},
            {"action", toText(step.command.action)},
            {"command", dataText(step.text)},
            {"location", jsonLocation(sources, step.span)},
            {"environment", optionalText(step.environment)},
            {"completeness", completenessText(step.completeness)},
            {"resolved", step.resolved},
            {"certain_to_run", step.certainToRun},
            {"requirement_files", fileNames(sources, step.requirementFiles)},
            {"constraint_files", fileNames(sources, step.constraintFiles)},
            {"failure", step.failure ? OrderedJson(dataText(*step.failure)) : OrderedJson()},
            {"failure_kind",
             step.failureKind ? OrderedJson(dataText(*step.failureKind)) : OrderedJson()},
            {"conflict", optionalText(step.conflictDerivation)},
            {"failure_locations", locations(sources, step.failureSpans)},
            {"notes", texts(step.notes)},
            {"decisions", std::move(decisions)}};
}

OrderedJson distributionOf(const SourceSet& sources, const InstalledDistribution& distribution)
{
    OrderedJson out = {{"name", dataText(distribution.name)}};
    if (distribution.version)
        out["version"] = dataText(*distribution.version);
    else {
        out["version"] = nullptr;
        out["version_unknown"] = dataText(distribution.version.reason());
    }
    out["range"] = optionalText(distribution.range);
    out["index"] = optionalText(distribution.index);
    out["installer"] = optionalText(distribution.installer);
    out["metadata"] = toText(distribution.metadata);
    out["layer"] = distribution.layer;
    out["grade"] = toText(distribution.grade);
    out["asked_by"] =
        distribution.askedBy ? jsonLocation(sources, *distribution.askedBy) : OrderedJson();
    out["required_by"] = texts(distribution.requiredBy);
    out["stale_versions"] = texts(distribution.staleVersions);
    return out;
}

OrderedJson environmentOf(const SourceSet& sources, const Environment& environment)
{
    OrderedJson distributions = OrderedJson::array();
    for (const InstalledDistribution& distribution : environment.distributions)
        distributions.push_back(distributionOf(sources, distribution));
    OrderedJson out = {{"name", dataText(environment.name)},
                       {"prefix", dataText(environment.prefix)},
                       {"kind", environmentKindText(environment.kind)}};
    setKnown(out, "python", environment.python);
    setKnown(out, "externally_managed", environment.externallyManaged);
    out["complete"] = environment.complete;
    out["incomplete_reason"] = optionalText(environment.incompleteReason);
    out["distributions"] = std::move(distributions);
    return out;
}

std::string_view roleText(Mention::Role role)
{
    switch (role) {
    case Mention::Role::Argument:
        return "argument";
    case Mention::Role::RequirementLine:
        return "requirement";
    case Mention::Role::Constraint:
        return "constraint";
    }
    return {};
}

OrderedJson mentionOf(const SourceSet& sources, const Mention& mention)
{
    return {{"name", dataText(mention.name)},  {"specifier", dataText(mention.specifier)},
            {"role", roleText(mention.role)},  {"layer", mention.layer},
            {"install", mention.install},      {"applies", mention.applies},
            {"extras", texts(mention.extras)}, {"location", jsonLocation(sources, mention.span)}};
}

OrderedJson linkOf(const SourceSet& sources,
                   const ChainLink& link) // NOLINT(misc-no-recursion): chains are some links deep.
{
    OrderedJson links = OrderedJson::array();
    for (const ChainLink& below : link.links)
        links.push_back(linkOf(sources, below));
    return {{"from", dataText(link.from)},
            {"to", dataText(link.to)},
            {"state", toText(link.state)},
            {"account", dataText(link.account)},
            {"location", link.span ? jsonLocation(sources, *link.span) : OrderedJson()},
            {"facts", factList(link.facts)},
            {"links", std::move(links)}};
}

OrderedJson fixOf(const Audit& audit, const Fix& fix)
{
    OrderedJson edits = OrderedJson::array();
    for (const TextEdit& edit : fix.edits.edits())
        edits.push_back({{"location", jsonLocation(audit.model.sources, edit.span)},
                         {"replacement", dataText(edit.replacement)}});
    OrderedJson out = {{"id", dataText(fix.id)},
                       {"title", dataText(fix.title)},
                       {"reason", dataText(fix.reason)},
                       {"applicability", toText(fix.applicability)},
                       {"edits", std::move(edits)},
                       {"diff", dataText(diffOf(audit, fix))},
                       {"outcome", nullptr}};
    if (fix.outcome)
        out["outcome"] = {{"before", toText(fix.outcome->before)},
                          {"after", toText(fix.outcome->after)},
                          {"removed", texts(fix.outcome->removed)},
                          {"added", texts(fix.outcome->added)},
                          {"environment", texts(fix.outcome->environment)}};
    return out;
}

OrderedJson findingOf(const Audit& audit, const Finding& finding, const std::string& fingerprint)
{
    const SourceSet& sources = audit.model.sources;
    OrderedJson places = OrderedJson::array({jsonLocation(sources, finding.span)});
    OrderedJson evidence = OrderedJson::array();
    for (const Evidence& item : finding.evidence) {
        evidence.push_back(
            {{"text", dataText(item.text)},
             {"location", item.span ? jsonLocation(sources, *item.span) : OrderedJson()}});
        if (!item.span) continue;
        OrderedJson place = jsonLocation(sources, *item.span);
        if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
    }
    OrderedJson fixes = OrderedJson::array();
    for (const Fix& fix : finding.fixes)
        fixes.push_back(fixOf(audit, fix));
    const Finding::MatrixCells& cells = finding.cells;
    return {{"id", dataText(finding.id)},
            {"fingerprint", fingerprint},
            {"rule", dataText(finding.rule)},
            {"subject", dataText(finding.subject)},
            {"level", toText(finding.level)},
            {"probability", toText(finding.probability)},
            {"impact", toText(finding.impact)},
            {"grade", toText(finding.grade)},
            {"priority", toText(finding.priority)},
            {"title", dataText(finding.title)},
            {"message", dataText(finding.message)},
            {"locations", std::move(places)},
            {"evidence", std::move(evidence)},
            {"facts", factList(finding.facts)},
            {"packages", texts(finding.packages)},
            {"layers", finding.layers},
            {"would_make_certain", optionalText(finding.wouldMakeCertain)},
            {"matrix",
             {{"dockerfile", dataText(cells.dockerfile)},
              {"requirements", dataText(cells.requirements)},
              {"conflict", dataText(cells.conflict)}}},
            {"suppressed_by",
             finding.suppressedBy ? OrderedJson(dataText(*finding.suppressedBy)) : OrderedJson()},
            {"fixes", std::move(fixes)}};
}

/// Facts by their id, once each: what `pinwheel diff` compares to tell a changed fact from a
/// changed project.
OrderedJson citedFacts(const Audit& audit)
{
    std::map<std::string, const FactCitation*> byId;
    for (const Finding& finding : audit.findings)
        for (const FactCitation& fact : finding.facts)
            byId.emplace(fact.id, &fact);
    std::vector<FactCitation> facts;
    for (const auto& [id, fact] : byId)
        facts.push_back(*fact);
    return factList(facts);
}

} // namespace

std::string renderJson(const Audit& audit, const ReportOptions& options)
{
    const AuditModel& model = audit.model;
    const SourceSet& sources = model.sources;
    OrderedJson out = {
        {"schema_version", schemaVersion},
        {"tool", {{"name", "pinwheel"}, {"version", optionalText(options.toolVersion)}}},
        {"project", optionalText(options.project)},
        {"overall",
         {{"before", toText(audit.before)}, {"after_fixes", toText(audit.afterSafeFixes)}}},
        {"counts",
         {{"critical", audit.counts.critical},
          {"high", audit.counts.high},
          {"medium", audit.counts.medium},
          {"low", audit.counts.low}}},
        {"options", optionsOf(model.options)},
        {"index_date", optionalText(audit.indexDate)},
        {"knowledge_date", optionalText(audit.knowledgeDate)},
        {"inputs", inputsOf(sources)}};
    for (const char* key : {"stages", "layers", "findings", "decisions", "installs", "environments",
                            "mentions", "chains"})
        out[key] = OrderedJson::array();
    for (const StageTrace& stage : model.trace.stages)
        out["stages"].push_back(stageOf(sources, stage, stage.index == model.trace.targetStage));
    for (const Layer& layer : model.trace.layers)
        out["layers"].push_back(layerOf(audit, layer));
    const auto fingerprints = fingerprintsOf(audit);
    for (std::size_t i = 0; i < audit.findings.size(); ++i)
        out["findings"].push_back(findingOf(audit, audit.findings[i], fingerprints[i]));
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        OrderedJson install = installOf(sources, step, i);
        for (OrderedJson& decision : install["decisions"]) {
            decision["install"] = i;
            decision["layer"] = step.layer;
            out["decisions"].push_back(std::move(decision));
        }
        install.erase("decisions");
        out["installs"].push_back(std::move(install));
    }
    if (const StageTrace* stage = targetStage(audit))
        for (const EnvironmentPtr& environment : stage->environments)
            if (environment) out["environments"].push_back(environmentOf(sources, *environment));
    out["environment_after_fixes"] = audit.environmentAfterFixes
        ? environmentOf(sources, *audit.environmentAfterFixes)
        : OrderedJson();
    for (const Mention& mention : model.trace.mentions)
        out["mentions"].push_back(mentionOf(sources, mention));
    for (const Chain& chain : audit.chains) {
        OrderedJson links = OrderedJson::array();
        for (const ChainLink& link : chain.links)
            links.push_back(linkOf(sources, link));
        out["chains"].push_back({{"id", dataText(chain.id)},
                                 {"title", dataText(chain.title)},
                                 {"links", std::move(links)}});
    }
    out["all_safe_fixes"] = audit.allSafeFixes ? fixOf(audit, *audit.allSafeFixes) : OrderedJson();
    out["facts"] = citedFacts(audit);
    out["unknowns"] = texts(unknownsOf(audit));
    out["verification"] = dataText(verificationScript(audit).python);
    return jsonText(out);
}

} // namespace pinwheel
