#include "core/dockerfile/dockerfile.h"

#include "core/dockerfile/heredoc.h"
#include "core/dockerfile/instruction_parser.h"
#include "core/dockerfile/line_reader.h"
#include "core/dockerfile/unicode.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

namespace pinwheel {

namespace {

std::string_view withoutTabs(std::string_view line)
{
    line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    return line;
}

/// Where each line text stands last, so that a heredoc without end is known before its body is
/// read.
class LineIndex
{
public:
    explicit LineIndex(LineReader reader)
    {
        while (const auto line = reader.nextLine()) {
            const std::string_view text = reader.slice(line->begin, line->end);
            m_last[text] = line->number;
            m_lastWithoutTabs[withoutTabs(text)] = line->number;
        }
    }
    [[nodiscard]] bool has(std::string_view text, bool ignoreTabs, std::uint32_t fromLine) const
    {
        const auto& lines = ignoreTabs ? m_lastWithoutTabs : m_last;
        const auto found = lines.find(text);
        return found != lines.end() && found->second >= fromLine;
    }

private:
    std::unordered_map<std::string_view, std::uint32_t> m_last;
    std::unordered_map<std::string_view, std::uint32_t> m_lastWithoutTabs;
};

class DockerfileParser
{
public:
    DockerfileParser(Dockerfile& tree, std::string_view bytes)
        : m_tree(tree)
        , m_bytes(bytes)
        , m_reader(tree, bytes)
    {
    }
    void parse();

private:
    void readHeredocs(Instruction& instruction, const LogicalLine& line);
    void readHeredoc(Instruction& instruction, const HeredocMark& mark);
    [[nodiscard]] bool looksLikeInstruction(const PhysicalLine& line) const;

