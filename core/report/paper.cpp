// What a reader of paper wants differs from the screen: the verdict and its scope on the first
// page, each finding whole, long lists of new dependencies as running text. All of it is computed
// from the audit, as in the other formats.

#include "core/report/paper.h"

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/figures.h"
#include "core/report/outline.h"
#include "core/report/paper_runs.h"
#include "core/report/places.h"
#include "core/report/verification_script.h"

#include <algorithm>

namespace pinwheel {

using namespace paper;

namespace {

/// Remarks on one command up to which each stands on a line of its own.
constexpr std::size_t remarksAsList = 4;
/// Remarks on one command that are told; all of them stand in the JSON report.
constexpr std::size_t remarksTold = 16;
/// Changes of the environment that are named with all safe fixes.
constexpr std::size_t changesOfAll = 30;

std::string idOf(const Finding& finding)
{
    return "finding-" + finding.id;
}

class Paper
{
public:
    Paper(const Audit& audit, const ReportOptions& options)
        : m_audit(audit)
        , m_findings(activeFindings(audit))
    {
        m_out.title =
            options.project.empty() ? "Build audit" : "Build audit: " + oneLine(options.project);
        m_out.maker =
            options.toolVersion.empty() ? "Pinwheel" : "Pinwheel " + oneLine(options.toolVersion);
        m_out.date = audit.knowledgeDate;
        addTitle(options);
    }

    PaperDocument build()
    {
        addSummary();
        addFindings();
        addOrder();
        addDecisions();
        addMatrix();
        addChains();
        addFixes();
        addCorrectOrder();
        addVerification();
        addRecommendations();
        addMethod();
        addFacts();
        return std::move(m_out);
    }

private:
    void add(PaperBlock block) { m_out.blocks.push_back(std::move(block)); }
    void section(std::string_view text, std::string_view id)
    {
        add(PaperHeading {1, std::string(text), std::string(id)});
    }
    void heading(std::string_view text, std::string id = {})
    {
        add(PaperHeading {2, oneLine(text), std::move(id)});
    }
    void paragraph(PaperText text) { add(PaperParagraph {std::move(text), false, 0, {}}); }
    void paragraph(std::string_view text) { paragraph(PaperText {plain(text)}); }
    void item(PaperText text, int depth = 0)
    {
        add(PaperParagraph {std::move(text), true, depth, {}});
    }

    [[nodiscard]] PaperRun place(Span span) const
    {
        const Place at = placeOf(m_audit.model.sources, span);
        return code(formatted("{}:{}", at.file, at.begin.line));
    }

    void addTitle(const ReportOptions& options)
    {
        PaperTitle title {.title = "Build audit",
                          .project = oneLine(options.project),
                          .before = std::string(toText(m_audit.before)),
                          .after = {},
                          .counts = countsSentence(m_audit.counts)};
        if (m_audit.allSafeFixes) title.after = toText(m_audit.afterSafeFixes);
        add(std::move(title));
        addScope();
        add(PaperContents {});
    }

    void addScope()
    {
        const AuditOptions& options = m_audit.model.options;
        PaperTable table {.head = {"Scope", "Value"}, .widths = {0.2, 0.8}, .rows = {}};
        const auto row = [&](std::string_view name, PaperText value) {
            table.rows.push_back({{plain(name)}, std::move(value)});
        };
        row("Target", cell(targetName(m_audit)));
        if (const StageTrace* stage = targetStage(m_audit)) {
            row("Base image",
                {code(stage->base.reference), words(" " + oneLine(stage->base.summary))});
        }
        row("Platform", cell(options.platform));
        std::string gpus;
        for (const std::string& gpu : options.gpus)
            gpus += (gpus.empty() ? "" : ", ") + gpu;
        row("GPU", {plain(gpus.empty() ? "none chosen" : gpus)});
        if (!options.driver.empty()) row("Driver", {plain(options.driver)});
        if (const auto environment = finalEnvironment(m_audit))
            row("Environment", {plain(environment->name)});
        row("Index data", {plain(m_audit.indexDate.empty() ? "none" : m_audit.indexDate)});
        row("Facts", {plain(m_audit.knowledgeDate)});
        row("Made by", {plain(m_out.maker)});
        const SourceSet& sources = m_audit.model.sources;
        for (std::size_t i = 0; i < sources.size(); ++i) {
            const SourceText& text = sources.text(FileId {static_cast<std::uint32_t>(i)});
            if (text.origin() == TextOrigin::Disk)
                row("Input",
                    {code(text.path()),
                     words(" SHA-256 " + sha256(text.bytes()), PaperStyle::Soft)});
        }
        add(std::move(table));
    }

