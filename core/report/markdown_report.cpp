// The whole audit as GitHub-flavoured Markdown. Each section is computed from the audit; a section without content says
// so in a sentence, so that a reader can tell "nothing" from "left out".

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/markdown_summary.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/report/verification_script.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// Findings that the summary names; the rest is in its section.
constexpr std::size_t namedInSummary = 5;
/// Changes of the environment that are named with one fix, and with all of them.
constexpr std::size_t changesOfAFix = 8;
constexpr std::size_t changesOfAll = 30;

class MarkdownReport {
public:
    MarkdownReport(const Audit& audit, const ReportOptions& options)
        : m_audit(audit)
        , m_options(options)
        , m_findings(activeFindings(audit))
    {
    }

    std::string render()
    {
        addTitle();
        addExecutiveSummary();
        addFindings();
        addBuildOrder();
        addDecisions();
        addMatrix();
        addChains();
        addFixes();
        addCorrectOrder();
        addVerification();
        addScenarios();
        addRecommendations();
        addRiskSummary();
        addUnknowns();
        addFacts();
        addSuppressed();
        return std::move(m_out);
    }

private:
    void line(std::string_view text = {})
    {
        m_out += text;
        m_out += '\n';
    }
    void heading(int depth, std::string_view text)
    {
        if (!m_out.ends_with("\n\n")) line();
        line(std::string(static_cast<std::size_t>(depth), '#') + " " + std::string(text));
        line();
    }
    void row(const std::vector<std::string>& cells)
    {
        std::string out = "|";
        for (const std::string& cell : cells) out += formatted(" {} |", cell.empty() ? "–" : cell);
        line(out);
    }
    void table(const std::vector<std::string>& head)
    {
        row(head);
        std::string rule = "|";
        for (std::size_t i = 0; i < head.size(); ++i) rule += " --- |";
        line(rule);
    }
    [[nodiscard]] std::string place(Span span) const { return markdownCode(placeOf(m_audit.model.sources, span).text()); }
    [[nodiscard]] std::string lineOf(Span span) const
    {
        const Place at = placeOf(m_audit.model.sources, span);
        return markdownCode(formatted("{}:{}", at.file, at.begin.line));
    }
    [[nodiscard]] static std::string sentence(std::string_view text)
    {
        std::string out = markdownText(text);
        if (!out.empty() && !out.ends_with('.') && !out.ends_with('!') && !out.ends_with('?')) out += '.';
        return out;
    }

    void addTitle()
    {
        const std::string name = m_options.project.empty() ? "" : ": " + markdownText(m_options.project);
        line("# Build audit" + name);
    }

    void addExecutiveSummary()
    {
        const Audit& audit = m_audit;
        const AuditOptions& options = audit.model.options;
        heading(2, "Executive summary");
        line(formatted("**Overall risk: {}.** {}", toText(audit.before),
            m_findings.empty() ? std::string("Nothing was found.")
                : audit.allSafeFixes && audit.before == audit.afterSafeFixes
                ? std::string("All safe fixes together do not change it (the fixed text was audited again).")
                : audit.allSafeFixes ? formatted("After all safe fixes: **{}** (the fixed text was audited again).", toText(audit.afterSafeFixes))
                                     : std::string("No safe fix is on offer.")));
        if (!m_findings.empty()) line(formatted("Findings: {}.", countsSentence(audit.counts)));
        line();
        for (std::size_t i = 0; i < std::min(namedInSummary, m_findings.size()); ++i)
            line(formatted("- **{}**: {} ({})", toText(m_findings[i]->level), markdownText(m_findings[i]->title), lineOf(m_findings[i]->span)));
        if (m_findings.size() > namedInSummary) line(formatted("- and {} more, below", m_findings.size() - namedInSummary));
        if (!m_findings.empty()) line();
        table({"Scope", "Value"});
        if (audit.model.sources.size() > 0) row({"Dockerfile", markdownCode(audit.model.sources.text(audit.model.dockerfileText).path())});
        row({"Target", markdownText(targetName(audit))});
        if (const StageTrace* stage = targetStage(audit)) {
            row({"Base image", markdownCode(stage->base.reference)});
            if (!stage->base.summary.empty()) row({"It holds", markdownText(stage->base.summary)});
        }
        row({"Platform", markdownText(targetPlatform(audit.model))});
        std::string gpus;
        for (const std::string& gpu : options.gpus) gpus += (gpus.empty() ? "" : ", ") + gpu;
        row({"GPU", gpus.empty() ? "none chosen" : markdownText(gpus)});
        if (!options.driver.empty()) row({"Driver", markdownText(options.driver)});
        if (const auto environment = finalEnvironment(audit)) row({"Environment", markdownText(environment->name)});
        row({"Index data", audit.indexDate.empty() ? "none" : markdownText(audit.indexDate)});
        row({"Knowledge", markdownText(audit.knowledgeDate)});
        if (!m_options.toolVersion.empty()) row({"Made by", "Pinwheel " + markdownText(m_options.toolVersion)});
    }

