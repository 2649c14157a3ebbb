// Where heredocs begin. The line is split into words with quotes, escapes and variables left as
// they are; a word of the shape `[fd]<<[-] name` is a mark. Its name loses its quotes, and a quoted
// name means that nothing in the body is expanded. The escape character of heredocs is always the
// backslash. Source: the behaviour of BuildKit's frontend/dockerfile/parser (heredocs).
#include "core/dockerfile/heredoc.h"

#include "core/dockerfile/expansion.h"

#include <algorithm>
#include <charconv>

namespace pinwheel {

namespace {

std::optional<Known<std::string>> noVariables(std::string_view)
{
    return std::nullopt;
}

std::int64_t countQuotes(std::string_view text)
{
    return std::ranges::count_if(text, [](char c) { return c == '\'' || c == '"'; });
}

} // namespace

std::expected<std::optional<HeredocMark>, std::string> parseHeredocMark(std::string_view word)
{
    constexpr auto none = std::nullopt;
    const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    HeredocMark mark;
    const auto [end, error] = std::from_chars(word.data(), word.data() + digits, mark.fd);
    if (error == std::errc::result_out_of_range) mark.fd = UINT64_MAX;
    word.remove_prefix(digits);
    if (!word.starts_with("<<")) return none;
    word.remove_prefix(2);
    mark.chomp = word.starts_with('-');
    if (mark.chomp) word.remove_prefix(1);
    word.remove_prefix(std::min(word.find_first_not_of("\t\n\f\r "), word.size()));
    if (word.empty() || word.contains('<')) return none;

    ExpansionOptions options {.keepUnset = true};
    const Expansion plain = expandWord(word, noVariables, options);
    if (plain.error) return std::unexpected(*plain.error);
    if (plain.words.size() != 1) return none;
    options.keepQuotes = true;
    const Expansion raw = expandWord(word, noVariables, options);
    if (raw.error) return std::unexpected(*raw.error);
    if (raw.words.size() != 1)
        return std::unexpected("internal lexing of heredoc produced inconsistent results: "
                               + std::string(word));
    mark.name = plain.words.front();
    mark.expand = countQuotes(mark.name) == countQuotes(raw.words.front());
    return mark;
}

std::expected<std::vector<HeredocMark>, std::string> heredocMarks(std::string_view line)
{
    const Expansion words =
        expandWord(line, noVariables, {.keepQuotes = true, .keepEscapes = true, .keepUnset = true});
    std::vector<HeredocMark> marks;
    for (const std::string& word : words.words) {
        const auto mark = parseHeredocMark(word);
        if (!mark) return std::unexpected(mark.error());
        if (*mark) marks.push_back(**mark);
    }
    return marks;
}

} // namespace pinwheel