    void addSummary()
    {
        section("Executive summary", "summary");
        PaperText verdict = {words("The overall risk of this build is "),
                             toned(toText(m_audit.before))};
        if (m_audit.allSafeFixes) {
            verdict.push_back(words("; after all safe fixes, which were audited again, it is "));
            verdict.push_back(toned(toText(m_audit.afterSafeFixes)));
            verdict.push_back(plain("."));
        } else {
            verdict.push_back(plain(m_findings.empty() ? "." : "; no safe fix is on offer."));
        }
        paragraph(std::move(verdict));
        add(heatMap());
        if (m_findings.empty()) return paragraph("Nothing was found.");
        PaperTable table {.head = {"Level", "Finding", "Place", "Priority"},
                          .widths = {0.1, 0.55, 0.22, 0.13},
                          .rows = {}};
        for (const Finding* finding : m_findings) {
            PaperRun title = plain(finding->title);
            title.target = "#" + idOf(*finding);
            table.rows.push_back({{toned(toText(finding->level))},
                                  {std::move(title)},
                                  {place(finding->span)},
                                  {plain(toText(finding->priority))}});
        }
        add(std::move(table));
    }

    [[nodiscard]] PaperHeatMap heatMap() const
    {
        PaperHeatMap out;
        for (const auto& row : riskGrid(m_audit)) {
            std::vector<PaperHeatMap::Cell> cells;
            for (const RiskCell& found : row)
                cells.push_back(
                    {found.count, found.worst ? std::string(toText(*found.worst)) : ""});
            out.cells.push_back(std::move(cells));
        }
        return out;
    }

    void addQuote(Span span, std::size_t count, std::string_view tone)
    {
        PaperCode out {.fileName = placeOf(m_audit.model.sources, span).file,
                       .tone = std::string(tone),
                       .lines = {}};
        for (const QuotedLine& line : quoteLines(m_audit.model.sources, span, count))
            out.lines.push_back({.text = line.text,
                                 .number = line.number,
                                 .markBegin = line.markBeginByte,
                                 .markEnd = line.markEndByte});
        if (!out.lines.empty()) add(std::move(out));
    }

    void addFindings()
    {
        section("Findings", "findings");
        if (m_findings.empty()) paragraph("Nothing was found.");
        for (const Finding* finding : m_findings)
            addFinding(*finding);
        const auto suppressed = suppressedFindings(m_audit);
        if (suppressed.empty()) return;
        heading("Suppressed");
        for (const Finding* finding : suppressed)
            item({place(finding->span),
                  words(": " + oneLine(finding->title) + " (" + oneLine(*finding->suppressedBy)
                        + ")")});
    }

    void addFinding(const Finding& finding)
    {
        heading(finding.title, idOf(finding));
        paragraph({toned(toText(finding.level)),
                   words(formatted(" · {} · ", oneLine(finding.rule)), PaperStyle::Soft),
                   code(placeOf(m_audit.model.sources, finding.span).text()),
                   words(formatted(" · probability {} × impact {} · verdict {}",
                                     toText(finding.probability), toText(finding.impact),
                                     toText(finding.grade)),
                         PaperStyle::Soft)});
        addQuote(finding.span, 6, toText(finding.level));
        paragraph(ended(finding.message.empty() ? finding.title : finding.message));
        for (const Evidence& evidence : finding.evidence) {
            if (!evidence.span) {
                item({plain(ended(evidence.text))});
                continue;
            }
            item({place(*evidence.span), words(": " + ended(evidence.text))});
            const bool shown = placeOf(m_audit.model.sources, *evidence.span).begin.line
                    == placeOf(m_audit.model.sources, finding.span).begin.line
                && evidence.span->file == finding.span.file;
            if (!shown) addQuote(*evidence.span, 2, "unknown");
        }
        if (!finding.facts.empty()) {
            PaperText text = {words("Rests on ")};
            addReferences(text, finding.facts);
            item(std::move(text));
        }
        item({plain(formatted("What may happen: {}.", harmOf(finding.impact)))});
        if (finding.grade != Grade::Certain && !finding.wouldMakeCertain.empty())
            item({plain("What would make it certain: " + ended(finding.wouldMakeCertain))});
        if (finding.fixes.empty()) item({plain(withoutFix(m_audit, finding))});
        for (const Fix& fix : finding.fixes) {
            PaperRun title = plain(fix.title);
            if (const std::string id = fixId(fix); !id.empty()) title.target = "#" + id;
            item({words(formatted("Fix ({}): ", toText(fix.applicability)), PaperStyle::Strong),
                  std::move(title)});
        }
    }