    void addFindings()
    {
        heading(2, "Critical findings");
        const auto worst = [](const Finding* finding) { return finding->level >= Level::High; };
        if (std::ranges::none_of(m_findings, worst)) line("There is no finding of critical or high level.");
        for (const Finding* finding : m_findings)
            if (worst(finding)) addFinding(*finding);
        if (std::ranges::all_of(m_findings, worst)) return;
        heading(2, "Other findings");
        for (const Finding* finding : m_findings)
            if (!worst(finding)) addFinding(*finding);
    }

    void addFinding(const Finding& finding)
    {
        const SourceSet& sources = m_audit.model.sources;
        heading(3, formatted("{} · {}", markdownText(finding.rule), markdownText(finding.title)));
        line(formatted("**{}** · probability {} × impact {} · {} · {}", toText(finding.level), toText(finding.probability),
            toText(finding.impact), toText(finding.grade), place(finding.span)));
        line();
        std::string quote;
        for (const QuotedLine& quoted : quoteLines(sources, finding.span)) {
            quote += formatted("{:>4} | {}\n", quoted.number, quoted.text);
            if (quoted.markEnd > quoted.markBegin)
                quote += formatted("     | {}{}\n", std::string(quoted.markBegin, ' '), std::string(quoted.markEnd - quoted.markBegin, '^'));
        }
        if (!quote.empty()) m_out += markdownFence(quote, "text");
        line();
        line("**Problem.** " + sentence(finding.message.empty() ? finding.title : finding.message));
        line();
        if (!finding.evidence.empty()) {
            line("**Evidence.**");
            line();
            for (const Evidence& evidence : finding.evidence) addEvidence(evidence);
            line();
        }
        if (!finding.facts.empty()) {
            line(formatted("**Facts.** It rests on {}.", citations(finding.facts)));
            line();
        }
        line(formatted("**Risk.** What may happen: {}. Probability: {}.{}", harmOf(finding.impact), toText(finding.probability), certainty(finding)));
        line();
        addSolution(finding);
    }

    /// "\\[1\\], \\[4\\]": the facts stand in a section of their own.
    std::string citations(const std::vector<FactCitation>& facts)
    {
        std::string out;
        for (const FactCitation& fact : facts) out += formatted("{}\\[{}\\]", out.empty() ? "" : ", ", m_facts.numberOf(fact));
        return out;
    }

    void addFacts()
    {
        if (m_facts.all().empty()) return;
        heading(2, "Facts and their sources");
        for (const FactCitation& fact : m_facts.all())
            line(formatted("{}. {} Source: {}{}.", m_facts.numberOf(fact), sentence(fact.text), markdownText(sourceInBrief(fact.source)),
                fact.date.empty() ? "" : ", " + markdownText(fact.date)));
    }

    void addEvidence(const Evidence& evidence)
    {
        if (!evidence.span) {
            line("- " + sentence(evidence.text));
            return;
        }
        const auto quoted = quoteLines(m_audit.model.sources, *evidence.span, 1);
        const std::string text = quoted.empty() ? "" : quoted.front().text;
        const std::size_t first = text.find_first_not_of(' ');
        line(formatted("- {}: {}{}", lineOf(*evidence.span), sentence(evidence.text),
            first == std::string::npos ? "" : " " + markdownCode(text.substr(first))));
    }

