// The document as GitHub-flavoured Markdown. Figures become tables; what is folded stands in
// collapsible details. There are no links: GitHub makes its own list of sections, and a report from
// outside must not lead anywhere.

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/document.h"
#include "core/report/escape.h"
#include "core/report/markdown_summary.h"

#include <algorithm>

namespace pinwheel {
namespace {

std::string bold(const std::string& text)
{
    return text.empty() ? text : formatted("**{}**", text);
}

std::string markdownRun(const TextRun& run)
{
    if (run.style == RunStyle::Code) return markdownCode(run.text);
    const std::size_t first = run.text.find_first_not_of(' ');
    if (first == std::string::npos) return run.text;
    // Blanks stand outside the stars, where mark-up would not close otherwise.
    const std::size_t end = run.text.find_last_not_of(' ') + 1;
    std::string text = markdownText(run.text.substr(first, end - first));
    // What is medium, low, well or unknown is told by its word alone, so that the rest stands out.
    const bool isQuiet =
        run.tone == "medium" || run.tone == "low" || run.tone == "ok" || run.tone == "unknown";
    if (run.style == RunStyle::Strong && !isQuiet) text = bold(text);
    const std::string_view mark = run.tone == "ok" ? "✓ " : run.tone == "fails" ? "✗ " : "";
    return formatted("{}{}{}{}", run.text.substr(0, first), mark, text, run.text.substr(end));
}

std::string markdownRuns(const RichText& text)
{
    std::string out;
    for (const TextRun& run : text)
        out += markdownRun(run);
    return out;
}

std::string_view languageOf(std::string_view fileName)
{
    return fileName.ends_with(".py") ? "python" : fileName.ends_with(".sh") ? "sh" : "dockerfile";
}

/// Lines with their numbers, the marked part underlined with carets.
std::string markdownQuote(const CodeBlock& code)
{
    std::string out;
    for (const CodeLine& line : code.lines) {
        out += formatted("{:>4} | {}\n", line.number.value_or(0), line.text);
        const std::string_view text = line.text;
        const std::size_t before = displayWidth(text.substr(0, line.markBegin));
        const std::size_t marked =
            displayWidth(text.substr(line.markBegin, line.markEnd - line.markBegin));
        if (marked > 0)
            out += formatted("     | {}{}\n", std::string(before, ' '), std::string(marked, '^'));
    }
    return markdownFence(out, "text");
}

std::string markdownCodeBlock(const CodeBlock& code)
{
    const auto isNumbered = [](const CodeLine& line) { return line.number.has_value(); };
    if (std::ranges::any_of(code.lines, isNumbered)) return markdownQuote(code);
    std::string out;
    for (const CodeLine& line : code.lines)
        out += line.text + '\n';
    const bool isDiff = std::ranges::any_of(
        code.lines, [](const CodeLine& line) { return line.kind != CodeLineKind::Plain; });
    return markdownFence(out, isDiff ? "diff" : languageOf(code.fileName));
}

std::string indented(std::string_view text, std::size_t columns)
{
    std::string out(columns, ' ');
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == '\n' && i + 1 < text.size()) out.append(columns, ' ');
    }
    return out;
}

class MarkdownReport
{
public:
    std::string render(const ReportDocument& document)
    {
        for (const ReportBlock& block : document.blocks)
            std::visit([this](const auto& one) { add(one); }, block);
        return std::move(m_out);
    }

private:
    /// A block of its own: a blank line stands before it.
    void begin()
    {
        if (!m_out.empty() && !m_out.ends_with("\n\n")) m_out += '\n';
    }
    void row(const std::vector<std::string>& cells)
    {
        m_out += '|';
        for (const std::string& cell : cells)
            m_out += formatted(" {} |", cell.empty() ? "–" : cell);
        m_out += '\n';
    }
    void head(const std::vector<std::string>& cells)
    {
        begin();
        row(cells);
        m_out += '|';
        for (std::size_t i = 0; i < cells.size(); ++i)
            m_out += " --- |";
        m_out += '\n';
    }
    void beginFold(const std::optional<Fold>& fold)
    {
        begin();
        if (fold) m_out += formatted("<details><summary>{}</summary>\n\n", htmlText(fold->summary));
    }
    void endFold(const std::optional<Fold>& fold)
    {
        if (fold) m_out += "\n</details>\n";
    }

