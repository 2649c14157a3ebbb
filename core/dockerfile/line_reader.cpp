// Lines of a Dockerfile. A line that ends in the escape character goes on in the next one, unless
// another escape character stands directly before; blanks may follow it. Comment lines and empty
// lines inside do not end it. Directives are comments of the form `# name=value` before everything
// else. Source: the Dockerfile reference, "Parser directives" and "escape"; the behaviour of
// BuildKit's frontend/dockerfile/parser.
#include "core/dockerfile/line_reader.h"

#include "core/base/ascii_case.h"
#include "core/base/limits.h"
#include "core/dockerfile/unicode.h"

#include <algorithm>

namespace pinwheel {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isAsciiBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}
bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The text in front of a continuation mark; none when the line ends here.
std::optional<std::string_view> beforeContinuation(std::string_view line, char escape)
{
    const std::size_t last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos || line[last] != escape) return std::nullopt;
    if (last > 0 && line[last - 1] == escape) return std::nullopt;
    return line.substr(0, last);
}

struct NameAndValue {
    std::string_view name;
    std::string_view value;
};

/// `name = value` of a directive, without the comment sign.
std::optional<NameAndValue> directiveParts(std::string_view text)
{
    std::size_t end = 0;
    while (end < text.size()
           && (isAsciiLetter(text[end]) || (end > 0 && text[end] >= '0' && text[end] <= '9')))
        ++end;
    if (end == 0) return std::nullopt;
    const std::string_view name = text.substr(0, end);
    while (end < text.size() && isAsciiBlank(text[end]))
        ++end;
    if (end >= text.size() || text[end] != '=') return std::nullopt;
    std::string_view value = text.substr(end + 1);
    if (value.empty()) return std::nullopt;
    // A value of nothing but blanks is one blank: BuildKit's expression wants at least one
    // character.
    while (value.size() > 1 && isAsciiBlank(value.front()))
        value.remove_prefix(1);
    while (value.size() > 1 && isAsciiBlank(value.back()))
        value.remove_suffix(1);
    return NameAndValue {.name = name, .value = value};
}

} // namespace

LineReader::LineReader(Dockerfile& tree, std::string_view bytes)
    : m_tree(tree)
    , m_bytes(bytes)
{
    if (bytes.starts_with(byteOrderMark)) m_at = byteOrderMark.size();
}

void LineReader::report(DockerfileProblem::Kind kind, std::string message, std::uint32_t begin,
                        std::uint32_t end, bool fatal)
{
    m_tree.problems.push_back({.kind = kind,
                               .message = std::move(message),
                               .span = {.file = m_tree.file, .begin = begin, .end = end},
                               .fatal = fatal});
}

std::optional<PhysicalLine> LineReader::peekLine() const
{
    if (m_at >= m_bytes.size() || m_line >= limits::dockerfileLines) return std::nullopt;
    const std::size_t newline = m_bytes.find('\n', m_at);
    const std::size_t next = newline == std::string_view::npos ? m_bytes.size() : newline + 1;
    std::size_t end = next;
    while (end > m_at && (m_bytes[end - 1] == '\n' || m_bytes[end - 1] == '\r'))
        --end;
    return PhysicalLine {.begin = m_at,
                         .end = static_cast<std::uint32_t>(end),
                         .next = static_cast<std::uint32_t>(next),
                         .number = m_line + 1};
}

std::optional<PhysicalLine> LineReader::nextLine()
{
    const std::optional<PhysicalLine> line = peekLine();
    if (!line) return line;
    // The mark counts for the buffer of the first line.
    const std::uint32_t begin = line->number == 1 ? 0 : line->begin;
    const std::uint32_t length = line->next - begin;
    const bool hasNewline = m_bytes[line->next - 1] == '\n';
    if (length > limits::dockerfileLineBytes
        || (!hasNewline && length == limits::dockerfileLineBytes))
        report(DockerfileProblem::Kind::LineTooLong,
               "dockerfile line greater than max allowed size of "
                   + std::to_string(limits::dockerfileLineBytes - 1),
               line->begin, line->end, true);
    m_at = line->next;
    m_line = line->number;
    if (m_line == limits::dockerfileLines && m_at < m_bytes.size())
        report(DockerfileProblem::Kind::TooManyLines,
               "only the first " + std::to_string(limits::dockerfileLines) + " lines are read",
               m_at, m_at, false);
    return line;
}

