#include "core/fixes/edit_builders.h"

#include "core/base/format.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
        || c == '_' || c == '-';
}

/// Where the line's continuation character stands behind `at`, when nothing but blanks comes before
/// it.
std::optional<std::uint32_t> continuationBehind(std::string_view text, std::uint32_t at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    if (at >= text.size() || (text[at] != '\\' && text[at] != '`')) return std::nullopt;
    std::uint32_t next = at + 1;
    while (next < text.size() && isBlank(text[next]))
        ++next;
    return next < text.size() && text[next] == '\n' ? std::optional(next) : std::nullopt;
}

/// The word `install` of the command, behind its program.
std::optional<std::uint32_t> endOfInstallWord(const AuditModel& model, const InstallStep& step)
{
    if (!isEditable(model, step)) return std::nullopt;
    const std::string_view text = model.sources.text(step.span.file).bytes();
    const Span program = step.command.program.span;
    const std::uint32_t from = program.file == step.span.file && step.span.contains(program)
        ? program.end
        : step.span.begin;
    constexpr std::string_view word = "install";
    for (std::size_t at = text.find(word, from);
         at != std::string_view::npos && at + word.size() <= step.span.end;
         at = text.find(word, at + 1)) {
        const bool begins = at > 0 && (isBlank(text[at - 1]) || text[at - 1] == '\n');
        const std::size_t end = at + word.size();
        const bool ends =
            end == text.size() || isBlank(text[end]) || text[end] == '\n' || text[end] == '\\';
        if (begins && ends) return static_cast<std::uint32_t>(end);
    }
    return std::nullopt;
}

/// Where the line before a line ends: before its line ending.
std::uint32_t endOfLineBefore(std::string_view text, std::uint32_t lineStart)
{
    std::uint32_t end = lineStart == 0 ? 0 : lineStart - 1;
    if (end > 0 && text[end - 1] == '\r') --end;
    return end;
}

/// The last words of a continued command go with the continuation before them; comment lines in
/// between stay.
TextEdit removeLastLine(FileId file, std::string_view text, std::uint32_t lineStart,
                        std::uint32_t end)
{
    std::uint32_t keptFrom = endOfLineBefore(text, lineStart);
    const std::uint32_t keptTo = keptFrom;
    for (std::uint32_t line = lineStart; line > 0;) {
        const std::uint32_t before = line - 1 == 0
            ? 0
            : static_cast<std::uint32_t>(text.rfind('\n', line - 2) + 1); // npos + 1 is 0
        const std::string_view words = text.substr(before, endOfLineBefore(text, line) - before);
        const std::size_t first = words.find_first_not_of(" \t");
        if (first != std::string_view::npos && words[first] != '#') {
            std::uint32_t begin = endOfLineBefore(text, line);
            keptFrom = begin;
            while (
                begin > before
                && (isBlank(text[begin - 1]) || text[begin - 1] == '\\' || text[begin - 1] == '`'))
                --begin;
            return {{file, begin, end}, std::string(text.substr(keptFrom, keptTo - keptFrom))};
        }
        line = before;
    }
    return {{file, lineStart, end}, {}};
}

/// Whether the newline that a text ends with has a continuation before it.
bool continuesLine(std::string_view text, char escape)
{
    text.remove_suffix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text.ends_with(escape);
}

/// The line ending behind a place; the text's own where the place is in its last line.
std::string_view lineEndingAt(const SourceText& text, std::uint32_t at)
{
    const std::size_t newline = text.bytes().find('\n', at);
    if (newline == std::string_view::npos) return lineEndingOf(text);
    return newline > 0 && text.bytes()[newline - 1] == '\r' ? "\r\n" : "\n";
}

