#pragma once

// The runs and code blocks that a report is written with. Text from outside becomes one line
// without control characters, credentials redacted.

#include "core/report/document.h"
#include "core/text/source_set.h"

#include <string>
#include <string_view>

namespace pinwheel::rich {

/// Our own words, blanks at their ends kept; what is from outside in them went through oneLine.
[[nodiscard]] TextRun words(std::string text, RunStyle style = RunStyle::Plain,
                            std::string tone = {});
[[nodiscard]] TextRun plain(std::string_view text);
[[nodiscard]] TextRun strong(std::string_view text);
[[nodiscard]] TextRun code(std::string_view text);
[[nodiscard]] TextRun soft(std::string_view text);
/// A level or verdict in its colour.
[[nodiscard]] TextRun toned(std::string_view word);
/// Where a fact was read, as a link when it is an address.
[[nodiscard]] TextRun source(std::string_view text);
/// The text of a cell; a dash where there is none.
[[nodiscard]] RichText cell(std::string_view text);
/// One line that ends with a full stop, a question or an exclamation mark.
[[nodiscard]] std::string ended(std::string_view text);
/// As `ended`, and with a capital where the text begins with a word that no package is named by:
/// "the", "no", "could" …
[[nodiscard]] std::string sentence(std::string_view text);
/// The lines of a span with their numbers and marks; no lines where there is nothing to quote.
[[nodiscard]] CodeBlock quoteOf(const SourceSet& sources, Span span, std::size_t count,
                                std::string_view tone);
/// A unified diff, its lines told apart.
[[nodiscard]] CodeBlock diffCode(std::string_view diff);
/// Source in the language that a file name tells.
[[nodiscard]] CodeBlock codeOf(std::string_view text, std::string_view fileName);

} // namespace pinwheel::rich
