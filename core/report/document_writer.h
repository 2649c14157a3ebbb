#pragma once

// Writes an audit as a document: one function per section, in four files by topic.

#include "core/base/format.h"
#include "core/report/document.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/report/rich_text.h"

namespace pinwheel {

class DocumentWriter
{
public:
    DocumentWriter(const Audit& audit, const ReportOptions& options);

    /// The whole document; the writer is used up.
    ReportDocument build();

private:
    void add(ReportBlock block) { m_out.blocks.push_back(std::move(block)); }
    void section(std::string_view text, std::string_view id)
    {
        add(HeadingBlock {.depth = 1, .text = {rich::plain(text)}, .id = std::string(id)});
    }
    void heading(RichText text, std::string id = {})
    {
        add(HeadingBlock {.depth = 2, .text = std::move(text), .id = std::move(id)});
    }
    void heading(std::string_view text) { heading(RichText {rich::plain(text)}); }
    void paragraph(RichText text) { add(ParagraphBlock {std::move(text)}); }
    void paragraph(std::string_view text) { paragraph(RichText {rich::plain(text)}); }
    /// "Problem. The text": a paragraph that begins with what it is about.
    void labelled(std::string_view label, RichText text);
    void list(const std::vector<std::string>& items);
    /// The headings of a finding and of a fix, by their place in the report: no text from outside
    /// is in an id.
    [[nodiscard]] std::string idOf(const Finding& finding) const;
    [[nodiscard]] std::string idOf(const Fix& fix) const;
    [[nodiscard]] TextRun place(Span span) const
    {
        const Place at = placeOf(m_audit.model.sources, span);
        return rich::code(formatted("{}:{}", at.file, at.begin.line));
    }

    void addTitle(const ReportOptions& options);
    void addScope();
    void addSummary();
    [[nodiscard]] RiskFigure riskFigure() const;

    void addFindings();
    void addFinding(const Finding& finding);
    void addEvidence(const Finding& finding);
    void addRisk(const Finding& finding);
    void addSolution(const Finding& finding);
    void addSuppressed();
    /// "[3], [7]": the facts stand once, at the end, however many findings rest on them.
    void addReferences(RichText& text, const std::vector<FactCitation>& facts);
    void addFacts();

    void addOrder();
    [[nodiscard]] TimelineFigure timelineFigure(const std::vector<const Layer*>& layers) const;
    void addDecisions();
    void addDecisionsOf(const InstallStep& step);
    void addFollowed(const std::vector<const Decision*>& decisions);
    void addRemarks(const std::vector<std::string>& notes);
    void addMatrix();
    [[nodiscard]] std::vector<ListItem> itemsOf(const std::vector<ChainLink>& links);
    void addChains();

    void addFixes();
    void addFix(const ProposedFix& proposed);
    void addAllSafeFixes();
    void addCorrectOrder();
    void addVerification();
    void addScenarios();
    void addRecommendations();
    void addRiskSummary();
    void addMethod();
    void addUnknowns();

    const Audit& m_audit;
    const std::vector<const Finding*> m_findings;
    const std::vector<ProposedFix> m_fixes = proposedFixes(m_audit);
    CitedFacts m_facts;
    ReportDocument m_out;
};

} // namespace pinwheel
