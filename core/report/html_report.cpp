// The document as one self-contained page: no script, no outside resource, its own content-security
// policy (the style sheet by its hash), headings in order, tables with header cells, figures as
// inline SVG whose content stands in tables too.

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/document.h"
#include "core/report/escape.h"
#include "core/report/html_figures.h"
#include "core/report/html_style.h"
#include "core/report/places.h"

#include <charconv>

namespace pinwheel {
namespace {

std::string base64(std::string_view bytes)
{
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8U)
                | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? alphabet[(group >> (18U - 6U * k)) & 63U] : '=';
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

std::string idAttribute(std::string_view id)
{
    return id.empty() ? "" : formatted(" id=\"{}\"", id);
}

std::string htmlRun(const TextRun& run)
{
    std::string text = htmlText(run.text);
    if (run.style == RunStyle::Code)
        text = formatted("<code>{}</code>", text);
    else if (!run.tone.empty())
        text = formatted("<span class=\"level {}\">{}</span>", run.tone, text);
    else if (run.style == RunStyle::Strong)
        text = formatted("<strong>{}</strong>", text);
    else if (run.style == RunStyle::Soft)
        text = formatted("<span class=\"soft\">{}</span>", text);
    if (run.target.starts_with('#')) return formatted("<a href=\"{}\">{}</a>", run.target, text);
    if (run.target.starts_with("https://"))
        return formatted("<a href=\"{}\">{}</a>", htmlText(run.target), text);
    return text;
}

std::string htmlRuns(const RichText& text)
{
    std::string out;
    for (const TextRun& run : text)
        out += htmlRun(run);
    return out;
}

std::string htmlLine(const CodeLine& line)
{
    const std::string_view text = line.text;
    std::string out =
        line.number ? formatted("<span class=\"soft\">{:>4} </span>", *line.number) : "";
    if (line.kind == CodeLineKind::Added) return out + formatted("<ins>{}</ins>\n", htmlText(text));
    if (line.kind == CodeLineKind::Removed)
        return out + formatted("<del>{}</del>\n", htmlText(text));
    if (line.kind == CodeLineKind::Hunk)
        return out + formatted("<span class=\"soft\">{}</span>\n", htmlText(text));
    out += htmlText(text.substr(0, line.markBegin));
    if (line.markEnd > line.markBegin)
        out += formatted("<mark>{}</mark>",
                         htmlText(text.substr(line.markBegin, line.markEnd - line.markBegin)));
    return out + htmlText(text.substr(line.markEnd)) + '\n';
}

class HtmlReport
{
public:
    std::string render(const ReportDocument& document)
    {
        const std::string title = htmlText(document.title);
        m_out =
            formatted("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
                      "charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                      "initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" "
                      "content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action "
                      "'none'\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
                      styleHash(), title, htmlStyle);
        m_out += formatted("<header><h1>{}</h1></header>\n", title);
        addNavigation(document);
        m_out += "<main>\n";
        for (const ReportBlock& block : document.blocks)
            std::visit([this](const auto& one) { add(one); }, block);
        endArticle();
        m_out += "</main>\n</body>\n</html>\n";
        return std::move(m_out);
    }

private:
    void addNavigation(const ReportDocument& document)
    {
        m_out += "<nav aria-label=\"Sections\"><ul>\n";
        for (const ReportBlock& block : document.blocks) {
            const auto* heading = std::get_if<HeadingBlock>(&block);
            if (heading == nullptr || heading->depth != 1) continue;
            m_out += formatted("<li><a href=\"#{}\">{}</a></li>\n", heading->id,
                               htmlText(wordsOf(heading->text)));
        }
        m_out += "</ul></nav>\n";
    }
    void endArticle()
    {
        if (std::exchange(m_inArticle, false)) m_out += "</article>\n";
    }
    void beginFold(const std::optional<Fold>& fold)
    {
        if (fold) m_out += formatted("<details><summary>{}</summary>\n", htmlText(fold->summary));
    }
    void endFold(const std::optional<Fold>& fold)
    {
        if (fold) m_out += "</details>\n";
    }

    void add(const TitleBlock& title)
    {
        m_out += formatted("<p class=\"verdict\">Overall risk: {}",
                           htmlRun({title.before, RunStyle::Strong, title.before, {}}));
        if (title.after)
            m_out += formatted("; after all safe fixes: {}",
                               htmlRun({*title.after, RunStyle::Strong, *title.after, {}}));
        m_out += formatted(". Findings: {}.</p>\n",
                           title.counts == "no findings" ? "none" : title.counts);
    }
    void add(const ContentsBlock&) { } // the navigation stands above
    void add(const HeadingBlock& heading)
    {
        endArticle();
        m_inArticle = heading.beginsArticle;
        if (m_inArticle) m_out += "<article>\n";
        m_out += formatted("<h{0}{1}>{2}</h{0}>\n", heading.depth + 1, idAttribute(heading.id),
                           htmlRuns(heading.text));
    }
    void add(const ParagraphBlock& paragraph)
    {
        m_out += formatted("<p>{}</p>\n", htmlRuns(paragraph.text));
    }
    void add(const CodeBlock& code)
    {
        m_out += "<pre tabindex=\"0\">";
        for (const CodeLine& line : code.lines)
            m_out += htmlLine(line);
        m_out += "</pre>\n";
    }
    void add(const ListBlock& list)
    {
        beginFold(list.fold);
        addItems(list.items, list.style == ListStyle::Bullets ? "ul" : "ol");
        endFold(list.fold);
    }
    void addItems(const std::vector<ListItem>& items,
                  std::string_view tag) // NOLINT(misc-no-recursion): lists are some levels deep.
    {
        m_out += formatted("<{}>\n", tag);
        for (const ListItem& item : items) {
            m_out += formatted("<li{}>{}", idAttribute(item.id), htmlRuns(item.text));
            if (item.code) {
                m_out += '\n';
                add(*item.code);
            }
            if (!item.items.empty()) {
                m_out += '\n';
                addItems(item.items, "ul");
            }
            m_out += "</li>\n";
        }
        m_out += formatted("</{}>\n", tag);
    }
    void add(const TableBlock& table)
    {
        beginFold(table.fold);
        m_out += "<div class=\"scroll\"><table>\n<thead><tr>";
        for (const std::string& cell : table.head)
            m_out += formatted("<th scope=\"col\">{}</th>", htmlText(cell));
        m_out += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            m_out += "<tr>";
            for (const RichText& cell : row)
                m_out += formatted("<td>{}</td>", htmlRuns(cell));
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table></div>\n";
        endFold(table.fold);
    }
    void add(const TimelineFigure& timeline)
    {
        m_out += formatted("<figure class=\"scroll\" tabindex=\"0\">{}</figure>\n",
                           timelineSvg(timeline));
    }
    void add(const RiskFigure& figure)
    {
        m_out += formatted("<figure>{}<figcaption class=\"soft\">Findings by probability and "
                           "impact</figcaption></figure>\n",
                           riskMatrixSvg(figure));
    }

    std::string m_out;
    bool m_inArticle = false;
};

} // namespace

std::string renderHtml(const Audit& audit, const ReportOptions& options)
{
    return HtmlReport().render(documentOf(audit, options));
}

} // namespace pinwheel
