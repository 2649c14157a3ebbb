#include "core/requirements/logical_lines.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <optional>

namespace pinwheel {
namespace {

/// Bytes of the line break at `i`; 0 where none stands. Source: Python's reference, str.splitlines.
std::size_t lineBreakAt(std::string_view text, std::size_t i)
{
    const auto at = [text](std::size_t index) {
        return static_cast<unsigned char>(index < text.size() ? text[index] : '\0');
    };
    switch (at(i)) {
    case '\r':
        return at(i + 1) == '\n' && i + 1 < text.size() ? 2 : 1;
    case '\n':
    case '\v':
    case '\f':
    case 0x1C:
    case 0x1D:
    case 0x1E:
        return 1;
    case 0xC2:
        return at(i + 1) == 0x85 ? 2 : 0;
    case 0xE2:
        return at(i + 1) == 0x80 && (at(i + 2) == 0xA8 || at(i + 2) == 0xA9) ? 3 : 0;
    default:
        return 0;
    }
}

/// True for `#` at the beginning, or behind blanks: pip's pattern (^|\s+)# at the first byte.
bool isComment(std::string_view line)
{
    std::size_t i = 0;
    while (const std::size_t size = blankAt(line, i))
        i += size;
    return i < line.size() && line[i] == '#';
}

/// Where the blank before `position` begins; `position` itself where none stands there.
std::size_t blankBefore(std::string_view line, std::size_t position)
{
    for (std::size_t size = 1; size <= 3 && size <= position; ++size)
        if (blankAt(line, position - size) == size) return position - size;
    return position;
}

/// The first byte of the comment with the blanks before it; the size where there is none.
std::size_t commentBegin(std::string_view line)
{
    for (std::size_t hash = line.find('#'); hash != std::string_view::npos;
         hash = line.find('#', hash + 1)) {
        if (hash == 0) return 0;
        std::size_t begin = hash;
        while (begin > 0) {
            const std::size_t before = blankBefore(line, begin);
            if (before == begin) break;
            begin = before;
        }
        if (begin < hash) return begin;
    }
    return line.size();
}

void takeOffCommentAndBlanks(TracedLine& line)
{
    const std::string_view text = line.text();
    const std::string_view kept = withoutOuterBlanks(text.substr(0, commentBegin(text)));
    const auto begin = kept.empty() ? 0 : static_cast<std::size_t>(kept.data() - text.data());
    line.keep(begin, begin + kept.size());
}

class LineJoiner
{
public:
    std::vector<JoinedLine> take()
    {
        // A backslash in the last line joins it with nothing.
        if (m_joined) yield(std::move(*m_joined));
        return std::move(m_lines);
    }

    void add(std::string_view line, std::uint32_t begin, std::uint32_t number)
    {
        const bool comment = isComment(line);
        if (line.ends_with('\\') && !comment) {
            if (!m_joined) m_joined = JoinedLine {.number = number};
            // Backslashes are taken off at both ends, as many as there are.
            const std::size_t first = std::min(line.find_first_not_of('\\'), line.size());
            const std::size_t last = line.find_last_not_of('\\');
            if (last != std::string_view::npos)
                m_joined->line.append(line.substr(first, last + 1 - first),
                                      begin + static_cast<std::uint32_t>(first));
            return;
        }
        JoinedLine whole = m_joined ? std::move(*m_joined) : JoinedLine {.number = number};
        m_joined.reset();
        // So that a comment behind a continuation is still one.
        if (comment) whole.line.appendInstead(" ", begin, begin);
        whole.line.append(line, begin);
        yield(std::move(whole));
    }

private:
    void yield(JoinedLine line)
    {
        takeOffCommentAndBlanks(line.line);
        if (!line.line.text().empty()) m_lines.push_back(std::move(line));
    }

    std::vector<JoinedLine> m_lines;
    std::optional<JoinedLine> m_joined;
};

} // namespace

std::vector<JoinedLine> logicalLines(std::string_view text)
{
    LineJoiner joiner;
    std::uint32_t number = 1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = lineBreakAt(text, i);
        if (size == 0) {
            ++i;
            continue;
        }
        joiner.add(text.substr(begin, i - begin), static_cast<std::uint32_t>(begin), number++);
        i += size;
        begin = i;
    }
    if (begin < text.size())
        joiner.add(text.substr(begin), static_cast<std::uint32_t>(begin), number);
    return joiner.take();
}

bool splitAsShlex(std::string_view text, std::vector<SplitWord>& words)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    std::size_t i = 0;
    while (true) {
        while (i < text.size() && isBlank(text[i]))
            ++i;
        if (i >= text.size()) return true;
        SplitWord word {.begin = i};
        char quote = '\0';
        for (; i < text.size() && (quote || !isBlank(text[i])); ++i) {
            const char c = text[i];
            if (c == '\\' && quote != '\'') {
                if (++i >= text.size()) return false;
                // Within double quotes a backslash quotes only itself and the quote.
                if (quote && text[i] != '"' && text[i] != '\\') word.text += '\\';
                word.text += text[i];
                word.verbatim = false;
            } else if (c == quote) {
                quote = '\0';
            } else if (!quote && (c == '"' || c == '\'')) {
                quote = c;
                word.verbatim = false;
            } else {
                word.text += c;
            }
        }
        if (quote) return false;
        word.end = i;
        words.push_back(std::move(word));
    }
}

} // namespace pinwheel
