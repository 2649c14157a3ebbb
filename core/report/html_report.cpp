// One self-contained page: no script, no outside resource, its own content-security policy (the style sheet by its
// hash), headings in order, tables with header cells, figures as inline SVG whose content stands in tables too.

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/html_figures.h"
#include "core/report/html_style.h"
#include "core/report/outline.h"
#include "core/report/paper_runs.h"
#include "core/report/places.h"
#include "core/report/verification_script.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace pinwheel {
namespace {

using paper::ended;

std::string base64(std::string_view bytes)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = (group << 8U) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? alphabet[(group >> (18U - 6U * k)) & 63U] : '=';
    }
    return out;
}

/// The source expression that allows exactly this style sheet (CSP level 2, hashes).
std::string styleHash()
{
    const std::string digits = sha256(htmlStyle);
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned value = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
        bytes += static_cast<char>(value);
    }
    return "sha256-" + base64(bytes);
}

std::string code(std::string_view text)
{
    return "<code>" + htmlText(oneLine(text)) + "</code>";
}

std::string level(std::string_view word)
{
    return formatted("<span class=\"level {0}\">{0}</span>", word);
}

constexpr auto sections = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"summary", "Executive summary"}, {"critical", "Critical findings"}, {"findings", "Other findings"}, {"order", "Build execution order"}, {"decisions", "Dependency decisions"},
    {"matrix", "Version conflict matrix"}, {"chains", "Compatibility chains"}, {"fixes", "Recommended fixes"},
    {"correct-order", "The correct build order"}, {"verification", "Runtime verification"}, {"scenarios", "Risk scenarios"},
    {"recommendations", "Recommendations"}, {"risk", "Risk summary"}, {"unknown", "What is not known"}, {"facts", "Facts and their sources"}});

/// Changes of the environment that are named with one fix.
constexpr std::size_t changesOfAFix = 8;

class HtmlReport {
public:
    HtmlReport(const Audit& audit, const ReportOptions& options)
        : m_audit(audit)
        , m_options(options)
        , m_findings(activeFindings(audit))
    {
    }