    /// "[3], [7]": the facts stand once, at the end, however many findings rest on them.
    void addReferences(PaperText& text, const std::vector<FactCitation>& facts)
    {
        for (const FactCitation& fact : facts) {
            const std::size_t number = m_facts.numberOf(fact);
            if (&fact != &facts.front()) text.push_back(words(", ", PaperStyle::Soft));
            PaperRun run = words(formatted("[{}]", number), PaperStyle::Soft);
            run.target = formatted("#fact-{}", number);
            text.push_back(std::move(run));
        }
    }

    void addFacts()
    {
        if (m_facts.all().empty()) return;
        section("Facts and their sources", "facts");
        for (const FactCitation& fact : m_facts.all()) {
            const std::size_t number = m_facts.numberOf(fact);
            add(PaperParagraph {.text = {words(formatted("[{}] ", number), PaperStyle::Strong),
                                         words(ended(fact.text) + " "), source(fact.source),
                                         words(fact.date.empty() ? "" : ", " + oneLine(fact.date),
                                               PaperStyle::Soft)},
                                .isItem = false,
                                .depth = 0,
                                .id = formatted("fact-{}", number)});
        }
    }

    /// The heading under which a fix is shown with its diff.
    [[nodiscard]] std::string fixId(const Fix& fix) const
    {
        for (const ProposedFix& proposed : m_fixes)
            if (proposed.fix->edits == fix.edits) return "fix-" + proposed.fix->id;
        return {};
    }

    void addOrder()
    {
        section("Build execution order", "order");
        const auto layers = targetLayers(m_audit);
        if (layers.empty()) return paragraph("The build has no layer that matters to the audit.");
        PaperTimeline timeline;
        PaperTable table {.head = {"#", "Line", "Tool", "What it does", "Verdict", "Why"},
                          .widths = {0.05, 0.06, 0.09, 0.27, 0.1, 0.43},
                          .rows = {}};
        for (const Layer* layer : layers) {
            const LayerVerdict verdict = verdictOf(m_audit, *layer);
            timeline.cards.push_back({formatted("{} · line {}", layer->number, layer->line),
                                      oneLine(layer->title), oneLine(layer->subtitle),
                                      oneLine(formatted("{}: {}", layer->tool, verdict.word)),
                                      verdict.word});
            table.rows.push_back(
                {{plain(std::to_string(layer->number))},
                 {plain(std::to_string(layer->line))},
                 {plain(layer->tool)},
                 {plain(layerTitle(*layer))},
                 {toned(verdict.word)},
                 cell(verdict.text)});
        }
        for (const PackageLane& lane : packageLanes(m_audit)) {
            PaperTimeline::Lane out {oneLine(lane.name), {}};
            for (const LaneStop& stop : lane.stops) {
                const std::string& version =
                    stop.decision->after.empty() ? stop.decision->before : stop.decision->after;
                out.stops.push_back(
                    {stop.column,
                     oneLine(formatted("{} {}", toText(stop.decision->kind), version))});
            }
            timeline.lanes.push_back(std::move(out));
        }
        add(std::move(timeline));
        add(std::move(table));
    }

    void addDecisions()
    {
        section("Dependency decisions", "decisions");
        bool any = false;
        for (const InstallStep& step : m_audit.model.trace.installs) {
            if (step.decisions.empty() && step.notes.empty() && !step.failure) continue;
            any = true;
            addDecisionsOf(step);
        }
        if (!any) paragraph("No install command of the build decides about Python packages.");
    }

