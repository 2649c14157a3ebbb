// What `pinwheel audit` prints: one line on the verdict, the layers with theirs, then each finding
// with the quoted source, its evidence with quoted lines of its own, and the fix as a diff. Colours
// underline, they never tell alone.

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"

#include <algorithm>

namespace pinwheel {
namespace {

constexpr std::size_t textWidth = 100;
constexpr std::size_t evidenceLines = 2;
constexpr std::size_t changesOfAFix = 8;

enum class Style { Bold, Dim, Red, Magenta, Yellow, Blue, Cyan, Green };

class TextReport
{
public:
    TextReport(const Audit& audit, const ReportOptions& options)
        : m_audit(audit)
        , m_options(options)
    {
    }

    std::string render()
    {
        addHead();
        addLayers();
        for (const Finding* finding : activeFindings(m_audit))
            addFinding(*finding);
        addSuppressed();
        addUnknowns();
        addTail();
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string styled(Style style, std::string_view text) const
    {
        if (!m_options.color || text.empty()) return std::string(text);
        constexpr std::string_view codes[] = {"1", "2", "1;31", "1;35", "33", "1;34", "36", "32"};
        return formatted("\033[{}m{}\033[0m", codes[static_cast<std::size_t>(style)], text);
    }

    [[nodiscard]] static Style styleOf(Level level)
    {
        switch (level) {
        case Level::Critical:
            return Style::Magenta;
        case Level::High:
            return Style::Red;
        case Level::Medium:
            return Style::Yellow;
        case Level::Low:
            return Style::Cyan;
        }
        return Style::Cyan;
    }

    [[nodiscard]] std::string styledLevel(Level level) const
    {
        return styled(styleOf(level), toText(level));
    }

    void line(std::string_view text = {})
    {
        m_out += text;
        m_out += '\n';
    }

    void addHead()
    {
        const Audit& audit = m_audit;
        std::string title = m_options.project.empty() ? "" : oneLine(m_options.project) + ": ";
        title += audit.model.sources.size() > 0
            ? oneLine(audit.model.sources.text(audit.model.dockerfileText).path())
            : "Dockerfile";
        std::string scope = oneLine(targetPlatform(audit.model));
        for (const std::string& gpu : audit.model.options.gpus)
            scope += " · " + gpu;
        if (!audit.model.options.driver.empty()) scope += " · driver " + audit.model.options.driver;
        if (const auto environment = finalEnvironment(audit)) scope += " · " + environment->name;
        line(styled(Style::Bold, title)
             + styled(Style::Dim,
                      formatted(", target {} · {}", oneLine(targetName(audit)), oneLine(scope))));
        std::string verdict = formatted("overall risk: {}", styledLevel(audit.before));
        if (audit.allSafeFixes && audit.before == audit.afterSafeFixes)
            verdict += ", also after all safe fixes";
        else if (audit.allSafeFixes)
            verdict += formatted(", {} after all safe fixes", styledLevel(audit.afterSafeFixes));
        else if (!activeFindings(audit).empty())
            verdict += ", no safe fix is on offer";
        line(formatted("{}  ({})", verdict, countsSentence(audit.counts)));
        line();
    }

    void addLayers()
    {
        std::size_t toolWidth = 4;
        for (const Layer& layer : m_audit.model.trace.layers)
            if (layer.inTarget) toolWidth = std::max(toolWidth, displayWidth(oneLine(layer.tool)));
        for (const Layer& layer : m_audit.model.trace.layers) {
            if (!layer.inTarget) continue;
            const LayerVerdict verdict = verdictOf(m_audit, layer);
            std::string title = oneLine(layerTitle(layer));
            std::string tool = oneLine(layer.tool);
            tool.append(toolWidth - std::min(toolWidth, displayWidth(tool)), ' ');
            title = shortened(title, 62);
            const std::string gap(62 - std::min<std::size_t>(62, displayWidth(title)), ' ');
            line(formatted("{:>4}  line {:<5} {}  {}{}  {}", layer.number, layer.line,
                           styled(Style::Dim, tool), title, gap, styledVerdict(verdict)));
        }
        if (!m_audit.model.trace.layers.empty()) line();
    }

    [[nodiscard]] std::string styledVerdict(const LayerVerdict& verdict) const
    {
        if (const auto level = levelFromText(verdict.word))
            return styled(styleOf(*level), verdict.word);
        if (verdict.word == "fails") return styled(Style::Magenta, verdict.word);
        return styled(verdict.word == "ok" ? Style::Green : Style::Dim, verdict.word);
    }

    /// "   73 | RUN pip install …" with a line of carets below; the number column is `gutter` wide.
    void addQuote(Span span, Style style, std::size_t maxLines, std::string_view indent)
    {
        const auto lines = quoteLines(m_audit.model.sources, span, maxLines);
        if (lines.empty()) return;
        const std::size_t gutter =
            std::max<std::size_t>(3, std::to_string(lines.back().number).size());
        for (const QuotedLine& quoted : lines) {
            line(formatted("{}{} {}", indent,
                           styled(Style::Blue, formatted("{:>{}} |", quoted.number, gutter)),
                           quoted.text));
            if (quoted.markEnd <= quoted.markBegin) continue;
            const std::string marks = std::string(quoted.markBegin, ' ')
                + styled(style, std::string(quoted.markEnd - quoted.markBegin, '^'));
            line(formatted("{}{} {}", indent,
                           styled(Style::Blue, formatted("{:>{}} |", "", gutter)), marks));
        }
    }

    void addFinding(const Finding& finding)
    {
        const Style style = styleOf(finding.level);
        line(formatted(
            "{}: {}: {} [{}]",
            styled(Style::Bold, oneLine(placeOf(m_audit.model.sources, finding.span).text())),
            styledLevel(finding.level), styled(Style::Bold, oneLine(finding.title)),
            oneLine(finding.rule)));
        addQuote(finding.span, style, 6, "");
        if (!finding.message.empty() && finding.message != finding.title)
            line("  " + wrapped(oneLine(finding.message), textWidth, "  "));
        for (const Evidence& evidence : finding.evidence)
            addEvidence(evidence);
        for (const FactCitation& fact : finding.facts)
            line("  "
                 + wrapped(formatted("fact: {} ({}, {})", oneLine(fact.text),
                                     oneLine(sourceInBrief(fact.source)), oneLine(fact.date)),
                           textWidth, "    "));
        line(styled(Style::Dim,
                    formatted("  {}; probability {}, impact {}, priority {}", toText(finding.grade),
                              toText(finding.probability), toText(finding.impact),
                              toText(finding.priority))));
        if (finding.grade != Grade::Certain && !finding.wouldMakeCertain.empty())
            line("  "
                 + wrapped("would make it certain: " + oneLine(finding.wouldMakeCertain), textWidth,
                           "    "));
        if (m_options.fixes)
            for (const Fix& fix : finding.fixes)
                addFix(fix);
        line();
    }

    void addEvidence(const Evidence& evidence)
    {
        std::string where;
        if (evidence.span) {
            const Place place = placeOf(m_audit.model.sources, *evidence.span);
            where = oneLine(place.text()) + (place.written ? " (written by the build)" : "") + ": ";
        }
        line("  " + styled(Style::Cyan, "note: ")
             + wrapped(where + oneLine(evidence.text), textWidth, "    "));
        if (evidence.span) addQuote(*evidence.span, Style::Cyan, evidenceLines, "  ");
    }

    void addFix(const Fix& fix)
    {
        line("  " + styled(Style::Green, formatted("fix ({}): ", toText(fix.applicability)))
             + wrapped(oneLine(fix.title), textWidth, "    "));
        if (fix.outcome) {
            for (const std::string& change : mainChanges(m_audit, fix, changesOfAFix))
                line("    → " + oneLine(change));
            if (fix.outcome->after != fix.outcome->before)
                line(formatted("    → overall risk {} instead of {}", toText(fix.outcome->after),
                               toText(fix.outcome->before)));
        }
        addDiff(diffOf(m_audit, fix));
    }

    void addDiff(std::string_view diff)
    {
        const std::string text = plainText(diff);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string_view row = std::string_view(text).substr(at, end - at);
            const bool head = row.starts_with("---") || row.starts_with("+++");
            const Style style = head   ? Style::Bold
                : row.starts_with('+') ? Style::Green
                : row.starts_with('-') ? Style::Red
                                       : Style::Dim;
            line("    " + styled(style, row));
            at = end + 1;
        }
    }