    [[nodiscard]] static std::string certainty(const Finding& finding)
    {
        switch (finding.grade) {
        case Grade::Certain: return {};
        case Grade::Likely:
        case Grade::Unknown: break;
        }
        std::string out = formatted(" The verdict is {}.", toText(finding.grade));
        if (!finding.wouldMakeCertain.empty()) out += " What would make it certain: " + sentence(finding.wouldMakeCertain);
        return out;
    }

    void addSolution(const Finding& finding)
    {
        if (finding.fixes.empty()) {
            line("**Solution.** " + markdownText(withoutFix(m_audit, finding)));
            return;
        }
        line("**Solution.**");
        line();
        for (const Fix& fix : finding.fixes) {
            line(formatted("- {} ({}).{}", markdownText(fix.title), toText(fix.applicability), fix.reason.empty() ? "" : " " + sentence(fix.reason)));
            if (!fix.outcome) continue;
            for (const std::string& change : mainChanges(m_audit, fix, changesOfAFix)) line("  - " + sentence(change));
        }
    }

    void addBuildOrder()
    {
        heading(2, "Build execution order");
        const auto& layers = m_audit.model.trace.layers;
        if (layers.empty()) {
            line("The build has no layer that matters to the audit.");
            return;
        }
        table({"#", "Line", "Tool", "What it does", "Verdict", "Why"});
        for (const Layer& layer : layers) {
            if (!layer.inTarget) continue;
            const LayerVerdict verdict = verdictOf(m_audit, layer);
            std::string what = markdownText(layerTitle(layer));
            row({std::to_string(layer.number), std::to_string(layer.line), markdownText(layer.tool), std::move(what),
                verdictMark(verdict.word), markdownText(verdict.text)});
        }
    }

    [[nodiscard]] static std::string verdictMark(const std::string& word)
    {
        if (word == "ok") return "✓ ok";
        if (word == "unknown") return "? unknown";
        if (word == "critical" || word == "high" || word == "fails") return formatted("✗ **{}**", word);
        return "⚠ " + word;
    }

    void addDecisions()
    {
        heading(2, "Dependency decisions");
        bool any = false;
        for (const InstallStep& step : m_audit.model.trace.installs) {
            if (step.decisions.empty() && step.notes.empty() && !step.failure) continue;
            any = true;
            addDecisionsOf(step);
        }
        if (!any) line("No install command of the build decides about Python packages.");
    }

    void addDecisionsOf(const InstallStep& step)
    {
        heading(3, formatted("Layer {}, {}", step.layer, lineOf(step.span)));
        m_out += markdownFence(step.text, "sh");
        line();
        if (step.failure) line(formatted("**It ends with an error:** {}", sentence(*step.failure)));
        if (!step.conflictDerivation.empty()) line(sentence(step.conflictDerivation));
        if (step.failure || !step.conflictDerivation.empty()) line();
        std::vector<const Decision*> named;
        std::vector<const Decision*> followed;
        for (const Decision& decision : step.decisions) {
            const bool plain = decision.kind == DecisionKind::Install && decision.askedBy.empty() && decision.grade == Grade::Certain;
            (plain ? followed : named).push_back(&decision);
        }
        if (!named.empty()) addDecisionTable(named);
        if (!followed.empty()) {
            if (!named.empty()) line();
            line(formatted("<details><summary>{} dependencies, newly installed</summary>", followed.size()));
            line();
            addDecisionTable(followed);
            line();
            line("</details>");
        }
        if (step.notes.empty()) return;
        line();
        line(formatted("<details><summary>{} remarks on what is not known</summary>", step.notes.size()));
        line();
        for (const std::string& note : step.notes) line("- " + sentence(note));
        line();
        line("</details>");
    }