    void addDecisionsOf(const InstallStep& step)
    {
        heading(formatted("Layer {}, {}", step.layer, place(step.span).text));
        add(codeOf(step.text, "step.sh"));
        if (step.failure)
            paragraph({words("It ends with an error: ", PaperStyle::Strong, "fails"),
                       plain(ended(*step.failure))});
        if (!step.conflictDerivation.empty()) paragraph(ended(step.conflictDerivation));
        PaperTable table {.head = {"Package", "Before", "Decision", "After", "Grade", "Why"},
                          .widths = {0.17, 0.14, 0.125, 0.14, 0.095, 0.33},
                          .rows = {}};
        std::string followed;
        std::size_t count = 0;
        for (const Decision& decision : step.decisions) {
            const std::string& name =
                decision.displayName.empty() ? decision.name : decision.displayName;
            // What dependencies bring in is long and says little: names and versions in a
            // paragraph.
            if (decision.kind == DecisionKind::Install && decision.askedBy.empty()
                && !decision.after.empty()) {
                followed +=
                    formatted("{}{} {}{}", followed.empty() ? "" : ", ", name, decision.after,
                                decision.grade == Grade::Certain
                                    ? ""
                                    : formatted(" ({})", toText(decision.grade)));
                ++count;
                continue;
            }
            std::string why = decision.reason;
            if (decision.leavesStaleMetadata) why += "; the old version's metadata stays";
            table.rows.push_back({{code(name)},
                                  cell(versionWithIndex(decision.before, decision.beforeIndex)),
                                  {plain(toText(decision.kind))},
                                  cell(versionWithIndex(decision.after, decision.afterIndex)),
                                  {plain(toText(decision.grade))},
                                  cell(why)});
        }
        if (!table.rows.empty()) add(std::move(table));
        if (count > 0)
            paragraph(
                {words(count == 1 ? "One dependency is newly installed: "
                                  : formatted("{} dependencies are newly installed: ", count),
                       PaperStyle::Strong),
                 plain(followed + ".")});
        addRemarks(step.notes);
    }

    void addRemarks(const std::vector<std::string>& notes)
    {
        if (notes.size() <= remarksAsList) {
            for (const std::string& note : notes)
                item({words("Not known: ", PaperStyle::Strong, "unknown"), plain(ended(note))});
            return;
        }
        std::string all;
        for (std::size_t i = 0; i < std::min(notes.size(), remarksTold); ++i)
            all += (all.empty() ? "" : "; ") + oneLine(notes[i]);
        if (notes.size() > remarksTold)
            all += formatted("; and {} remarks of this kind", notes.size() - remarksTold);
        paragraph({words("Not known: ", PaperStyle::Strong, "unknown"),
                   words(ended(all), PaperStyle::Soft)});
    }

    void addMatrix()
    {
        section("Version conflict matrix", "matrix");
        PaperTable table {.head = {"Package", "Dockerfile", "Requirements", "Conflict", "Risk"},
                          .widths = {0.17, 0.25, 0.25, 0.23, 0.1},
                          .rows = {}};
        for (const MatrixRow& row : matrixRows(m_audit))
            table.rows.push_back({{code(row.package)},
                                  cell(row.dockerfile),
                                  cell(row.requirements),
                                  cell(row.conflict),
                                  {row.finding ? toned(row.risk) : plain(row.risk)}});
        if (table.rows.empty()) return paragraph("No package is named in more than one place.");
        add(std::move(table));
    }

    void addLinks(const std::vector<ChainLink>& links,
                  int depth) // NOLINT(misc-no-recursion): chains are some links deep.
    {
        for (const ChainLink& link : links) {
            const std::string_view tone = link.state == LinkState::Holds ? "ok"
                : link.state == LinkState::Breaks                        ? "fails"
                                                                         : "unknown";
            PaperText text = {
                strong(link.from),
                words(" → "),
                strong(link.to),
                words(": "),
                words(std::string(toText(link.state)), PaperStyle::Strong, std::string(tone)),
                words(". " + ended(link.account))};
            if (!link.facts.empty()) text.push_back(words(" "));
            addReferences(text, link.facts);
            item(std::move(text), depth);
            addLinks(link.links, depth + 1);
        }
    }

    void addChains()
    {
        section("Compatibility chains", "chains");
        if (std::ranges::all_of(m_audit.chains,
                                [](const Chain& chain) { return chain.links.empty(); }))
            paragraph(
                "The target stage holds nothing that a compatibility chain could be drawn for.");
        for (const Chain& chain : m_audit.chains) {
            if (chain.links.empty()) continue;
            heading(chain.title);
            addLinks(chain.links, 0);
        }
    }