    void addSuppressed()
    {
        const auto suppressed = suppressedFindings(m_audit);
        if (suppressed.empty()) return;
        line(styled(Style::Bold, formatted("{} suppressed:", suppressed.size())));
        for (const Finding* finding : suppressed)
            line(formatted("  {} {} ({})",
                           oneLine(placeOf(m_audit.model.sources, finding->span).text()),
                           oneLine(finding->title), oneLine(*finding->suppressedBy)));
        line();
    }

    void addUnknowns()
    {
        const auto unknowns = unknownsInBrief(m_audit);
        if (unknowns.empty()) return;
        line(styled(Style::Bold, "not known:"));
        for (const std::string& text : unknowns)
            line("  - " + wrapped(oneLine(text), textWidth, "    "));
        line();
    }

    void addTail()
    {
        std::string tail = countsSentence(m_audit.counts);
        if (!m_audit.indexDate.empty()) tail += " · index data of " + oneLine(m_audit.indexDate);
        if (!m_audit.knowledgeDate.empty())
            tail += " · knowledge of " + oneLine(m_audit.knowledgeDate);
        line(styled(Style::Dim, tail));
    }

    const Audit& m_audit;
    const ReportOptions& m_options;
    std::string m_out;
};

} // namespace

std::string renderText(const Audit& audit, const ReportOptions& options)
{
    return TextReport(audit, options).render();
}

} // namespace pinwheel