    void add(const TitleBlock& title)
    {
        m_out += formatted("# {}{}\n\n**Overall risk: {}.**", title.title,
                           title.project.empty() ? "" : ": " + markdownText(title.project),
                           title.before);
        if (title.after) m_out += formatted(" After all safe fixes: **{}**.", *title.after);
        m_out +=
            formatted(" Findings: {}.\n", title.counts == "no findings" ? "none" : title.counts);
    }
    void add(const ContentsBlock&) { }
    void add(const HeadingBlock& heading)
    {
        begin();
        m_out +=
            formatted("{} {}\n", heading.depth == 1 ? "##" : "###", markdownRuns(heading.text));
    }
    void add(const ParagraphBlock& paragraph)
    {
        begin();
        m_out += markdownRuns(paragraph.text) + '\n';
    }
    void add(const CodeBlock& code)
    {
        begin();
        m_out += markdownCodeBlock(code);
    }
    void add(const ListBlock& list)
    {
        beginFold(list.fold);
        addItems(list.items, list.style, 0);
        endFold(list.fold);
    }
    void addItems(const std::vector<ListItem>& items, ListStyle style,
                  std::size_t columns) // NOLINT(misc-no-recursion): lists are some levels deep.
    {
        std::size_t number = 0;
        for (const ListItem& item : items) {
            const std::string marker =
                style == ListStyle::Bullets ? "- " : formatted("{}. ", ++number);
            m_out +=
                formatted("{}{}{}\n", std::string(columns, ' '), marker, markdownRuns(item.text));
            if (item.code)
                m_out += formatted(
                    "\n{}\n", indented(markdownCodeBlock(*item.code), columns + marker.size()));
            addItems(item.items, ListStyle::Bullets, columns + marker.size());
        }
    }
    void add(const TableBlock& table)
    {
        beginFold(table.fold);
        head(table.head);
        for (const auto& cells : table.rows) {
            std::vector<std::string> texts;
            for (const RichText& cell : cells)
                texts.push_back(markdownRuns(cell));
            row(texts);
        }
        endFold(table.fold);
    }
    void add(const TimelineFigure& timeline)
    {
        // The layers stand in a table anyway.
        if (timeline.lanes.empty()) return;
        head({"Package", "Decisions along the build"});
        for (const TimelineFigure::Lane& lane : timeline.lanes) {
            std::string stops;
            for (const TimelineFigure::Stop& stop : lane.stops)
                stops += formatted("{}layer {}: {} {}", stops.empty() ? "" : "; ",
                                   timeline.cards[stop.card].layer, stop.decision, stop.version);
            row({markdownCode(lane.name), markdownText(stops)});
        }
    }
    void add(const RiskFigure& figure)
    {
        head({"Probability ↓ impact →", "low", "medium", "high", "critical"});
        for (std::size_t y = figure.cells.size(); y-- > 0;) {
            std::vector<std::string> texts = {std::string(toText(static_cast<Probability>(y)))};
            for (const RiskFigure::Cell& cell : figure.cells[y])
                texts.push_back(cell.count == 0 ? "" : formatted("{} {}", cell.count, cell.tone));
            row(texts);
        }
    }

    std::string m_out;
};

} // namespace

std::string renderMarkdown(const Audit& audit, const ReportOptions& options)
{
    if (options.summary) return renderMarkdownSummary(audit, options);
    return MarkdownReport().render(documentOf(audit, options));
}

} // namespace pinwheel