    void addFixes()
    {
        section("Recommended fixes", "fixes");
        if (m_fixes.empty()) paragraph("No fix is on offer.");
        for (const ProposedFix& proposed : m_fixes) {
            heading(formatted("{} ({})", proposed.fix->title, place(proposed.finding->span).text),
                    "fix-" + proposed.fix->id);
            PaperRun title = plain(proposed.finding->title);
            title.target = "#" + idOf(*proposed.finding);
            paragraph(
                {words(formatted("Priority {} · {} · for ", toText(proposed.finding->priority),
                                   toText(proposed.fix->applicability)),
                       PaperStyle::Soft),
                 std::move(title)});
            if (!proposed.fix->reason.empty()) paragraph(ended(proposed.fix->reason));
            if (PaperCode diff = diffCode(diffOf(m_audit, *proposed.fix)); !diff.lines.empty())
                add(std::move(diff));
        }
        if (!m_audit.allSafeFixes) return;
        heading("All safe fixes together", "all-safe-fixes");
        paragraph({words("Overall risk: "), toned(toText(m_audit.before)), words(" before, "),
                   toned(toText(m_audit.afterSafeFixes)), words(" after.")});
        for (const std::string& change : mainChanges(m_audit, *m_audit.allSafeFixes, changesOfAll))
            item({plain(change)});
        if (PaperCode diff = diffCode(diffOf(m_audit, *m_audit.allSafeFixes)); !diff.lines.empty())
            add(std::move(diff));
    }

    void addCorrectOrder()
    {
        section("The correct build order", "correct-order");
        const auto steps = correctOrder(m_audit);
        if (steps.empty())
            return paragraph("The Dockerfile has no step that matters to the audit.");
        paragraph(m_audit.allSafeFixes
                      ? "The steps of the Dockerfile with all safe fixes applied; changed ones are "
                        "quoted."
                      : "No safe fix changes the order: these are the steps as they stand.");
        if (const auto left = leftAfterSafeFixes(m_audit); !left.empty()) {
            paragraph("These steps still hold what no safe fix removes:");
            for (const Finding* finding : left)
                item({toned(toText(finding->level)), words(": " + oneLine(finding->title) + " ("),
                      place(finding->span), words(")")});
        }
        for (const OrderedStep& step : steps) {
            const std::string what =
                step.title.empty() ? shortened(oneLine(step.text), 90) : oneLine(step.title);
            item({words(formatted("line {}: ", step.line), PaperStyle::Soft),
                  step.changed ? strong("changed") : plain(what)});
            if (step.changed) add(codeOf(step.text, "Dockerfile"));
        }
    }

    void addVerification()
    {
        section("Runtime verification", "verification");
        const VerificationScript script = verificationScript(m_audit);
        if (script.python.empty())
            return paragraph("The environment that the image ends with is not known, so there is "
                             "nothing to compare with.");
        paragraph(
            {plain(formatted("Expected in {}{}. Run it in the built image:", script.environment,
                               script.afterFixes ? ", with all safe fixes applied" : ""))});
        add(codeOf(script.command, "command.sh"));
        add(codeOf(script.python, "verify.py"));
    }

    void addRecommendations()
    {
        section("Recommendations", "recommendations");
        const Recommendations all = recommendationsOf(m_audit);
        const auto part = [this](std::string_view title, const std::vector<std::string>& items) {
            heading(title);
            if (items.empty()) paragraph("Nothing.");
            for (const std::string& text : items)
                item({plain(text)});
        };
        part("Immediate", all.immediate);
        part("Testing", all.testing);
        part("Monitoring", all.monitoring);
    }

    void addMethod()
    {
        section("Method and limits", "method");
        paragraph("The Dockerfile and the files that it installs from were read and evaluated "
                  "without building anything: no command of the build was run, no "
                  "package was downloaded. For each install command the decisions of the installer "
                  "were worked out on the index data named on the first page; "
                  "compatibility rests on facts with source and date.");
        paragraph("The level of a finding is its probability (certain, high, medium, low) times "
                  "its impact: critical means that the image does not build, does not "
                  "start or computes wrongly; high, a wrong binary or a broken feature at run "
                  "time; medium, drift that may break later; low, waste. The overall "
                  "risk is the worst level left. After fixes means: the safe ones were applied to "
                  "the texts, and the result was audited again.");
        heading("What is not known", "unknown");
        const auto unknowns = unknownsInBrief(m_audit);
        if (unknowns.empty()) paragraph("Nothing that the audit needed was missing.");
        for (const std::string& text : unknowns)
            item({plain(ended(text))});
    }

    const Audit& m_audit;
    const std::vector<const Finding*> m_findings;
    const std::vector<ProposedFix> m_fixes = proposedFixes(m_audit);
    CitedFacts m_facts;
    PaperDocument m_out;
};

} // namespace

PaperDocument paperOf(const Audit& audit, const ReportOptions& options)
{
    return Paper(audit, options).build();
}

} // namespace pinwheel
