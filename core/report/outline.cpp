#include "core/report/outline.h"

#include "core/base/format.h"
#include "core/base/limits.h"
#include "core/dockerfile/dockerfile.h"
#include "core/report/places.h"
#include "core/text/line_diff.h"

#include <algorithm>
#include <map>
#include <set>

namespace pinwheel {
namespace {

void addOnce(std::vector<std::string>& out, const std::string& text)
{
    if (!text.empty() && std::ranges::find(out, text) == out.end()) out.push_back(text);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// "ok" as long as nothing is said against it.
void judgeInstalls(const BuildTrace& trace, const Layer& layer, LayerVerdict& verdict)
{
    for (const std::uint32_t index : layer.installs) {
        if (index >= trace.installs.size()) continue;
        const InstallStep& step = trace.installs[index];
        if (step.failure) {
            verdict.word = "fails";
            verdict.text = *step.failure;
            return;
        }
        const bool open = step.completeness == Completeness::Unknown
            || std::ranges::any_of(step.decisions, [](const Decision& d) {
                              return d.kind == DecisionKind::Undetermined;
                          });
        if (open && verdict.word == "ok") {
            verdict.word = "unknown";
            verdict.text =
                step.notes.empty() ? "what it installs is not known" : step.notes.front();
        }
    }
}

/// What a mention asks for, with its place: "==2.5.1 (Dockerfile:62)".
std::string mentionText(const Audit& audit, const Mention& mention)
{
    const Place place = placeOf(audit.model.sources, mention.span);
    const std::string specifier = mention.specifier.empty() ? "any version" : mention.specifier;
    return formatted("{} ({}:{})", specifier, place.file, place.begin.line);
}

} // namespace

bool touches(const Finding& finding, const Layer& layer)
{
    if (std::ranges::find(finding.layers, layer.number) != finding.layers.end()) return true;
    return finding.layers.empty()
        && layer.span.contains(Span {finding.span.file, finding.span.begin, finding.span.begin});
}

std::vector<const Finding*> activeFindings(const Audit& audit)
{
    std::vector<const Finding*> out;
    for (const Finding& finding : audit.findings)
        if (!finding.suppressedBy) out.push_back(&finding);
    return out;
}

std::vector<const Finding*> suppressedFindings(const Audit& audit)
{
    std::vector<const Finding*> out;
    for (const Finding& finding : audit.findings)
        if (finding.suppressedBy) out.push_back(&finding);
    return out;
}

const StageTrace* targetStage(const Audit& audit)
{
    const BuildTrace& trace = audit.model.trace;
    return trace.targetStage < trace.stages.size() ? &trace.stages[trace.targetStage] : nullptr;
}

std::string targetName(const Audit& audit)
{
    const StageTrace* stage = targetStage(audit);
    if (!stage) return {};
    const std::string name =
        stage->name.empty() ? formatted("stage {}", stage->index) : stage->name;
    const bool last = audit.model.trace.targetStage + 1 == audit.model.trace.stages.size();
    return last && stage->name.empty() ? "final" : name;
}

EnvironmentPtr finalEnvironment(const Audit& audit)
{
    const StageTrace* stage = targetStage(audit);
    if (!stage || stage->environments.empty()) return nullptr;
    for (const EnvironmentPtr& environment : stage->environments)
        if (environment && environment->name == stage->finalPython) return environment;
    return stage->environments.front();
}

LayerVerdict verdictOf(const Audit& audit, const Layer& layer)
{
    LayerVerdict verdict {.word = "ok"};
    judgeInstalls(audit.model.trace, layer, verdict);
    for (const Finding* finding : activeFindings(audit))
        if (touches(*finding, layer)) verdict.findings.push_back(finding);
    std::ranges::stable_sort(verdict.findings, std::ranges::greater {}, &Finding::level);
    if (!verdict.findings.empty() && verdict.word != "fails") {
        verdict.word = toText(verdict.findings.front()->level);
        verdict.text = verdict.findings.front()->title;
    }
    return verdict;
}

std::vector<MatrixRow> matrixRows(const Audit& audit)
{
    std::map<std::string, std::vector<const Mention*>> byName;
    for (const Mention& mention : audit.model.trace.mentions)
        if (mention.applies) byName[mention.name].push_back(&mention);
    std::map<std::string, MatrixRow> rows;
    for (const auto& [name, mentions] : byName) {
        std::vector<std::string> dockerfile;
        std::vector<std::string> requirements;
        std::set<Span> places;
        for (const Mention* mention : mentions) {
            places.insert(mention->span);
            addOnce(mention->role == Mention::Role::RequirementLine ? requirements : dockerfile,
                    mentionText(audit, *mention));
        }
        if (places.size() < 2) continue;
        rows[name] = {name,   joined(dockerfile, "; "), joined(requirements, "; "), "none", "none",
                      nullptr};
    }
    for (const Finding* finding : activeFindings(audit)) {
        const Finding::MatrixCells& cells = finding->cells;
        if (cells.dockerfile.empty() && cells.requirements.empty() && cells.conflict.empty())
            continue;
        MatrixRow& row = rows[finding->subject];
        if (row.finding) continue; // the worst one comes first
        if (row.package.empty())
            row = {finding->subject, cells.dockerfile, cells.requirements, {}, {}, nullptr};
        row.conflict = cells.conflict.empty() ? finding->title : cells.conflict;
        row.risk = toText(finding->level);
        row.finding = finding;
    }
    std::vector<MatrixRow> out;
    for (auto& [name, row] : rows)
        out.push_back(std::move(row));
    std::ranges::stable_sort(out, [](const MatrixRow& a, const MatrixRow& b) {
        const auto rank = [](const MatrixRow& row) {
            return row.finding ? static_cast<int>(row.finding->level) : -1;
        };
        return rank(a) > rank(b);
    });
    return out;
}

std::vector<OrderedStep> correctOrder(const Audit& audit)
{
    const AuditModel& model = audit.model;
    if (model.dockerfileText.index() >= model.sources.size()) return {};
    const SourceText& text = model.sources.text(model.dockerfileText);
    std::map<std::string, const Layer*, std::less<>> before;
    for (const Layer& layer : model.trace.layers)
        if (layer.inTarget) before.emplace(std::string(model.sources.slice(layer.span)), &layer);
    std::set<std::string, std::less<>> present;
    for (const Instruction& instruction : model.dockerfile.instructions)
        present.emplace(model.sources.slice(instruction.span));

    std::string fixedText(text.bytes());
    if (audit.allSafeFixes)
        fixedText = applyEdits(fixedText, model.dockerfileText, audit.allSafeFixes->edits);
    const Dockerfile fixed = parseDockerfile(model.dockerfileText, fixedText);
    // The same words may stand in a stage that the target does not need; fixes neither add nor
    // remove stages.
    std::size_t stage = 0;
    const auto isNeeded = [&](const Instruction& instruction) {
        if (instruction.keyword == "FROM") ++stage;
        return stage == 0 || stage > model.trace.stages.size()
            || model.trace.stages[stage - 1].inTarget;
    };
    std::vector<OrderedStep> steps;
    for (const Instruction& instruction : fixed.instructions) {
        const std::string words = fixedText.substr(instruction.span.begin, instruction.span.size());
        if (!isNeeded(instruction)) continue;
        const auto layer = before.find(words);
        const bool changed = !present.contains(words);
        if (layer == before.end() && !changed) continue;
        std::string title;
        if (layer != before.end()) title = layerInWords(*layer->second);
        steps.push_back({instruction.startLine, std::move(title), words, changed});
    }
    return steps;
}

std::vector<const Finding*> leftAfterSafeFixes(const Audit& audit)
{
    std::vector<const Finding*> out;
    const auto isRemoved = [&](const Finding& finding) {
        if (!audit.allSafeFixes || !audit.allSafeFixes->outcome) return false;
        return std::ranges::find(audit.allSafeFixes->outcome->removed, finding.title)
            != audit.allSafeFixes->outcome->removed.end();
    };
    for (const Finding* finding : activeFindings(audit))
        if (finding->level >= Level::High && !isRemoved(*finding)) out.push_back(finding);
    return out;
}

std::string layerTitle(const Layer& layer)
{
    if (layer.subtitle.empty()) return layer.title;
    const bool goesOn = layer.subtitle.starts_with('+') || layer.subtitle.starts_with("and ");
    return formatted("{}{} {}", layer.title, goesOn ? "" : ",", layer.subtitle);
}

std::string layerInWords(const Layer& layer)
{
    if (layer.tool.empty()) return layerTitle(layer);
    const bool isInstruction =
        std::ranges::none_of(layer.tool, [](char c) { return c >= 'a' && c <= 'z'; });
    return formatted("{}{} {}", layer.tool, isInstruction ? "" : ":", layerTitle(layer));
}

std::string_view harmOf(Impact impact)
{
    switch (impact) {
    case Impact::Critical:
        return "the image does not build, does not start or computes wrongly";
    case Impact::High:
        return "a wrong binary or a broken feature at run time";
    case Impact::Medium:
        return "drift that may break later";
    case Impact::Low:
        return "waste or untidiness";
    }
    return {};
}

std::string countsSentence(const LevelCounts& counts)
{
    std::vector<std::string> parts;
    if (counts.critical > 0) parts.push_back(formatted("{} critical", counts.critical));
    if (counts.high > 0) parts.push_back(formatted("{} high", counts.high));
    if (counts.medium > 0) parts.push_back(formatted("{} medium", counts.medium));
    if (counts.low > 0) parts.push_back(formatted("{} low", counts.low));
    return parts.empty() ? "no findings" : joined(parts, ", ");
}

std::string riskSentence(const Audit& audit)
{
    if (activeFindings(audit).empty())
        return formatted("{} risk; nothing was found", toText(audit.before));
    if (!audit.allSafeFixes)
        return formatted("{} risk; no safe fix is on offer", toText(audit.before));
    if (audit.before == audit.afterSafeFixes)
        return formatted("{} risk, also after all safe fixes", toText(audit.before));
    return formatted("{} risk; {} after all safe fixes", toText(audit.before),
                     toText(audit.afterSafeFixes));
}

namespace {

/// Remarks of one layer up to which each stands for itself.
constexpr std::size_t remarksOfALayer = 3;

std::vector<std::string> collectUnknowns(const Audit& audit, bool brief)
{
    std::vector<std::string> out = audit.limitsReached;
    const StageTrace* stage = targetStage(audit);
    if (stage && !stage->base.recognized && !stage->base.reference.empty())
        addOnce(out,
                formatted("the base image {} is not in the knowledge base", stage->base.reference));
    if (stage)
        for (const EnvironmentPtr& environment : stage->environments)
            if (environment && !environment->complete)
                addOnce(out, formatted("{}: {}", environment->name, environment->incompleteReason));
    for (const InstallStep& step : audit.model.trace.installs) {
        if (brief && step.notes.size() > remarksOfALayer) {
            addOnce(out,
                    formatted("layer {}: {}; and {} remarks of this kind", step.layer,
                              step.notes.front(), step.notes.size() - 1));
            continue;
        }
        for (const std::string& note : step.notes)
            addOnce(out, formatted("layer {}: {}", step.layer, note));
    }
    if (const std::string untried = untriedFixesSentence(audit.fixTrials); !untried.empty())
        addOnce(out, untried);
    if (audit.indexDate.empty())
        addOnce(out, "no package index was at hand: versions are reasoned over as ranges");
    return out;
}

} // namespace

std::string untriedFixesSentence(const FixTrials& trials)
{
    if (trials.notTried == 0) return {};
    const std::size_t all = trials.tried + trials.notTried;
    return formatted("{} of {} {}not tried and {} not offered: one audit simulates at most {} "
                     "fixes or {} MB of text",
                     trials.notTried, all,
                     all == 1                   ? "fix was "
                         : trials.notTried == 1 ? "fixes was "
                                                : "fixes were ",
                     trials.notTried == 1 ? "is" : "are", limits::fixTrials,
                     limits::fixTrialBytes >> 20);
}

std::vector<std::string> unknownsOf(const Audit& audit)
{
    return collectUnknowns(audit, false);
}

std::vector<std::string> unknownsInBrief(const Audit& audit)
{
    return collectUnknowns(audit, true);
}

std::vector<std::string> mainChanges(const Audit& audit, const Fix& fix, std::size_t count)
{
    if (!fix.outcome) return {};
    std::set<std::string, std::less<>> named;
    for (const Mention& mention : audit.model.trace.mentions)
        named.insert(mention.name);
    std::vector<std::string> out = fix.outcome->environment;
    std::ranges::stable_partition(out, [&](const std::string& change) {
        return named.contains(change.substr(0, change.find_first_of(" :")));
    });
    if (out.size() <= count + 1) return out;
    const std::size_t more = out.size() - count;
    out.resize(count);
    out.push_back(formatted("and {} more changes", more));
    return out;
}

std::string diffOf(const Audit& audit, const Fix& fix)
{
    if (fix.outcome && !fix.outcome->diff.empty()) return fix.outcome->diff;
    std::string out;
    for (const FileId file : fix.edits.files()) {
        if (file.index() >= audit.model.sources.size()) continue;
        const SourceText& text = audit.model.sources.text(file);
        out += unifiedDiff(text.path(), text.bytes(), applyEdits(text.bytes(), file, fix.edits));
    }
    return out;
}

namespace {

/// What InstalledDistribution::versionText says of a version that nothing is known of.
constexpr std::string_view unknownVersion = "?";
const std::string notKnown = "not known";

} // namespace

std::string versionWithIndex(const std::string& version, const std::string& index)
{
    const std::string& told = version == unknownVersion ? notKnown : version;
    if (told.empty() || index.empty()) return told;
    return formatted("{} ({})", told, index);
}

std::string changeText(const Decision& decision)
{
    const std::string& name = decision.displayName.empty() ? decision.name : decision.displayName;
    if (decision.before.empty()) return formatted("{} {}", name, decision.after);
    if (decision.before == decision.after || decision.after.empty())
        return formatted("{} {}", name, decision.before);
    return formatted("{} {} → {}", name, decision.before, decision.after);
}

std::vector<std::string> sourcesOf(const std::vector<FactCitation>& facts)
{
    std::vector<std::string> out;
    for (const FactCitation& fact : facts) {
        const std::string source = sourceInBrief(fact.source);
        addOnce(out, fact.date.empty() ? source : formatted("{}, {}", source, fact.date));
    }
    return out;
}

std::string sourceInBrief(std::string_view source)
{
    // Sources are told apart by semicolons; one inside brackets belongs to a remark on its source.
    std::vector<std::size_t> ends;
    int depth = 0;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '(')
            ++depth;
        else if (source[i] == ')')
            depth = std::max(0, depth - 1);
        else if (source[i] == ';' && depth == 0)
            ends.push_back(i);
    }
    if (ends.empty()) return std::string(source);
    return formatted("{} and {} more", source.substr(0, ends.front()), ends.size());
}

std::size_t CitedFacts::numberOf(const FactCitation& fact)
{
    auto found = std::ranges::find(m_facts, fact);
    if (found == m_facts.end()) found = m_facts.insert(m_facts.end(), fact);
    return static_cast<std::size_t>(found - m_facts.begin()) + 1;
}

std::vector<std::string> fingerprintsOf(const Audit& audit)
{
    std::vector<std::string> out;
    std::map<std::string, int> seen;
    for (const Finding& finding : audit.findings) {
        std::string text = finding.rule + '\n' + finding.subject + '\n'
            + placeOf(audit.model.sources, finding.span).file;
        for (const QuotedLine& line : quoteLines(audit.model.sources, finding.span)) {
            const std::size_t first = line.text.find_first_not_of(' ');
            if (first != std::string::npos) text += '\n' + line.text.substr(first);
        }
        const std::string hash = sha256(text).substr(0, 32);
        out.push_back(formatted("{}:{}", hash, ++seen[hash]));
    }
    return out;
}

} // namespace pinwheel