    std::string render()
    {
        const std::string title = m_options.project.empty() ? "Build audit" : "Build audit: " + oneLine(m_options.project);
        m_out = formatted("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                            "initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
            styleHash(), htmlText(title), htmlStyle);
        m_out += formatted("<header><h1>{}</h1></header>\n<nav aria-label=\"Sections\"><ul>\n", htmlText(title));
        for (const auto& [id, words] : sections) m_out += formatted("<li><a href=\"#{}\">{}</a></li>\n", id, words);
        m_out += "</ul></nav>\n<main>\n";
        addSummary();
        addCriticalFindings();
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
        addUnknowns();
        addFacts();
        m_out += "</main>\n</body>\n</html>\n";
        return std::move(m_out);
    }

private:
    void section(std::string_view id)
    {
        const auto found = std::ranges::find(sections, id, &std::pair<std::string_view, std::string_view>::first);
        m_out += formatted("<h2 id=\"{}\">{}</h2>\n", id, found->second);
    }
    void paragraph(std::string_view text) { m_out += formatted("<p>{}</p>\n", htmlText(text)); }
    /// Head cells are words of ours; body cells are HTML already.
    void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows)
    {
        m_out += "<div class=\"scroll\"><table>\n<thead><tr>";
        for (const std::string& cell : head) m_out += formatted("<th scope=\"col\">{}</th>", cell);
        m_out += "</tr></thead>\n<tbody>\n";
        for (const auto& row : rows) {
            m_out += "<tr>";
            for (const std::string& cell : row) m_out += formatted("<td>{}</td>", cell.empty() ? "–" : cell);
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table></div>\n";
    }
    [[nodiscard]] std::string place(Span span) const { return code(placeOf(m_audit.model.sources, span).text()); }

    void addSummary()
    {
        section("summary");
        m_out += formatted("<p class=\"verdict\">Overall risk: {}", level(toText(m_audit.before)));
        if (m_audit.allSafeFixes) m_out += formatted("; after all safe fixes: {}", level(toText(m_audit.afterSafeFixes)));
        m_out += formatted(". Findings: {}.</p>\n", countsSentence(m_audit.counts));
        m_out += "<figure>" + riskMatrixSvg(m_audit) + "<figcaption class=\"soft\">Findings by probability and impact</figcaption></figure>\n";
        const AuditOptions& options = m_audit.model.options;
        std::string gpus;
        for (const std::string& gpu : options.gpus) gpus += (gpus.empty() ? "" : ", ") + gpu;
        std::vector<std::vector<std::string>> rows = {{"Target", htmlText(targetName(m_audit))}, {"Platform", htmlText(targetPlatform(m_audit.model))},
            {"GPU", gpus.empty() ? "none chosen" : htmlText(gpus)}};
        if (const StageTrace* stage = targetStage(m_audit)) rows.push_back({"Base image", code(stage->base.reference) + " " + htmlText(stage->base.summary)});
        if (const auto environment = finalEnvironment(m_audit)) rows.push_back({"Environment", htmlText(environment->name)});
        rows.push_back({"Index data", m_audit.indexDate.empty() ? "none" : htmlText(m_audit.indexDate)});
        rows.push_back({"Knowledge", htmlText(m_audit.knowledgeDate)});
        if (!options.driver.empty()) rows.push_back({"Driver", htmlText(options.driver)});
        if (!m_options.toolVersion.empty()) rows.push_back({"Made by", "Pinwheel " + htmlText(m_options.toolVersion)});
        for (std::size_t i = 0; i < m_audit.model.sources.size(); ++i) {
            const SourceText& text = m_audit.model.sources.text(FileId {static_cast<std::uint32_t>(i)});
            if (text.origin() == TextOrigin::Disk) rows.push_back({"Input", code(text.path()) + " SHA-256 " + code(sha256(text.bytes()))});
        }
        table({"Scope", "Value"}, rows);
    }

    [[nodiscard]] static bool isWorst(const Finding* finding) { return finding->level >= Level::High; }

    void addCriticalFindings()
    {
        section("critical");
        if (std::ranges::none_of(m_findings, isWorst)) paragraph("There is no finding of critical or high level.");
        for (const Finding* finding : m_findings)
            if (isWorst(finding)) addFinding(*finding);
    }

    void addFindings()
    {
        section("findings");
        if (m_findings.empty()) paragraph("Nothing was found.");
        else if (std::ranges::all_of(m_findings, isWorst)) paragraph("There is no finding below high level.");
        for (const Finding* finding : m_findings)
            if (!isWorst(finding)) addFinding(*finding);
        const auto suppressed = suppressedFindings(m_audit);
        if (suppressed.empty()) return;
        m_out += formatted("<details><summary>{} suppressed</summary><ul>\n", suppressed.size());
        for (const Finding* finding : suppressed)
            m_out += formatted("<li>{}: {} ({})</li>\n", place(finding->span), htmlText(oneLine(finding->title)), htmlText(oneLine(*finding->suppressedBy)));
        m_out += "</ul></details>\n";
    }

    void addQuote(Span span, std::size_t lines)
    {
        const auto quoted = quoteLines(m_audit.model.sources, span, lines);
        if (quoted.empty()) return;
        m_out += "<pre tabindex=\"0\">";
        for (const QuotedLine& line : quoted) {
            const std::string_view all = line.text;
            m_out += formatted("<span class=\"soft\">{:>4} </span>{}<mark>{}</mark>{}\n", line.number, htmlText(all.substr(0, line.markBeginByte)),
                htmlText(all.substr(line.markBeginByte, line.markEndByte - line.markBeginByte)), htmlText(all.substr(line.markEndByte)));
        }
        m_out += "</pre>\n";
    }

    void addFinding(const Finding& finding)
    {
        m_out += formatted("<article>\n<h3>{}</h3>\n<p>{} · {} · {} · probability {} × impact {} · {}</p>\n", htmlText(oneLine(finding.title)),
            level(toText(finding.level)), htmlText(finding.rule), place(finding.span), toText(finding.probability), toText(finding.impact), toText(finding.grade));
        addQuote(finding.span, 6);
        m_out += "<h4>Problem</h4>\n";
        paragraph(ended(finding.message.empty() ? finding.title : finding.message));
        if (!finding.evidence.empty()) {
            m_out += "<h4>Evidence</h4>\n";
            for (const Evidence& evidence : finding.evidence) {
                m_out += formatted("<p>{}{}</p>\n", evidence.span ? place(*evidence.span) + ": " : "", htmlText(oneLine(evidence.text)));
                if (evidence.span) addQuote(*evidence.span, 2);
            }
        }
        if (!finding.facts.empty()) m_out += formatted("<p class=\"soft\">It rests on {}.</p>\n", citations(finding.facts));
        addRiskAndSolution(finding);
        m_out += "</article>\n";
    }

    void addRiskAndSolution(const Finding& finding)
    {
        m_out += formatted("<h4>Risk</h4>\n<p>What may happen: {}. Probability: {}.</p>\n", harmOf(finding.impact), toText(finding.probability));
        if (finding.grade != Grade::Certain && !finding.wouldMakeCertain.empty())
            paragraph("What would make the verdict certain: " + ended(finding.wouldMakeCertain));
        m_out += "<h4>Solution</h4>\n";
        if (finding.fixes.empty()) return paragraph(withoutFix(m_audit, finding));
        m_out += "<ul>\n";
        for (const Fix& fix : finding.fixes) {
            m_out += formatted("<li>{} ({}).{}", htmlText(oneLine(fix.title)), toText(fix.applicability), fix.reason.empty() ? "" : " " + htmlText(ended(fix.reason)));
            if (const auto changes = mainChanges(m_audit, fix, changesOfAFix); !changes.empty()) {
                m_out += "\n<ul>\n";
                for (const std::string& change : changes) m_out += formatted("<li>{}</li>\n", htmlText(oneLine(change)));
                m_out += "</ul>\n";
            }
            m_out += "</li>\n";
        }
        m_out += "</ul>\n";
    }

    /// "[1], [4]", each a link to the fact in the section at the end.
    std::string citations(const std::vector<FactCitation>& facts)
    {
        std::string out;
        for (const FactCitation& fact : facts)
            out += formatted("{0}<a href=\"#fact-{1}\">[{1}]</a>", out.empty() ? "" : ", ", m_facts.numberOf(fact));
        return out;
    }

    void addFacts()
    {
        section("facts");
        if (m_facts.all().empty()) return paragraph("No finding and no chain rests on a fact of the knowledge base.");
        m_out += "<ol>\n";
        for (const FactCitation& fact : m_facts.all())
            m_out += formatted("<li id=\"fact-{}\">{} <span class=\"soft\">Source: {}{}</span></li>\n", m_facts.numberOf(fact), htmlText(ended(fact.text)),
                htmlText(oneLine(sourceInBrief(fact.source))), fact.date.empty() ? "" : ", " + htmlText(oneLine(fact.date)));
        m_out += "</ol>\n";
    }

    void addScenarios()
    {
        section("scenarios");
        if (m_findings.empty()) return paragraph("There is none: nothing was found.");
        std::vector<std::vector<std::string>> rows;
        for (const Finding* finding : m_findings) {
            std::string layers;
            for (const std::uint32_t number : finding->layers) layers += (layers.empty() ? "" : ", ") + std::to_string(number);
            rows.push_back({htmlText(oneLine(finding->title)), std::string(toText(finding->probability)), std::string(toText(finding->impact)),
                level(toText(finding->level)), std::move(layers)});
        }
        table({"Scenario", "Probability", "Impact", "Level", "Layers"}, rows);
    }

    void addRiskSummary()
    {
        section("risk");
        std::vector<std::vector<std::string>> rows;
        const auto row = [&](std::string_view name, const LevelCounts& counts, Level overall) {
            rows.push_back({std::string(name), std::to_string(counts.critical), std::to_string(counts.high), std::to_string(counts.medium),
                std::to_string(counts.low), level(toText(overall))});
        };
        row("Now", m_audit.counts, m_audit.before);
        if (m_audit.countsAfterSafeFixes) row("After all safe fixes", *m_audit.countsAfterSafeFixes, m_audit.afterSafeFixes);
        table({"State", "Critical", "High", "Medium", "Low", "Overall"}, rows);
        paragraph(formatted("In one line: {}.", riskSentence(m_audit)));
    }

    void addOrder()
    {
        section("order");
        const std::string figure = timelineSvg(m_audit);
        if (figure.empty()) return paragraph("The build has no layer that matters to the audit.");
        m_out += "<figure class=\"scroll\">" + figure + "</figure>\n";
        std::vector<std::vector<std::string>> rows;
        for (const Layer& layer : m_audit.model.trace.layers) {
            if (!layer.inTarget) continue;
            const LayerVerdict verdict = verdictOf(m_audit, layer);
            rows.push_back({std::to_string(layer.number), std::to_string(layer.line), htmlText(oneLine(layer.tool)),
                htmlText(oneLine(layerTitle(layer))), level(verdict.word), htmlText(oneLine(verdict.text))});
        }
        table({"Layer", "Line", "Tool", "What it does", "Verdict", "Why"}, rows);
    }

    void addDecisions()
    {
        section("decisions");
        bool any = false;
        for (const InstallStep& step : m_audit.model.trace.installs) {
            if (step.decisions.empty() && !step.failure && step.notes.empty()) continue;
            any = true;
            m_out += formatted("<h3>Layer {}, {}</h3>\n<pre tabindex=\"0\">{}</pre>\n", step.layer, place(step.span), htmlText(step.text));
            if (step.failure) paragraph("It ends with an error: " + *step.failure);
            if (!step.conflictDerivation.empty()) paragraph(step.conflictDerivation);
            std::vector<std::vector<std::string>> rows;
            for (const Decision& decision : step.decisions)
                rows.push_back({code(decision.displayName.empty() ? decision.name : decision.displayName), htmlText(versionWithIndex(decision.before, decision.beforeIndex)),
                    std::string(toText(decision.kind)), htmlText(versionWithIndex(decision.after, decision.afterIndex)), std::string(toText(decision.grade)),
                    htmlText(oneLine(decision.reason))});
            const bool fold = rows.size() > 25;
            if (fold) m_out += formatted("<details><summary>{} decisions</summary>\n", rows.size());
            if (!rows.empty()) table({"Package", "Before", "Decision", "After", "Grade", "Why"}, rows);
            if (fold) m_out += "</details>\n";
            if (!step.notes.empty()) {
                m_out += formatted("<details><summary>{} remarks on what is not known</summary>\n<ul>\n", step.notes.size());
                for (const std::string& note : step.notes) m_out += formatted("<li>{}</li>\n", htmlText(oneLine(note)));
                m_out += "</ul></details>\n";
            }
        }
        if (!any) paragraph("No install command of the build decides about Python packages.");
    }

    void addMatrix()
    {
        section("matrix");
        std::vector<std::vector<std::string>> rows;
        for (const MatrixRow& row : matrixRows(m_audit))
            rows.push_back({code(row.package), htmlText(row.dockerfile), htmlText(row.requirements), htmlText(row.conflict), level(row.risk)});
        if (rows.empty()) return paragraph("No package is named in more than one place.");
        table({"Package", "Dockerfile", "Requirements", "Conflict", "Risk"}, rows);
    }

    void addLinks(const std::vector<ChainLink>& links) // NOLINT(misc-no-recursion): chains are some links deep.
    {
        if (links.empty()) return;
        m_out += "<ul>\n";
        for (const ChainLink& link : links) {
            const std::string_view style = link.state == LinkState::Holds ? "ok" : link.state == LinkState::Breaks ? "high" : "unknown";
            m_out += formatted("<li><strong>{}</strong> → <strong>{}</strong>: <span class=\"{}\">{}</span>: {}{}\n", htmlText(oneLine(link.from)),
                htmlText(oneLine(link.to)), style, toText(link.state), htmlText(ended(link.account)),
                link.facts.empty() ? "" : " " + citations(link.facts));
            addLinks(link.links);
            m_out += "</li>\n";
        }
        m_out += "</ul>\n";
    }

    void addChains()
    {
        section("chains");
        if (std::ranges::all_of(m_audit.chains, [](const Chain& chain) { return chain.links.empty(); })) paragraph("The target stage holds nothing that a compatibility chain could be drawn for.");
        for (const Chain& chain : m_audit.chains) {
            if (chain.links.empty()) continue;
            m_out += formatted("<h3>{}</h3>\n", htmlText(chain.title));
            addLinks(chain.links);
        }
    }

    void addDiff(std::string_view diff)
    {
        if (diff.empty()) return;
        m_out += "<pre tabindex=\"0\">";
        const std::string text = plainText(diff);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string row = text.substr(at, end - at);
            const std::string_view tag = row.starts_with("+") ? "ins" : row.starts_with("-") ? "del" : "";
            m_out += tag.empty() ? htmlText(row) : formatted("<{0}>{1}</{0}>", tag, htmlText(row));
            m_out += '\n';
            at = end + 1;
        }
        m_out += "</pre>\n";
    }

    void addFixes()
    {
        section("fixes");
        const auto fixes = proposedFixes(m_audit);
        if (fixes.empty()) paragraph("No fix is on offer.");
        for (const ProposedFix& proposed : fixes) {
            m_out += formatted("<h3>{} ({})</h3>\n<p>Priority {} · {} · for {}</p>\n", htmlText(oneLine(proposed.fix->title)), place(proposed.finding->span), toText(proposed.finding->priority),
                toText(proposed.fix->applicability), htmlText(oneLine(proposed.finding->title)));
            if (const auto& outcome = proposed.fix->outcome)
                paragraph(formatted("Simulated: overall risk {} before, {} with this fix alone.", toText(outcome->before), toText(outcome->after)));
            addDiff(diffOf(m_audit, *proposed.fix));
        }
        if (!m_audit.allSafeFixes) return;
        m_out += formatted("<h3>All safe fixes together</h3>\n<p>Overall risk {} before, {} after.</p>\n", level(toText(m_audit.before)), level(toText(m_audit.afterSafeFixes)));
        if (m_audit.allSafeFixes->outcome) {
            m_out += "<ul>\n";
            for (const std::string& change : m_audit.allSafeFixes->outcome->environment) m_out += formatted("<li>{}</li>\n", htmlText(oneLine(change)));
            if (m_audit.allSafeFixes->outcome->environment.empty()) m_out += "<li>The environment stays as it is.</li>\n";
            m_out += "</ul>\n";
        }
        addDiff(diffOf(m_audit, *m_audit.allSafeFixes));
    }

    void addCorrectOrder()
    {
        section("correct-order");
        const auto steps = correctOrder(m_audit);
        if (steps.empty()) return paragraph("The Dockerfile has no step that matters to the audit.");
        paragraph(m_audit.allSafeFixes ? "The steps of the Dockerfile with all safe fixes applied; changed ones are quoted."
                                       : "No safe fix changes the order: these are the steps as they stand.");
        if (const auto left = leftAfterSafeFixes(m_audit); !left.empty()) {
            m_out += "<p>These steps still hold what no safe fix removes:</p>\n<ul>\n";
            for (const Finding* finding : left) m_out += formatted("<li>{}: {} ({})</li>\n", level(toText(finding->level)), htmlText(oneLine(finding->title)), place(finding->span));
            m_out += "</ul>\n";
        }
        m_out += "<ol>\n";
        for (const OrderedStep& step : steps) {
            m_out += formatted("<li>line {}: ", step.line);
            if (step.changed) m_out += formatted("<strong>changed</strong>\n<pre tabindex=\"0\">{}</pre></li>\n", htmlText(step.text));
            else m_out += (step.title.empty() ? code(shortened(oneLine(step.text), 80)) : htmlText(oneLine(step.title))) + "</li>\n";
        }
        m_out += "</ol>\n";
    }

    void addVerification()
    {
        section("verification");
        const VerificationScript script = verificationScript(m_audit);
        if (script.python.empty()) return paragraph("The environment that the image ends with is not known, so there is nothing to compare with.");
        m_out += formatted("<p>Expected in {}{}. Run it in the built image: {}</p>\n<pre tabindex=\"0\">{}</pre>\n", htmlText(script.environment),
            script.afterFixes ? ", with all safe fixes applied" : "", code(script.command), htmlText(script.python));
    }

    void addList(std::string_view title, const std::vector<std::string>& items)
    {
        m_out += formatted("<h3>{}</h3>\n", title);
        if (items.empty()) return paragraph("Nothing.");
        m_out += "<ul>\n";
        for (const std::string& item : items) m_out += formatted("<li>{}</li>\n", htmlText(oneLine(item)));
        m_out += "</ul>\n";
    }

    void addRecommendations()
    {
        section("recommendations");
        const Recommendations all = recommendationsOf(m_audit);
        addList("Immediate", all.immediate);
        addList("Testing", all.testing);
        addList("Monitoring", all.monitoring);
    }

    void addUnknowns()
    {
        section("unknown");
        const auto unknowns = unknownsInBrief(m_audit);
        if (unknowns.empty()) return paragraph("Nothing that the audit needed was missing.");
        m_out += "<ul>\n";
        for (const std::string& text : unknowns) m_out += formatted("<li>{}</li>\n", htmlText(oneLine(text)));
        m_out += "</ul>\n";
    }

    const Audit& m_audit;
    const ReportOptions& m_options;
    std::vector<const Finding*> m_findings;
    CitedFacts m_facts;
    std::string m_out;
};

} // namespace

std::string renderHtml(const Audit& audit, const ReportOptions& options)
{
    return HtmlReport(audit, options).render();
}

} // namespace pinwheel
