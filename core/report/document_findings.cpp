// What was found: each finding whole, with its quoted source, the risk and what to do.

#include "core/report/document_writer.h"

#include <algorithm>

namespace pinwheel {

using namespace rich;

namespace {

/// Lines that are quoted of the place of a finding, and of each of its evidence.
constexpr std::size_t quotedOfFinding = 6;
constexpr std::size_t quotedOfEvidence = 2;
/// Pieces of evidence that are quoted: a list of thirty places is read as a list.
constexpr std::size_t quotedEvidence = 12;
/// Changes of the environment that are named with one fix.
constexpr std::size_t changesOfAFix = 8;

bool isWorst(const Finding* finding)
{
    return finding->level >= Level::High;
}

} // namespace

void DocumentWriter::addFindings()
{
    section("Critical findings", "critical");
    if (std::ranges::none_of(m_findings, isWorst))
        paragraph("There is no finding of critical or high level.");
    for (const Finding* finding : m_findings)
        if (isWorst(finding)) addFinding(*finding);
    section("Other findings", "findings");
    if (m_findings.empty())
        paragraph("Nothing was found.");
    else if (std::ranges::all_of(m_findings, isWorst))
        paragraph("There is no finding below high level.");
    for (const Finding* finding : m_findings)
        if (!isWorst(finding)) addFinding(*finding);
    addSuppressed();
}

void DocumentWriter::addSuppressed()
{
    const auto suppressed = suppressedFindings(m_audit);
    if (suppressed.empty()) return;
    section("Suppressed findings", "suppressed");
    ListBlock out;
    for (const Finding* finding : suppressed)
        out.items.push_back(
            {.text = {place(finding->span),
                      words(formatted(": {} ({}; {})", oneLine(finding->title),
                                      oneLine(finding->rule), oneLine(*finding->suppressedBy)))}});
    add(std::move(out));
}

void DocumentWriter::addFinding(const Finding& finding)
{
    add(HeadingBlock {
        .depth = 2,
        .text = {words(formatted("{} · {}", oneLine(finding.rule), oneLine(finding.title)))},
        .id = idOf(finding),
        .beginsArticle = true});
    paragraph({toned(toText(finding.level)),
               words(formatted(" · probability {} × impact {} · verdict {} · ",
                               toText(finding.probability), toText(finding.impact),
                               toText(finding.grade)),
                     RunStyle::Soft),
               code(placeOf(m_audit.model.sources, finding.span).text())});
    if (CodeBlock quote =
            quoteOf(m_audit.model.sources, finding.span, quotedOfFinding, toText(finding.level));
        !quote.lines.empty())
        add(std::move(quote));
    labelled("Problem",
             {plain(sentence(finding.message.empty() ? finding.title : finding.message))});
    addEvidence(finding);
    addRisk(finding);
    addSolution(finding);
}

void DocumentWriter::addEvidence(const Finding& finding)
{
    if (!finding.evidence.empty()) labelled("Evidence", {});
    const bool isFew = finding.evidence.size() <= quotedEvidence;
    ListBlock out;
    for (const Evidence& evidence : finding.evidence) {
        ListItem item;
        if (evidence.span) {
            item.text = {place(*evidence.span), words(": ")};
            const bool isShown = evidence.span->file == finding.span.file
                && placeOf(m_audit.model.sources, *evidence.span).begin.line
                    == placeOf(m_audit.model.sources, finding.span).begin.line;
            CodeBlock quote =
                quoteOf(m_audit.model.sources, *evidence.span, quotedOfEvidence, "unknown");
            if (!isShown && !quote.lines.empty() && isFew) item.code = std::move(quote);
        }
        item.text.push_back(plain(ended(evidence.text)));
        out.items.push_back(std::move(item));
    }
    if (!out.items.empty()) add(std::move(out));
    if (finding.facts.empty()) return;
    RichText text = {words("It rests on ")};
    addReferences(text, finding.facts);
    text.push_back(words("."));
    labelled("Facts", std::move(text));
}

void DocumentWriter::addRisk(const Finding& finding)
{
    std::string text = formatted("What may happen: {}. Probability: {}.", harmOf(finding.impact),
                                 toText(finding.probability));
    if (finding.grade != Grade::Certain) {
        text += formatted(" The verdict is {}.", toText(finding.grade));
        if (!finding.wouldMakeCertain.empty())
            text += " What would make it certain: " + ended(finding.wouldMakeCertain);
    }
    labelled("Risk", {plain(text)});
}

void DocumentWriter::addSolution(const Finding& finding)
{
    if (finding.fixes.empty()) return labelled("Solution", {plain(withoutFix(m_audit, finding))});
    labelled("Solution", {});
    ListBlock out;
    for (const Fix& fix : finding.fixes) {
        TextRun title = plain(fix.title);
        if (const std::string id = idOf(fix); !id.empty()) title.target = "#" + id;
        ListItem item {
            .text = {std::move(title), words(formatted(" ({}).", toText(fix.applicability)))}};
        if (!fix.reason.empty()) item.text.push_back(words(" " + ended(fix.reason)));
        for (const std::string& change : mainChanges(m_audit, fix, changesOfAFix))
            item.items.push_back({.text = {plain(ended(change))}});
        out.items.push_back(std::move(item));
    }
    add(std::move(out));
}

void DocumentWriter::addReferences(RichText& text, const std::vector<FactCitation>& facts)
{
    for (const FactCitation& fact : facts) {
        const std::size_t number = m_facts.numberOf(fact);
        if (&fact != &facts.front()) text.push_back(words(", ", RunStyle::Soft));
        TextRun run = words(formatted("[{}]", number), RunStyle::Soft);
        run.target = formatted("#fact-{}", number);
        text.push_back(std::move(run));
    }
}

std::string DocumentWriter::idOf(const Finding& finding) const
{
    const auto found = std::ranges::find(m_findings, &finding);
    return found == m_findings.end() ? "" : formatted("finding-{}", found - m_findings.begin() + 1);
}

std::string DocumentWriter::idOf(const Fix& fix) const
{
    for (std::size_t i = 0; i < m_fixes.size(); ++i)
        if (m_fixes[i].fix->edits == fix.edits) return formatted("fix-{}", i + 1);
    return {};
}

} // namespace pinwheel