    Dockerfile& m_tree;
    std::string_view m_bytes;
    LineReader m_reader;
    std::optional<LineIndex> m_index;
};

bool canHoldHeredocs(const Instruction& instruction)
{
    const Instruction& inner = instruction.keyword == "ONBUILD" && !instruction.trigger.empty()
        ? instruction.trigger.front()
        : instruction;
    return (inner.keyword == "RUN" || inner.keyword == "COPY" || inner.keyword == "ADD")
        && !inner.isExec();
}

void setLines(Instruction& instruction, std::uint32_t first, std::uint32_t last)
{
    instruction.startLine = first;
    instruction.endLine = last;
    for (Instruction& inner : instruction.trigger)
        setLines(inner, first, last);
}

void DockerfileParser::parse()
{
    std::size_t comments = 0;
    while (true) {
        const std::optional<LogicalLine> line = m_reader.nextInstruction();
        if (!line) break;
        Instruction instruction = parseInstruction(line->text, m_tree.escape, m_tree.problems);
        instruction.span.begin = std::min(line->begin, instruction.keywordSpan.begin);
        instruction.span.end = std::max(instruction.span.end, line->end);
        setLines(instruction, line->firstLine, line->lastLine);
        for (; comments < m_tree.comments.size(); ++comments)
            if (!m_tree.comments[comments].inInstruction)
                instruction.commentsBefore.push_back(comments);
        if (canHoldHeredocs(instruction) && line->text.text().contains("<<"))
            readHeredocs(instruction, *line);
        m_tree.instructions.push_back(std::move(instruction));
    }
    if (m_tree.instructions.empty())
        m_tree.problems.push_back({.kind = DockerfileProblem::Kind::NoInstructions,
                                   .message = "file with no instructions",
                                   .span = {.file = m_tree.file, .begin = 0, .end = 0},
                                   .fatal = true});
    std::ranges::stable_sort(m_tree.problems, {},
                             [](const DockerfileProblem& problem) { return problem.span.begin; });
}

void DockerfileParser::readHeredocs(Instruction& instruction, const LogicalLine& line)
{
    const auto marks = heredocMarks(line.text.text());
    if (!marks) {
        m_tree.problems.push_back({.kind = DockerfileProblem::Kind::InvalidHeredoc,
                                   .message = marks.error(),
                                   .span = instruction.span,
                                   .fatal = true});
        return;
    }
    for (const HeredocMark& mark : *marks)
        readHeredoc(instruction, mark);
}

/// Where a body has no end it stops before the next line that looks like an instruction, so that
/// the rest of a file in which somebody is typing keeps its meaning.
bool DockerfileParser::looksLikeInstruction(const PhysicalLine& line) const
{
    const std::string_view text = m_reader.slice(line.begin, line.end);
    const std::size_t end = text.find_first_of(" \t");
    return end != std::string_view::npos && isKnownKeyword(text.substr(0, end));
}

void DockerfileParser::readHeredoc(Instruction& instruction, const HeredocMark& mark)
{
    Heredoc heredoc {.name = mark.name, .expand = mark.expand, .chomp = mark.chomp, .fd = mark.fd};
    if (!m_index) {
        Dockerfile unused;
        m_index.emplace(LineReader(unused, m_bytes));
    }
    const bool isTerminated = m_index->has(mark.name, mark.chomp, instruction.endLine + 1);
    if (!isTerminated)
        m_tree.problems.push_back({.kind = DockerfileProblem::Kind::UnterminatedHeredoc,
                                   .message = "unterminated heredoc",
                                   .span = instruction.span,
                                   .fatal = true});
    std::uint32_t end = 0;
    bool isFirst = true;
    while (const auto line = m_reader.peekLine()) {
        if (!isTerminated && looksLikeInstruction(*line)) break;
        (void)m_reader.nextLine();
        if (isFirst)
            heredoc.contentSpan = {.file = m_tree.file, .begin = line->begin, .end = line->begin};
        isFirst = false;
        const std::string_view text = m_reader.slice(line->begin, line->end);
        instruction.endLine = line->number;
        end = line->end;
        if (isTerminated && (mark.chomp ? withoutTabs(text) : text) == mark.name) {
            heredoc.endSpan = {.file = m_tree.file, .begin = line->begin, .end = line->end};
            break;
        }
        heredoc.contentSpan.end = line->next;
    }
    if (isFirst)
        heredoc.contentSpan = {
            .file = m_tree.file, .begin = instruction.span.end, .end = instruction.span.end};
    if (!isFirst)
        instruction.span.end = std::max({instruction.span.end, end, heredoc.contentSpan.end});
    heredoc.content = m_reader.slice(heredoc.contentSpan.begin, heredoc.contentSpan.end);
    instruction.heredocs.push_back(std::move(heredoc));
}

/// Copies the bytes of `span` and of what lies before it; nodes come in the order of the file.
class Printer
{
public:
    explicit Printer(const Dockerfile& tree)
        : m_tree(tree)
    {
    }
    void put(Span span)
    {
        assert(span.begin >= m_at && span.end >= span.begin);
        m_result.append(m_tree.text, m_at, span.end - m_at);
        m_at = span.end;
    }
    void put(const Instruction& instruction)
    {
        put(instruction.keywordSpan);
        for (const Flag& flag : instruction.flags)
            put(flag.span);
        const JoinedText& arguments = instruction.arguments;
        for (const Span piece :
             arguments.pieces(0, static_cast<std::uint32_t>(arguments.text().size())))
            put(piece);
        for (const Heredoc& heredoc : instruction.heredocs) {
            put(heredoc.contentSpan);
            if (!heredoc.endSpan.isEmpty()) put(heredoc.endSpan);
        }
        const std::uint32_t end = std::max(m_at, instruction.span.end);
        put({.file = instruction.span.file, .begin = end, .end = end});
    }
    [[nodiscard]] std::string finish()
    {
        m_result.append(m_tree.text, m_at);
        return std::move(m_result);
    }

private:
    const Dockerfile& m_tree;
    std::string m_result;
    std::uint32_t m_at = 0;
};

} // namespace

JoinedText Heredoc::effectiveContent() const
{
    JoinedText result(contentSpan.file);
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t newline = content.find('\n', at);
        const std::size_t next = newline == std::string::npos ? content.size() : newline + 1;
        const std::string_view line = std::string_view(content).substr(at, next - at);
        const std::string_view kept = chomp ? withoutTabs(line) : line;
        result.append(kept, contentSpan.begin + static_cast<std::uint32_t>(next - kept.size()));
        at = next;
    }
    return result;
}

const Flag* Instruction::flag(std::string_view name) const
{
    const auto found = std::ranges::find_last(flags, name, &Flag::name);
    return found.empty() ? nullptr : &found.front();
}

const DockerfileProblem* Dockerfile::firstFatal() const
{
    const auto found = std::ranges::find(problems, true, &DockerfileProblem::fatal);
    return found == problems.end() ? nullptr : &*found;
}

const Instruction* Dockerfile::instructionAt(std::uint32_t offset) const
{
    const auto after =
        std::ranges::upper_bound(instructions, offset, {}, [](const Instruction& instruction) {
            return instruction.span.begin;
        });
    if (after == instructions.begin()) return nullptr;
    const Instruction& candidate = *std::prev(after);
    return offset <= candidate.span.end ? &candidate : nullptr;
}

Dockerfile parseDockerfile(FileId file, std::string_view bytes)
{
    Dockerfile tree {.file = file, .text = std::string(bytes)};
    DockerfileParser(tree, bytes).parse();
    return tree;
}

std::string printDockerfile(const Dockerfile& dockerfile)
{
    Printer printer(dockerfile);
    for (const Instruction& instruction : dockerfile.instructions)
        printer.put(instruction);
    return printer.finish();
}

JoinedText commandText(const Instruction& instruction)
{
    if (instruction.keyword != "HEALTHCHECK" || instruction.isExec()
        || instruction.words.size() < 2)
        return instruction.arguments;
    const std::string& text = instruction.arguments.text();
    const auto size = static_cast<std::uint32_t>(text.size());
    return instruction.arguments.slice(
        size - static_cast<std::uint32_t>(instruction.words.back().text.size()), size);
}

} // namespace pinwheel
