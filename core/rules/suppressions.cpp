#include "core/rules/suppressions.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

struct Spelling {
    std::string_view text;
    bool wholeFile = false;
    bool ours = true;
};
constexpr std::array<Spelling, 4> spellings {{{"pinwheel: ignore-file=", true, true},
                                              {"pinwheel: ignore=", false, true},
                                              {"hadolint global ignore=", true, false},
                                              {"hadolint ignore=", false, false}}};

/// The names of "PIN101,PIN102 reason"; hadolint allows blanks behind commas.
void readNames(std::string_view text, Suppression& suppression)
{
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(", \t");
        if (end != 0) suppression.rules.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return;
        const std::size_t next = text.find_first_not_of(" \t", end);
        if (next == std::string_view::npos) return;
        const bool another = text[end] == ',' || text[next] == ',';
        text = text.substr(text[next] == ',' ? next + 1 : next);
        if (text[0] == ',') text.remove_prefix(1);
        text = trimmed(text);
        if (!another) {
            suppression.reason = text;
            return;
        }
    }
}

std::string_view lineText(const SourceText& text, std::uint32_t line)
{
    return text.lineText(line);
}

/// The lines that a comment above something holds for: a whole instruction of the Dockerfile, else
/// the next line.
void aimAtNext(const AuditModel& model, FileId file, std::uint32_t line, Suppression& suppression)
{
    if (file == model.dockerfileText) {
        for (const Instruction& instruction : model.dockerfile.instructions) {
            if (instruction.endLine <= line) continue;
            suppression.firstLine = std::max(instruction.startLine, line + 1);
            suppression.lastLine = instruction.startLine > line ? instruction.endLine : line + 1;
            return;
        }
    }
    const SourceText& text = model.sources.text(file);
    std::uint32_t next = line + 1;
    while (next <= text.lineCount()
           && (trimmed(lineText(text, next)).empty()
               || trimmed(lineText(text, next)).starts_with('#')))
        ++next;
    suppression.firstLine = suppression.lastLine = next;
}

void readLine(const AuditModel& model, FileId file, std::uint32_t line,
              std::vector<Suppression>& suppressions)
{
    const SourceText& text = model.sources.text(file);
    const std::string_view content = lineText(text, line);
    for (const Spelling& spelling : spellings) {
        const std::size_t at = content.find(spelling.text);
        if (at == std::string_view::npos) continue;
        const std::size_t hash = content.rfind('#', at);
        if (hash == std::string_view::npos
            || !trimmed(content.substr(hash + 1, at - hash - 1)).empty())
            continue;
        const std::uint32_t start = text.lineStart(line);
        Suppression suppression {.span = {file, start + static_cast<std::uint32_t>(hash),
                                          start + static_cast<std::uint32_t>(content.size())},
                                 .ours = spelling.ours};
        readNames(trimmed(content.substr(at + spelling.text.size())), suppression);
        if (spelling.wholeFile)
            suppression.firstLine = suppression.lastLine = 0;
        else if (trimmed(content.substr(0, hash)).empty())
            aimAtNext(model, file, line, suppression);
        else
            suppression.firstLine = suppression.lastLine = line;
        if (!suppression.rules.empty()) suppressions.push_back(std::move(suppression));
        return;
    }
}

void readCheckDirective(const AuditModel& model, std::vector<Suppression>& suppressions)
{
    for (const Directive& directive : model.dockerfile.directives) {
        if (directive.name != "check") continue;
        for (const auto part : directive.value.text | std::views::split(';')) {
            const std::string_view setting = trimmed(std::string_view(part));
            if (!setting.starts_with("skip=")) continue;
            Suppression suppression {.reason = "# check=skip",
                                     .span = directive.span,
                                     .isCheckDirective = true,
                                     .ours = false};
            for (const auto name : setting.substr(5) | std::views::split(','))
                suppression.rules.emplace_back(trimmed(std::string_view(name)));
            suppressions.push_back(std::move(suppression));
        }
    }
}

bool covers(const Suppression& suppression, const AuditModel& model, Span place)
{
    if (suppression.span.file != place.file) return false;
    const std::uint32_t line = model.sources.text(place.file).lineOf(place.begin);
    return suppression.firstLine == 0
        || (line >= suppression.firstLine && line <= suppression.lastLine);
}

/// Whether the rule says what a check of BuildKit says; those have names of words, hadolint's have
/// numbers.
bool isBuildCheck(const Rule& rule)
{
    return std::ranges::any_of(rule.info.aliases, [](std::string_view alias) {
        return alias.find_first_of("0123456789") == std::string_view::npos;
    });
}

bool names(const Suppression& suppression, const Rule& rule)
{
    return std::ranges::any_of(suppression.rules, [&](const std::string& name) {
        if (suppression.isCheckDirective && name == "all") return isBuildCheck(rule);
        if (name == rule.info.id || name == rule.info.name) return true;
        return std::ranges::find(rule.info.aliases, name) != rule.info.aliases.end();
    });
}

} // namespace

std::vector<Suppression> readSuppressions(const AuditModel& model)
{
    std::vector<Suppression> suppressions;
    for (std::uint32_t i = 0; i < model.sources.size(); ++i) {
        const FileId file {i};
        const SourceText& text = model.sources.text(file);
        if (text.origin() != TextOrigin::Disk) continue;
        if (text.bytes().find("ignore") == std::string_view::npos) continue;
        for (std::uint32_t line = 1; line <= text.lineCount(); ++line)
            readLine(model, file, line, suppressions);
    }
    readCheckDirective(model, suppressions);
    return suppressions;
}

std::size_t suppressionAt(const std::vector<Suppression>& suppressions, const AuditModel& model,
                          std::string_view ruleId, Span place)
{
    const Rule* rule = suppressions.empty() ? nullptr : findRule(ruleId);
    for (std::size_t i = 0; rule != nullptr && i < suppressions.size(); ++i)
        if (covers(suppressions[i], model, place) && names(suppressions[i], *rule)) return i + 1;
    return 0;
}

void applySuppressions(std::vector<Finding>& findings, std::vector<Suppression>& suppressions,
                       const AuditModel& model)
{
    for (Finding& finding : findings) {
        const Rule* rule = findRule(finding.rule);
        if (rule == nullptr) continue;
        for (Suppression& suppression : suppressions) {
            if (!covers(suppression, model, finding.span) || !names(suppression, *rule)) continue;
            if (suppression.isCheckDirective && finding.impact == Impact::Critical)
                continue; // the build ends all the same
            suppression.used = true;
            finding.suppressedBy =
                suppression.reason.empty() ? "no reason given" : suppression.reason;
        }
    }
}

} // namespace pinwheel
