// What a reader of paper wants differs from the screen: the verdict and its scope on the first
// page, each finding whole, long lists of new dependencies as running text. All of it is computed
// from the audit, as in the other formats.

#include "core/report/figures.h"
#include "core/report/paper_writer.h"

#include <algorithm>

namespace pinwheel {

using namespace paper;

PaperWriter::PaperWriter(const Audit& audit, const ReportOptions& options)
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

PaperDocument PaperWriter::build()
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

void PaperWriter::addTitle(const ReportOptions& options)
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

void PaperWriter::addScope()
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
    row("Platform", cell(targetPlatform(m_audit.model)));
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

void PaperWriter::addSummary()
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

PaperHeatMap PaperWriter::heatMap() const
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

void PaperWriter::addQuote(Span span, std::size_t count, std::string_view tone)
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

void PaperWriter::addFindings()
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

void PaperWriter::addFinding(const Finding& finding)
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

void PaperWriter::addReferences(PaperText& text, const std::vector<FactCitation>& facts)
{
    for (const FactCitation& fact : facts) {
        const std::size_t number = m_facts.numberOf(fact);
        if (&fact != &facts.front()) text.push_back(words(", ", PaperStyle::Soft));
        PaperRun run = words(formatted("[{}]", number), PaperStyle::Soft);
        run.target = formatted("#fact-{}", number);
        text.push_back(std::move(run));
    }
}

void PaperWriter::addFacts()
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

std::string PaperWriter::fixId(const Fix& fix) const
{
    for (const ProposedFix& proposed : m_fixes)
        if (proposed.fix->edits == fix.edits) return "fix-" + proposed.fix->id;
    return {};
}

PaperDocument paperOf(const Audit& audit, const ReportOptions& options)
{
    return PaperWriter(audit, options).build();
}

} // namespace pinwheel
