#include "core/fixes/suppression.h"

#include "core/base/format.h"
#include "core/fixes/edit_builders.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// Where the line of the comment goes: before the instruction that holds the place, or before the
/// place's own line.
std::uint32_t lineStartFor(const AuditModel& model, Span place)
{
    const SourceText& text = model.sources.text(place.file);
    std::uint32_t line = text.lineOf(place.begin);
    if (place.file == model.dockerfileText) {
        for (const Instruction& instruction : model.dockerfile.instructions)
            if (instruction.startLine <= line && line <= instruction.endLine)
                line = instruction.startLine;
    } else {
        // A comment between continued lines would end the requirement.
        while (line > 1 && text.lineText(line - 1).ends_with('\\'))
            --line;
    }
    return text.lineStart(line);
}

} // namespace

Result<Fix> suppressionOf(const AuditModel& model, const Finding& finding, std::string_view reason)
{
    std::string words(reason);
    std::ranges::replace_if(
        words, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    words.erase(0, std::min(words.find_first_not_of(' '), words.size()));
    if (words.empty()) return fail(ErrorCode::Usage, "a suppression needs a reason (--reason)");
    const SourceText& text = model.sources.text(finding.span.file);
    if (text.origin() != TextOrigin::Disk)
        return fail(
            ErrorCode::Unsupported,
            formatted("{} is written by the build; suppress the finding in the settings file",
                      text.path()));
    std::uint32_t at = lineStartFor(model, finding.span);
    // A byte order mark stays first.
    if (at == 0 && text.bytes().starts_with("\xEF\xBB\xBF")) at = 3;
    const std::string_view ending = lineEndingOf(text);
    EditSet edits;
    (void)edits.add({{finding.span.file, at, at},
                     formatted("# pinwheel: ignore={} {}{}", finding.rule, words, ending)});
    return makeFix(formatted("Suppress {} here", finding.rule), words, Applicability::Review,
                   std::move(edits));
}

} // namespace pinwheel