std::string_view blanksBefore(std::string_view line)
{
    return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

/// How the author indents what continues an instruction: as its first continued line that is no
/// comment.
std::string continuationIndent(const SourceText& text, const Instruction& instruction)
{
    for (std::uint32_t line = instruction.startLine + 1; line <= instruction.endLine; ++line) {
        const std::string_view words = text.lineText(line);
        const std::string_view indent = blanksBefore(words);
        if (indent.size() < words.size() && words[indent.size()] != '#'
            && words[indent.size()] != '\r')
            return std::string(indent);
    }
    return "    ";
}

bool isInHeredoc(const AuditModel& model, const InstallStep& step)
{
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    return std::ranges::any_of(instruction.heredocs, [&](const Heredoc& heredoc) {
        return heredoc.contentSpan.contains(step.span);
    });
}

/// The shell text before a step, without the blanks, continuations and comment lines directly
/// before it.
std::string_view scriptBefore(const AuditModel& model, const InstallStep& step)
{
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    std::uint32_t begin = instruction.arguments.text().empty()
        ? step.span.begin
        : instruction.arguments.toSource(0, 1).begin;
    for (const Heredoc& heredoc : instruction.heredocs)
        if (heredoc.contentSpan.contains(step.span)) begin = heredoc.contentSpan.begin;
    std::string_view script =
        model.sources.text(step.span.file).slice(std::min(begin, step.span.begin), step.span.begin);
    while (!script.empty()) {
        const std::size_t line = script.rfind('\n') + 1; // npos + 1 is 0
        const std::size_t word = script.find_first_not_of(" \t", line);
        if (word != std::string_view::npos && script[word] == '#')
            script = script.substr(0, word);
        else if (isBlank(script.back()))
            script.remove_suffix(1);
        else if (script.back() == '\n' && continuesLine(script, model.dockerfile.escape))
            script = script.substr(0, script.find_last_of(model.dockerfile.escape));
        else
            break;
    }
    return script;
}

/// Whether another command can stand at the step's place, joined to it by &&: not behind ||, in a
/// pipe, behind a variable for the command alone, or behind a word like sudo.
bool beginsCommand(const AuditModel& model, const InstallStep& step)
{
    const std::string_view script = scriptBefore(model, step);
    if (script.empty()) return true;
    // A quote opens the script of `sh -c "…"` where a blank stands before it; else it ends a word.
    if (script.ends_with('"') || script.ends_with('\''))
        return script.size() > 1 && isBlank(script[script.size() - 2]);
    static constexpr std::array<std::string_view, 8> openers {"&&", ";",     "(",   "{",
                                                              "\n", " then", " do", " else"};
    return std::ranges::any_of(openers,
                               [&](std::string_view opener) { return script.ends_with(opener); });
}

} // namespace

TextEdit removeWord(const SourceSet& sources, Span word)
{
    const std::string_view text = sources.text(word.file).bytes();
    Span range = word;
    // Quotes belong to the word.
    if (range.begin > 0 && range.end < text.size()
        && (text[range.begin - 1] == '"' || text[range.begin - 1] == '\'')
        && text[range.end] == text[range.begin - 1]) {
        --range.begin;
        ++range.end;
    }
    std::uint32_t begin = range.begin;
    while (begin > 0 && isBlank(text[begin - 1]))
        --begin;
    const bool firstOnLine = begin == 0 || text[begin - 1] == '\n';
    if (!firstOnLine) return {{word.file, begin, range.end}, {}};
    // Alone on a continued line: the line goes with its newline.
    if (const auto newline = continuationBehind(text, range.end))
        return {{word.file, begin, *newline + 1}, {}};
    std::uint32_t end = range.end;
    while (end < text.size() && isBlank(text[end]))
        ++end;
    const bool lastOnLine = end == text.size() || text[end] == '\n';
    if (!lastOnLine) return {{word.file, range.begin, end}, {}};
    return removeLastLine(word.file, text, begin, range.end);
}

TextEdit removeLines(const SourceSet& sources, Span span)
{
    const SourceText& text = sources.text(span.file);
    std::uint32_t begin = text.lineStart(text.lineOf(span.begin));
    if (begin == 0 && text.bytes().starts_with(byteOrderMark))
        begin = static_cast<std::uint32_t>(byteOrderMark.size());
    std::uint32_t last = text.lineOf(span.end > span.begin ? span.end - 1 : span.begin);
    while (last < text.lineCount() && text.lineText(last).ends_with('\\'))
        ++last;
    const std::uint32_t end = text.lineStart(last + 1);
    // Where the text ends without a newline, it goes on to do so.
    const bool open = end == text.bytes().size() && !text.bytes().ends_with('\n');
    return {{span.file, open ? endOfLineBefore(text.bytes(), begin) : begin, end}, {}};
}

TextEdit replaceSpan(Span span, std::string text)
{
    return {span, std::move(text)};
}
TextEdit insertBefore(Span span, std::string text)
{
    return {{span.file, span.begin, span.begin}, std::move(text)};
}
TextEdit insertAfter(Span span, std::string text)
{
    return {{span.file, span.end, span.end}, std::move(text)};
}

std::optional<EditSet> editSet(const std::vector<TextEdit>& edits)
{
    EditSet set;
    for (const TextEdit& edit : edits)
        if (!set.add(edit)) return std::nullopt;
    return set;
}

bool isEditable(const AuditModel& model, const InstallStep& step)
{
    if (step.span.file != model.dockerfileText || step.span.isEmpty()) return false;
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    return instruction.keyword == "RUN" && !instruction.isExec()
        && instruction.span.contains(step.span);
}

