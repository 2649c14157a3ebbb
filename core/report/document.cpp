// The document as a whole: what it opens with, and the order of its sections. A section without
// content says so in a sentence, so that a reader can tell "nothing" from "left out".

#include "core/report/document.h"

#include "core/report/document_writer.h"
#include "core/report/figures.h"

namespace pinwheel {

using namespace rich;

DocumentWriter::DocumentWriter(const Audit& audit, const ReportOptions& options)
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

ReportDocument DocumentWriter::build()
{
    addScope();
    add(ContentsBlock {});
    addSummary();
    addFindings();
    addOrder();
    addDecisions();
    addMatrix();
    addChains();
    addFixes();
    addCorrectOrder();
    addVerification();
    addScenarios();
    addRecommendations();
    addRiskSummary();
    addMethod();
    addUnknowns();
    addFacts();
    return std::move(m_out);
}

void DocumentWriter::labelled(std::string_view label, RichText text)
{
    if (!text.empty()) text.insert(text.begin(), words(" "));
    text.insert(text.begin(), words(formatted("{}.", label), RunStyle::Strong));
    paragraph(std::move(text));
}

void DocumentWriter::list(const std::vector<std::string>& items)
{
    ListBlock out;
    for (const std::string& item : items)
        out.items.push_back({.text = {plain(item)}});
    if (!out.items.empty()) add(std::move(out));
}

void DocumentWriter::addTitle(const ReportOptions& options)
{
    TitleBlock title {.title = "Build audit",
                      .project = oneLine(options.project),
                      .before = std::string(toText(m_audit.before)),
                      .after = {},
                      .counts = countsSentence(m_audit.counts)};
    if (m_audit.allSafeFixes) title.after = toText(m_audit.afterSafeFixes);
    add(std::move(title));
}

void DocumentWriter::addScope()
{
    const AuditOptions& options = m_audit.model.options;
    TableBlock table {.head = {"Scope", "Value"}, .widths = {0.2, 0.8}, .rows = {}};
    const auto row = [&](std::string_view name, RichText value) {
        table.rows.push_back({{plain(name)}, std::move(value)});
    };
    row("Target", cell(targetName(m_audit)));
    if (const StageTrace* stage = targetStage(m_audit))
        row("Base image", {code(stage->base.reference), words(" " + oneLine(stage->base.summary))});
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
                {code(text.path()), words(" SHA-256 " + sha256(text.bytes()), RunStyle::Soft)});
    }
    add(std::move(table));
}

void DocumentWriter::addSummary()
{
    section("Executive summary", "summary");
    RichText verdict = {words("The overall risk of this build is "), toned(toText(m_audit.before))};
    if (m_findings.empty()) {
        verdict.push_back(words(". Nothing was found."));
    } else if (m_audit.allSafeFixes) {
        verdict.push_back(words("; after all safe fixes, which were audited again, it is "));
        if (m_audit.before == m_audit.afterSafeFixes) verdict.push_back(words("still "));
        verdict.push_back(toned(toText(m_audit.afterSafeFixes)));
        verdict.push_back(words("."));
    } else {
        verdict.push_back(words("; no safe fix is on offer."));
    }
    if (const StageTrace* stage = targetStage(m_audit); stage && !stage->base.reference.empty()) {
        verdict.push_back(words(" Its base image is "));
        verdict.push_back(code(stage->base.reference));
        verdict.push_back(words("."));
    }
    paragraph(std::move(verdict));
    if (m_findings.empty()) return;
    add(riskFigure());
    TableBlock table {.head = {"Level", "Finding", "Place", "Priority"},
                      .widths = {0.1, 0.55, 0.22, 0.13},
                      .rows = {}};
    for (const Finding* finding : m_findings) {
        TextRun title = plain(finding->title);
        title.target = "#" + idOf(*finding);
        table.rows.push_back({{toned(toText(finding->level))},
                              {std::move(title)},
                              {place(finding->span)},
                              {plain(toText(finding->priority))}});
    }
    add(std::move(table));
}

RiskFigure DocumentWriter::riskFigure() const
{
    RiskFigure out;
    for (const auto& row : riskGrid(m_audit)) {
        std::vector<RiskFigure::Cell> cells;
        for (const RiskCell& found : row)
            cells.push_back({found.count, found.worst ? std::string(toText(*found.worst)) : ""});
        out.cells.push_back(std::move(cells));
    }
    return out;
}

void DocumentWriter::addFacts()
{
    section("Facts and their sources", "facts");
    if (m_facts.all().empty())
        return paragraph("No finding and no chain rests on a fact of the knowledge base.");
    ListBlock list {.style = ListStyle::References, .items = {}, .fold = {}};
    for (const FactCitation& fact : m_facts.all())
        list.items.push_back(
            {.text = {words(ended(fact.text) + " "), soft("Source: "), words(" "),
                      source(sourceInBrief(fact.source)),
                      words(fact.date.empty() ? "." : formatted(", {}.", oneLine(fact.date)),
                            RunStyle::Soft)},
             .id = formatted("fact-{}", m_facts.numberOf(fact)),
             .code = {},
             .items = {}});
    add(std::move(list));
}

ReportDocument documentOf(const Audit& audit, const ReportOptions& options)
{
    return DocumentWriter(audit, options).build();
}

} // namespace pinwheel
