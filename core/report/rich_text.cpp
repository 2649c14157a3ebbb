#include "core/report/rich_text.h"

#include "core/report/escape.h"
#include "core/report/places.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <array>

namespace pinwheel::rich {

TextRun words(std::string text, RunStyle style, std::string tone)
{
    return {std::move(text), style, std::move(tone), {}};
}
TextRun plain(std::string_view text)
{
    return words(oneLine(text));
}
TextRun strong(std::string_view text)
{
    return words(oneLine(text), RunStyle::Strong);
}
TextRun code(std::string_view text)
{
    return words(oneLine(text), RunStyle::Code);
}
TextRun soft(std::string_view text)
{
    return words(oneLine(text), RunStyle::Soft);
}
TextRun toned(std::string_view word)
{
    return words(oneLine(word), RunStyle::Strong, std::string(word));
}

TextRun source(std::string_view text)
{
    TextRun run = soft(text);
    if (run.text.starts_with("https://"))
        run.target = run.text.substr(0, run.text.find_first_of(" ,"));
    return run;
}

RichText cell(std::string_view text)
{
    return text.empty() ? RichText {soft("–")} : RichText {plain(text)};
}

std::string ended(std::string_view text)
{
    std::string out = oneLine(text);
    if (!out.empty() && !std::string_view(".!?").contains(out.back())) out += '.';
    return out;
}

std::string sentence(std::string_view text)
{
    static constexpr std::array openers {
        "a",       "an",      "the",      "this",  "that",  "no",     "not",
        "nothing", "every",   "each",     "all",   "one",   "two",    "only",
        "what",    "which",   "where",    "when",  "could", "cannot", "invalid",
        "unknown", "missing", "expected", "layer", "in",    "on",     "it"};
    std::string out = ended(text);
    const bool opens =
        std::ranges::find(openers, std::string_view(out).substr(0, out.find(' '))) != openers.end();
    if (opens) out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out;
}

CodeBlock quoteOf(const SourceSet& sources, Span span, std::size_t count, std::string_view tone)
{
    CodeBlock out {.fileName = placeOf(sources, span).file, .tone = std::string(tone), .lines = {}};
    for (const QuotedLine& line : quoteLines(sources, span, count)) {
        CodeLine quoted {.text = line.text,
                         .number = line.number,
                         .markBegin = line.markBeginByte,
                         .markEnd = line.markEndByte};
        // A place between two characters is shown on the one after it.
        if (quoted.markBegin == quoted.markEnd && line.markEnd > line.markBegin) {
            if (quoted.markBegin == quoted.text.size()) quoted.text += ' ';
            quoted.markEnd += codePointAt(quoted.text, quoted.markBegin).size;
        }
        out.lines.push_back(std::move(quoted));
    }
    return out;
}

CodeBlock diffCode(std::string_view diff)
{
    CodeBlock out {.fileName = {}, .tone = {}, .lines = {}};
    const std::string text = plainText(diff);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        CodeLine line {.text = text.substr(at, end - at), .number = {}};
        if (line.text.starts_with("@@") || line.text.starts_with("---")
            || line.text.starts_with("+++"))
            line.kind = CodeLineKind::Hunk;
        else if (line.text.starts_with('+'))
            line.kind = CodeLineKind::Added;
        else if (line.text.starts_with('-'))
            line.kind = CodeLineKind::Removed;
        out.lines.push_back(std::move(line));
        at = end + 1;
    }
    return out;
}

CodeBlock codeOf(std::string_view raw, std::string_view fileName)
{
    CodeBlock out {.fileName = std::string(fileName), .tone = {}, .lines = {}};
    const std::string text = plainText(raw);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out.lines.push_back({.text = text.substr(at, end - at), .number = {}});
        at = end + 1;
    }
    return out;
}

} // namespace pinwheel::rich

namespace pinwheel {

std::string wordsOf(const RichText& text)
{
    std::string out;
    for (const TextRun& run : text)
        out += run.text;
    return out;
}

} // namespace pinwheel