    void addDecisionTable(const std::vector<const Decision*>& decisions)
    {
        table({"Package", "Before", "Decision", "After", "Grade", "Why"});
        for (const Decision* decision : decisions) {
            std::string why = markdownText(decision->reason);
            if (decision->leavesStaleMetadata) why += "; the old version's metadata stays";
            row({markdownCode(decision->displayName.empty() ? decision->name : decision->displayName),
                markdownText(versionWithIndex(decision->before, decision->beforeIndex)), std::string(toText(decision->kind)),
                markdownText(versionWithIndex(decision->after, decision->afterIndex)), std::string(toText(decision->grade)), std::move(why)});
        }
    }

    void addMatrix()
    {
        heading(2, "Version conflict matrix");
        const auto rows = matrixRows(m_audit);
        if (rows.empty()) {
            line("No package is named in more than one place.");
            return;
        }
        table({"Package", "Dockerfile", "Requirements", "Conflict", "Risk"});
        for (const MatrixRow& cells : rows)
            row({markdownCode(cells.package), markdownText(cells.dockerfile), markdownText(cells.requirements), markdownText(cells.conflict), cells.risk});
    }

    void addChains()
    {
        heading(2, "Compatibility chains");
        if (std::ranges::all_of(m_audit.chains, [](const Chain& chain) { return chain.links.empty(); })) line("The target stage holds nothing that a compatibility chain could be drawn for.");
        for (const Chain& chain : m_audit.chains) {
            if (chain.links.empty()) continue;
            heading(3, markdownText(chain.title));
            for (const ChainLink& link : chain.links) addLink(link, 0);
        }
    }

    void addLink(const ChainLink& link, std::size_t depth) // NOLINT(misc-no-recursion): chains are some links deep.
    {
        const std::string_view mark = link.state == LinkState::Holds ? "✓" : link.state == LinkState::Breaks ? "✗" : "?";
        line(formatted("{}- {} **{}** → **{}** ({}): {}{}", std::string(depth * 2, ' '), mark, markdownText(link.from), markdownText(link.to),
            toText(link.state), sentence(link.account), link.facts.empty() ? "" : " " + citations(link.facts)));
        for (const ChainLink& below : link.links) addLink(below, depth + 1);
    }

    void addFixes()
    {
        heading(2, "Recommended fixes");
        const auto fixes = proposedFixes(m_audit);
        if (fixes.empty()) line("No fix is on offer.");
        for (const ProposedFix& proposed : fixes) {
            heading(3, formatted("{} ({})", markdownText(proposed.fix->title), lineOf(proposed.finding->span)));
            line(formatted("Priority: **{}** · {} · for {}", toText(proposed.finding->priority), toText(proposed.fix->applicability),
                markdownText(proposed.finding->title)));
            line();
            if (const auto& outcome = proposed.fix->outcome)
                line(formatted("Simulated: overall risk {} before, {} with this fix alone.\n", toText(outcome->before), toText(outcome->after)));
            const std::string diff = diffOf(m_audit, *proposed.fix);
            if (!diff.empty()) m_out += markdownFence(diff, "diff");
        }
        if (!m_audit.allSafeFixes) return;
        heading(3, "All safe fixes together");
        line(formatted("Overall risk: {} before, **{}** after.", toText(m_audit.before), toText(m_audit.afterSafeFixes)));
        line();
        if (m_audit.allSafeFixes->outcome)
            for (const std::string& change : mainChanges(m_audit, *m_audit.allSafeFixes, changesOfAll)) line("- " + markdownText(change));
        line();
        m_out += markdownFence(diffOf(m_audit, *m_audit.allSafeFixes), "diff");
    }

