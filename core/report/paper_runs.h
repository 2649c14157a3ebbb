#pragma once

// The runs and code blocks that a document for paper is written with. Text from outside becomes one
// line without control characters, credentials redacted.

#include "core/report/paper.h"

#include <string>
#include <string_view>

namespace pinwheel::paper {

/// Our own words, blanks at their ends kept; what is from outside in them went through oneLine.
[[nodiscard]] PaperRun words(
    std::string text, PaperStyle style = PaperStyle::Plain, std::string tone = {});
[[nodiscard]] PaperRun plain(std::string_view text);
[[nodiscard]] PaperRun strong(std::string_view text);
[[nodiscard]] PaperRun code(std::string_view text);
[[nodiscard]] PaperRun soft(std::string_view text);
/// A level or verdict in its colour.
[[nodiscard]] PaperRun toned(std::string_view word);
/// Where a fact was read, as a link when it is an address.
[[nodiscard]] PaperRun source(std::string_view text);
/// The text of a cell; a dash where there is none.
[[nodiscard]] PaperText cell(std::string_view text);
/// One line that ends with a full stop, a question or an exclamation mark.
[[nodiscard]] std::string ended(std::string_view text);
/// A unified diff, its lines told apart.
[[nodiscard]] PaperCode diffCode(std::string_view diff);
/// Source in the language that a file name tells.
[[nodiscard]] PaperCode codeOf(std::string_view text, std::string_view fileName);

} // namespace pinwheel::paper
