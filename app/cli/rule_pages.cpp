#include "app/cli/rule_pages.h"

#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/report/escape.h"
#include "core/text/file_provider.h"

#include <algorithm>
#include <cctype>

namespace pinwheel {
namespace {

constexpr std::size_t pageWidth = 96;

class TerminalMarkdown
{
public:
    explicit TerminalMarkdown(bool color)
        : m_color(color)
    {
    }

    std::string render(const std::string& markdown)
    {
        for (std::size_t at = 0; at < markdown.size();) {
            const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
            take(std::string_view(markdown).substr(at, end - at));
            at = end + 1;
        }
        flush();
        while (m_out.ends_with("\n\n"))
            m_out.pop_back();
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string styled(std::string_view code, std::string_view text) const
    {
        return m_color ? formatted("\033[{}m{}\033[0m", code, text) : std::string(text);
    }

    void take(std::string_view line)
    {
        if (line.starts_with("```")) {
            flush();
            m_inCode = !m_inCode;
            if (!m_inCode) m_out += '\n';
        } else if (m_inCode) {
            m_out += "    " + styled("36", line) + "\n";
        } else if (line.starts_with('#')) {
            flush();
            const std::size_t text = line.find_first_not_of("# ");
            if (text != std::string_view::npos) m_out += styled("1", line.substr(text)) + "\n\n";
        } else if (line.find_first_not_of(' ') == std::string_view::npos) {
            flush();
        } else if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with('|')) {
            flush(false);
            m_paragraph = line;
        } else {
            if (!m_paragraph.empty()) m_paragraph += ' ';
            m_paragraph += line.substr(line.find_first_not_of(' '));
        }
    }

    void flush(bool endsBlock = true)
    {
        if (!m_paragraph.empty()) {
            const bool item = m_paragraph.starts_with("- ") || m_paragraph.starts_with("* ");
            m_out += inlined(m_paragraph.starts_with('|')
                                 ? m_paragraph
                                 : wrapped(m_paragraph, pageWidth, item ? "  " : ""))
                + "\n";
            m_paragraph.clear();
            m_open = true;
        }
        if (endsBlock && m_open) {
            m_out += '\n';
            m_open = false;
        }
    }

    /// Backticks and asterisks become styles; without colour code keeps its backticks.
    [[nodiscard]] std::string inlined(std::string_view text) const
    {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::string_view mark = text.substr(i).starts_with("**") ? "**"
                : text[i] == '`'                                           ? "`"
                                                                           : "";
            const std::size_t end =
                mark.empty() ? std::string_view::npos : text.find(mark, i + mark.size());
            if (end == std::string_view::npos) {
                out += text[i];
                continue;
            }
            const std::string_view inner = text.substr(i + mark.size(), end - i - mark.size());
            if (mark == "`")
                out += m_color ? styled("36", inner) : formatted("`{}`", inner);
            else
                out += styled("1", inner);
            i = end + mark.size() - 1;
        }
        return out;
    }

    bool m_color;
    bool m_inCode = false;
    bool m_open = false; ///< lines were written since the last blank one
    std::string m_paragraph;
    std::string m_out;
};

} // namespace

Result<std::string> readRulePage(std::string_view id)
{
    // Only ids reach this: a name with other characters is no file of ours.
    if (id.empty()
        || !std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) != 0; }))
        return fail(ErrorCode::NotFound, formatted("{}: no such rule", id));
    return readTextFile(dataFolder() / "rules" / (std::string(id) + ".md"));
}

std::string renderMarkdownForTerminal(std::string_view markdown, bool color)
{
    return TerminalMarkdown(color).render(plainText(markdown));
}

} // namespace pinwheel