    void addCorrectOrder()
    {
        heading(2, "The correct build order");
        const auto steps = correctOrder(m_audit);
        if (!m_audit.allSafeFixes)
            line("No safe fix changes the order: these are the steps as they stand.");
        else line("The steps of the Dockerfile with all safe fixes applied; changed ones are quoted.");
        line();
        if (const auto left = leftAfterSafeFixes(m_audit); !left.empty()) {
            line("These steps still hold what no safe fix removes:");
            line();
            for (const Finding* finding : left) line(formatted("- **{}**: {} ({})", toText(finding->level), markdownText(finding->title), lineOf(finding->span)));
            line();
        }
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const OrderedStep& step = steps[i];
            const std::string what = step.changed ? "**changed**" : markdownText(step.title);
            line(formatted("{}. line {}: {}", i + 1, step.line, what.empty() ? markdownCode(step.text.substr(0, 80)) : what));
            if (!step.changed) continue;
            line();
            m_out += indented(markdownFence(step.text, "dockerfile"), i + 1 < 10 ? 3 : 4);
            line();
        }
        if (steps.empty()) line("The Dockerfile has no step that matters to the audit.");
    }

    [[nodiscard]] static std::string indented(std::string_view text, std::size_t columns)
    {
        std::string out(columns, ' ');
        for (std::size_t i = 0; i < text.size(); ++i) {
            out += text[i];
            if (text[i] == '\n' && i + 1 < text.size()) out.append(columns, ' ');
        }
        return out;
    }

    void addVerification()
    {
        heading(2, "Runtime verification");
        const VerificationScript script = verificationScript(m_audit);
        if (script.python.empty()) {
            line("The environment that the image ends with is not known, so there is nothing to compare with.");
            return;
        }
        line(formatted("Expected in {}{}. Run it in the built image: {}", markdownText(script.environment),
            script.afterFixes ? ", with all safe fixes applied" : "", markdownCode(script.command)));
        line();
        m_out += markdownFence(script.python, "python");
    }

    void addScenarios()
    {
        heading(2, "Risk scenarios");
        if (m_findings.empty()) {
            line("There is none: nothing was found.");
            return;
        }
        table({"Scenario", "Probability", "Impact", "Level", "Layers"});
        for (const Finding* finding : m_findings) {
            std::string layers;
            for (const std::uint32_t number : finding->layers) layers += (layers.empty() ? "" : ", ") + std::to_string(number);
            row({markdownText(finding->title), std::string(toText(finding->probability)), std::string(toText(finding->impact)),
                std::string(toText(finding->level)), std::move(layers)});
        }
    }

    void addRecommendations()
    {
        heading(2, "Recommendations");
        const Recommendations all = recommendationsOf(m_audit);
        const auto part = [this](std::string_view title, const std::vector<std::string>& items) {
            heading(3, title);
            for (const std::string& item : items) line("- " + markdownText(item));
            if (items.empty()) line("Nothing.");
        };
        part("Immediate", all.immediate);
        part("Testing", all.testing);
        part("Monitoring", all.monitoring);
    }

    void addRiskSummary()
    {
        heading(2, "Risk summary");
        table({"State", "Critical", "High", "Medium", "Low", "Overall"});
        const LevelCounts& counts = m_audit.counts;
        row({"Now", std::to_string(counts.critical), std::to_string(counts.high), std::to_string(counts.medium), std::to_string(counts.low),
            std::string(toText(m_audit.before))});
        if (const auto& after = m_audit.countsAfterSafeFixes)
            row({"After all safe fixes", std::to_string(after->critical), std::to_string(after->high), std::to_string(after->medium),
                std::to_string(after->low), std::string(toText(m_audit.afterSafeFixes))});
        line();
        line(formatted("In one line: {}.", riskSentence(m_audit)));
    }

    void addUnknowns()
    {
        heading(2, "What is not known");
        const auto unknowns = unknownsInBrief(m_audit);
        for (const std::string& text : unknowns) line("- " + sentence(text));
        if (unknowns.empty()) line("Nothing that the audit needed was missing.");
    }

    void addSuppressed()
    {
        const auto suppressed = suppressedFindings(m_audit);
        if (suppressed.empty()) return;
        heading(2, "Suppressed findings");
        for (const Finding* finding : suppressed)
            line(formatted("- {} {}: {} ({})", markdownText(finding->rule), lineOf(finding->span), markdownText(finding->title),
                markdownText(*finding->suppressedBy)));
    }

    const Audit& m_audit;
    const ReportOptions& m_options;
    std::vector<const Finding*> m_findings;
    CitedFacts m_facts;
    std::string m_out;
};

} // namespace

std::string renderMarkdown(const Audit& audit, const ReportOptions& options)
{
    if (options.summary) return renderMarkdownSummary(audit, options);
    return MarkdownReport(audit, options).render();
}

} // namespace pinwheel