std::uint32_t LineReader::contentBegin(PhysicalLine line) const
{
    return line.begin
        + static_cast<std::uint32_t>(unicode::leadingSpace(slice(line.begin, line.end)));
}

void LineReader::readComment(PhysicalLine line, std::uint32_t begin, bool inInstruction)
{
    m_tree.comments.push_back({.text = std::string(unicode::trimmed(slice(begin + 1, line.end))),
                               .span = {.file = m_tree.file, .begin = begin, .end = line.end},
                               .line = line.number,
                               .inInstruction = inInstruction});
}

bool LineReader::readDirective(PhysicalLine line, std::uint32_t begin)
{
    if (m_directivesEnded) return false;
    m_directivesEnded = true;
    const std::string_view text = slice(begin, line.end);
    if (!text.starts_with('#')) return false;
    const std::string_view rest = text.substr(1 + unicode::leadingSpace(text.substr(1)));
    const std::optional<NameAndValue> parts = directiveParts(rest);
    if (!parts) return false;
    const std::string name = asciiLowerCase(parts->name);
    if (name != "syntax" && name != "escape" && name != "check") return false;
    m_directivesEnded = false;

    const auto valueBegin = static_cast<std::uint32_t>(parts->value.data() - m_bytes.data());
    const auto valueEnd = valueBegin + static_cast<std::uint32_t>(parts->value.size());
    if (std::ranges::contains(m_tree.directives, name, &Directive::name)) {
        report(DockerfileProblem::Kind::DuplicateDirective,
               "only one " + name + " parser directive can be used", begin, line.end, true);
        return true;
    }
    m_tree.directives.push_back(
        {.name = name,
         .value = {.text = std::string(parts->value),
                   .span = {.file = m_tree.file, .begin = valueBegin, .end = valueEnd}},
         .span = {.file = m_tree.file, .begin = begin, .end = line.end},
         .line = line.number});
    if (name != "escape") return true;
    if (parts->value == "`" || parts->value == "\\") {
        m_tree.escape = parts->value.front();
    } else {
        report(DockerfileProblem::Kind::InvalidEscape,
               "invalid escape token '" + std::string(parts->value) + "' does not match ` or \\",
               valueBegin, valueEnd, true);
    }
    return true;
}

std::optional<LogicalLine> LineReader::nextInstruction()
{
    std::optional<PhysicalLine> line;
    std::uint32_t begin = 0;
    // Empty lines, comments and directives in front of the instruction.
    while (true) {
        line = nextLine();
        if (!line) return std::nullopt;
        begin = contentBegin(*line);
        const bool isDirective = readDirective(*line, begin);
        if (begin == line->end) continue;
        if (m_bytes[begin] != '#') break;
        if (!isDirective) readComment(*line, begin, false);
    }
    LogicalLine result {.text = JoinedText(m_tree.file),
                        .begin = begin,
                        .firstLine = line->number,
                        .lastLine = line->number,
                        .end = line->end};
    bool hasEmptyLine = false;
    bool goesOn = true;
    for (bool isFirst = true; line; isFirst = false) {
        result.lastLine = line->number;
        result.end = line->end;
        if (!isFirst) {
            const std::uint32_t content = contentBegin(*line);
            begin = line->begin;
            if (content == line->end || m_bytes[content] == '#') {
                if (content == line->end) {
                    hasEmptyLine = true;
                } else {
                    readComment(*line, content, true);
                }
                line = nextLine();
                continue;
            }
        }
        const std::string_view text = slice(begin, line->end);
        const std::optional<std::string_view> before = beforeContinuation(text, m_tree.escape);
        goesOn = before.has_value();
        result.text.append(before.value_or(text), begin);
        if (!goesOn) break;
        line = nextLine();
    }
    if (hasEmptyLine)
        report(DockerfileProblem::Kind::EmptyContinuation,
               "Empty continuation line found in: " + result.text.text(), result.text.span().begin,
               result.end, false);
    return result;
}

} // namespace pinwheel
