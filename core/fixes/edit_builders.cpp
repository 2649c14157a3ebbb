#include "core/fixes/edit_builders.h"

#include <algorithm>

namespace pinwheel {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/// Where the line's continuation character stands behind `at`, when nothing but blanks comes before it.
std::optional<std::uint32_t> continuationBehind(std::string_view text, std::uint32_t at)
{
    while (at < text.size() && isBlank(text[at])) ++at;
    if (at >= text.size() || (text[at] != '\\' && text[at] != '`')) return std::nullopt;
    std::uint32_t next = at + 1;
    while (next < text.size() && isBlank(text[next])) ++next;
    return next < text.size() && text[next] == '\n' ? std::optional(next) : std::nullopt;
}

/// The word `install` of the command, behind its program.
std::optional<std::uint32_t> endOfInstallWord(const AuditModel& model, const InstallStep& step)
{
    if (!isEditable(model, step)) return std::nullopt;
    const std::string_view text = model.sources.text(step.span.file).bytes();
    const Span program = step.command.program.span;
    const std::uint32_t from = program.file == step.span.file && step.span.contains(program) ? program.end : step.span.begin;
    constexpr std::string_view word = "install";
    for (std::size_t at = text.find(word, from); at != std::string_view::npos && at + word.size() <= step.span.end;
         at = text.find(word, at + 1)) {
        const bool begins = at > 0 && (isBlank(text[at - 1]) || text[at - 1] == '\n');
        const std::size_t end = at + word.size();
        const bool ends = end == text.size() || isBlank(text[end]) || text[end] == '\n' || text[end] == '\\';
        if (begins && ends) return static_cast<std::uint32_t>(end);
    }
    return std::nullopt;
}

bool isInHeredoc(const AuditModel& model, const InstallStep& step)
{
    const Instruction& instruction = model.dockerfile.instructions.at(step.instruction);
    return std::ranges::any_of(instruction.heredocs, [&](const Heredoc& heredoc) { return heredoc.contentSpan.contains(step.span); });
}

} // namespace

TextEdit removeWord(const SourceSet& sources, Span word)
{
    const std::string_view text = sources.text(word.file).bytes();
    Span range = word;
    // Quotes belong to the word.
    if (range.begin > 0 && range.end < text.size() && (text[range.begin - 1] == '"' || text[range.begin - 1] == '\'')
        && text[range.end] == text[range.begin - 1]) {
        --range.begin;
        ++range.end;
    }
    std::uint32_t begin = range.begin;
    while (begin > 0 && isBlank(text[begin - 1])) --begin;
    const bool firstOnLine = begin == 0 || text[begin - 1] == '\n';
    if (!firstOnLine) return {{word.file, begin, range.end}, {}};
    // Alone on a continued line: the line goes with its newline.
    if (const auto newline = continuationBehind(text, range.end)) return {{word.file, begin, *newline + 1}, {}};
    std::uint32_t end = range.end;
    while (end < text.size() && isBlank(text[end])) ++end;
    const bool lastOnLine = end == text.size() || text[end] == '\n';
    if (!lastOnLine) return {{word.file, range.begin, end}, {}};
    // The last line of a continued command: the continuation before it goes too.
    while (begin > 0 && (isBlank(text[begin - 1]) || text[begin - 1] == '\n' || text[begin - 1] == '\\')) --begin;
    return {{word.file, begin, range.end}, {}};
}

TextEdit removeLines(const SourceSet& sources, Span span)
{
    const SourceText& text = sources.text(span.file);
    const std::uint32_t begin = text.lineStart(text.lineOf(span.begin));
    const std::uint32_t last = text.lineOf(span.end > span.begin ? span.end - 1 : span.begin);
    return {{span.file, begin, text.lineStart(last + 1)}, {}};
}

TextEdit replaceSpan(Span span, std::string text) { return {span, std::move(text)}; }
TextEdit insertBefore(Span span, std::string text) { return {{span.file, span.begin, span.begin}, std::move(text)}; }
TextEdit insertAfter(Span span, std::string text) { return {{span.file, span.end, span.end}, std::move(text)}; }

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
    return instruction.keyword == "RUN" && !instruction.isExec() && instruction.span.contains(step.span);
}

TextEdit insertCommandBefore(const AuditModel& model, const InstallStep& step, std::string_view command)
{
    const SourceText& text = model.sources.text(step.span.file);
    if (isInHeredoc(model, step)) {
        const std::uint32_t start = text.lineStart(text.lineOf(step.span.begin));
        const std::string indent(text.slice(start, step.span.begin));
        const bool alone = indent.find_first_not_of(" \t") == std::string::npos;
        return insertBefore(step.span, std::string(command) + (alone ? "\n" + indent : " && "));
    }
    return insertBefore(step.span, std::string(command) + " && " + model.dockerfile.escape + "\n    ");
}

std::optional<TextEdit> addSwitch(const AuditModel& model, const InstallStep& step, std::string_view option)
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
    while (end < text.size() && isNameByte(text[end])) ++end;
    if (end == begin) return std::nullopt;
    return Span {requirement.file, requirement.begin + begin, requirement.begin + end};
}

std::optional<TextEdit> replaceSpecifier(const AuditModel& model, Span requirement, std::string_view specifier)
{
    const std::string_view text = model.sources.slice(requirement);
    const auto name = nameSpan(model, requirement);
    if (!name || text.find_first_of("@$") != std::string_view::npos) return std::nullopt;
    std::size_t begin = name->end - requirement.begin;
    if (const std::size_t open = text.find_first_not_of(" \t", begin); open != std::string_view::npos && text[open] == '[') {
        const std::size_t close = text.find(']', open);
        if (close == std::string_view::npos) return std::nullopt;
        begin = close + 1;
    }
    // The specifier ends at a marker, a comment, a quote, or a blank that no further clause follows.
    std::size_t end = begin;
    while (end < text.size() && std::string_view(";#\n\"'\\").find(text[end]) == std::string_view::npos) {
        if (isBlank(text[end])) {
            const std::size_t next = text.find_first_not_of(" \t", end);
            const bool goesOn = next != std::string_view::npos && std::string_view("<>=!~,0123456789").find(text[next]) != std::string_view::npos;
            if (!goesOn) break;
        }
        ++end;
    }
    const auto offset = [&](std::size_t at) { return requirement.begin + static_cast<std::uint32_t>(at); };
    return TextEdit {{requirement.file, offset(begin), offset(end)}, std::string(specifier)};
}

std::string_view lineEndingOf(const SourceText& text)
{
    const std::size_t newline = text.bytes().find('\n');
    return newline != std::string_view::npos && newline > 0 && text.bytes()[newline - 1] == '\r' ? "\r\n" : "\n";
}

Fix makeFix(std::string title, std::string reason, Applicability applicability, EditSet edits)
{
    return {.title = std::move(title), .reason = std::move(reason), .applicability = applicability, .edits = std::move(edits)};
}

void offer(Finding& finding, std::string title, std::string reason, Applicability applicability, const std::vector<TextEdit>& edits)
{
    auto set = editSet(edits);
    if (!set || set->isEmpty()) return;
    finding.fixes.push_back(makeFix(std::move(title), std::move(reason), applicability, std::move(*set)));
}

} // namespace pinwheel