std::optional<TextEdit> insertCommandBefore(const AuditModel& model, const InstallStep& step,
                                            std::string_view command)
{
    if (!isEditable(model, step) || !beginsCommand(model, step)) return std::nullopt;
    const SourceText& text = model.sources.text(step.span.file);
    const std::uint32_t lineStart = text.lineStart(text.lineOf(step.span.begin));
    const std::string lead(text.slice(lineStart, step.span.begin));
    const std::string indent(blanksBefore(lead));
    const bool alone = indent.size() == lead.size();
    const std::string_view ending = lineEndingAt(text, step.span.begin);
    if (isInHeredoc(model, step))
        return insertBefore(step.span,
                            std::string(command) + (alone ? std::string(ending) + indent : " && "));
    const std::string continued = formatted(" {}{}", model.dockerfile.escape, ending);
    if (lead.substr(indent.size()) == "&& ") // The author begins lines with &&.
        return insertBefore(step.span, formatted("{}{}{}", command, continued, lead));
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    return insertBefore(step.span,
                        formatted("{} &&{}{}", command, continued,
                                  alone ? indent : continuationIndent(text, instruction)));
}

TextEdit insertLineBefore(const SourceText& text, FileId file, std::uint32_t at,
                          std::string_view line)
{
    std::uint32_t start = text.lineStart(text.lineOf(at));
    const std::string_view ending = lineEndingAt(text, start);
    if (start == 0 && text.bytes().starts_with(byteOrderMark))
        start = static_cast<std::uint32_t>(byteOrderMark.size());
    return {{file, start, start}, std::string(line) + std::string(ending)};
}

std::optional<TextEdit> addSwitch(const AuditModel& model, const InstallStep& step,
                                  std::string_view option)
{
    const auto end = endOfInstallWord(model, step);
    if (!end) return std::nullopt;
    return TextEdit {{step.span.file, *end, *end}, " " + std::string(option)};
}

std::optional<std::string> commandHead(const AuditModel& model, const InstallStep& step)
{
    const auto end = endOfInstallWord(model, step);
    if (!end) return std::nullopt;
    const std::string_view head = model.sources.text(step.span.file).slice(step.span.begin, *end);
    if (head.find('\n') != std::string_view::npos) return std::nullopt;
    return std::string(head);
}

std::optional<Span> nameSpan(const AuditModel& model, Span requirement)
{
    const std::string_view text = model.sources.slice(requirement);
    const std::uint32_t begin = !text.empty() && (text[0] == '"' || text[0] == '\'') ? 1 : 0;
    std::uint32_t end = begin;
    while (end < text.size() && isNameByte(text[end]))
        ++end;
    if (end == begin) return std::nullopt;
    return Span {requirement.file, requirement.begin + begin, requirement.begin + end};
}

std::optional<TextEdit> replaceSpecifier(const AuditModel& model, Span requirement,
                                         std::string_view specifier)
{
    const std::string_view text = model.sources.slice(requirement);
    const auto name = nameSpan(model, requirement);
    if (!name || text.find_first_of("@$") != std::string_view::npos) return std::nullopt;
    std::size_t begin = name->end - requirement.begin;
    if (const std::size_t open = text.find_first_not_of(" \t", begin);
        open != std::string_view::npos && text[open] == '[') {
        const std::size_t close = text.find(']', open);
        if (close == std::string_view::npos) return std::nullopt;
        begin = close + 1;
    }
    // The specifier ends at a marker, a comment, a quote, or a blank that no further clause
    // follows.
    std::size_t end = begin;
    while (end < text.size()
           && std::string_view(";#\n\"'\\").find(text[end]) == std::string_view::npos) {
        if (isBlank(text[end])) {
            const std::size_t next = text.find_first_not_of(" \t", end);
            const bool goesOn = next != std::string_view::npos
                && std::string_view("<>=!~,0123456789").find(text[next]) != std::string_view::npos;
            if (!goesOn) break;
        }
        ++end;
    }
    const auto offset = [&](std::size_t at) {
        return requirement.begin + static_cast<std::uint32_t>(at);
    };
    return TextEdit {{requirement.file, offset(begin), offset(end)}, std::string(specifier)};
}

std::string_view lineEndingOf(const SourceText& text)
{
    const std::size_t newline = text.bytes().find('\n');
    return newline != std::string_view::npos && newline > 0 && text.bytes()[newline - 1] == '\r'
        ? "\r\n"
        : "\n";
}

Fix makeFix(std::string title, std::string reason, Applicability applicability, EditSet edits)
{
    return {.title = std::move(title),
            .reason = std::move(reason),
            .applicability = applicability,
            .edits = std::move(edits)};
}

void offer(Finding& finding, std::string title, std::string reason, Applicability applicability,
           const std::vector<TextEdit>& edits)
{
    auto set = editSet(edits);
    if (!set || set->isEmpty()) return;
    finding.fixes.push_back(
        makeFix(std::move(title), std::move(reason), applicability, std::move(*set)));
}

} // namespace pinwheel
