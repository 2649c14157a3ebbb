#pragma once

// Writes an audit as a document for paper: one function per section, in three files by topic.

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/paper.h"
#include "core/report/paper_runs.h"
#include "core/report/places.h"

namespace pinwheel {

class PaperWriter
{
public:
    PaperWriter(const Audit& audit, const ReportOptions& options);

    /// The whole document; the writer is used up.
    PaperDocument build();

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
    void paragraph(std::string_view text) { paragraph(PaperText {paper::plain(text)}); }
    void item(PaperText text, int depth = 0)
    {
        add(PaperParagraph {std::move(text), true, depth, {}});
    }
    [[nodiscard]] static std::string idOf(const Finding& finding) { return "finding-" + finding.id; }
    [[nodiscard]] PaperRun place(Span span) const
    {
        const Place at = placeOf(m_audit.model.sources, span);
        return paper::code(formatted("{}:{}", at.file, at.begin.line));
    }

    void addTitle(const ReportOptions& options);
    void addScope();
    void addSummary();
    [[nodiscard]] PaperHeatMap heatMap() const;
    void addQuote(Span span, std::size_t count, std::string_view tone);
    void addFindings();
    void addFinding(const Finding& finding);
    /// "[3], [7]": the facts stand once, at the end, however many findings rest on them.
    void addReferences(PaperText& text, const std::vector<FactCitation>& facts);
    void addFacts();
    /// The heading under which a fix is shown with its diff.
    [[nodiscard]] std::string fixId(const Fix& fix) const;

    void addOrder();
    void addDecisions();
    void addDecisionsOf(const InstallStep& step);
    void addRemarks(const std::vector<std::string>& notes);
    void addMatrix();
    void addLinks(const std::vector<ChainLink>& links, int depth);
    void addChains();

    void addFixes();
    void addCorrectOrder();
    void addVerification();
    void addRecommendations();
    void addMethod();

    const Audit& m_audit;
    const std::vector<const Finding*> m_findings;
    const std::vector<ProposedFix> m_fixes = proposedFixes(m_audit);
    CitedFacts m_facts;
    PaperDocument m_out;
};

} // namespace pinwheel
