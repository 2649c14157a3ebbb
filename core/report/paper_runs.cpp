#include "core/report/paper_runs.h"

#include "core/report/escape.h"

#include <algorithm>

namespace pinwheel::paper {

PaperRun words(std::string text, PaperStyle style, std::string tone)
{
    return {std::move(text), style, std::move(tone), {}};
}
PaperRun plain(std::string_view text)
{
    return words(oneLine(text));
}
PaperRun strong(std::string_view text)
{
    return words(oneLine(text), PaperStyle::Strong);
}
PaperRun code(std::string_view text)
{
    return words(oneLine(text), PaperStyle::Code);
}
PaperRun soft(std::string_view text)
{
    return words(oneLine(text), PaperStyle::Soft);
}
PaperRun toned(std::string_view word)
{
    return words(oneLine(word), PaperStyle::Strong, std::string(word));
}

PaperRun source(std::string_view text)
{
    PaperRun run = soft(text);
    if (run.text.starts_with("https://"))
        run.target = run.text.substr(0, run.text.find_first_of(" ,"));
    return run;
}

PaperText cell(std::string_view text)
{
    return text.empty() ? PaperText {soft("–")} : PaperText {plain(text)};
}

std::string ended(std::string_view text)
{
    std::string out = oneLine(text);
    if (!out.empty() && !std::string_view(".!?").contains(out.back())) out += '.';
    return out;
}

PaperCode diffCode(std::string_view diff)
{
    PaperCode out;
    const std::string text = plainText(diff);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        PaperCodeLine line {.text = text.substr(at, end - at), .number = {}};
        if (line.text.starts_with("@@") || line.text.starts_with("---")
            || line.text.starts_with("+++"))
            line.kind = PaperCodeKind::Hunk;
        else if (line.text.starts_with('+'))
            line.kind = PaperCodeKind::Added;
        else if (line.text.starts_with('-'))
            line.kind = PaperCodeKind::Removed;
        out.lines.push_back(std::move(line));
        at = end + 1;
    }
    return out;
}

PaperCode codeOf(std::string_view raw, std::string_view fileName)
{
    PaperCode out {.fileName = std::string(fileName), .tone = {}, .lines = {}};
    const std::string text = plainText(raw);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out.lines.push_back({.text = text.substr(at, end - at), .number = {}});
        at = end + 1;
    }
    return out;
}

} // namespace pinwheel::paper
