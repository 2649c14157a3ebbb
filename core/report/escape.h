#pragma once

// Text from outside on its way into a report. Every renderer takes every string that is not its own
// through one of these; each of them redacts credentials first and gives valid UTF-8 without
// invisible control characters.

#include <cstddef>
#include <string>
#include <string_view>

namespace pinwheel {

/// Credentials redacted, invalid UTF-8 as U+FFFD, control characters (but newline and tab) and
/// characters that turn the writing direction as `<U+001B>`: what a terminal may print.
[[nodiscard]] std::string plainText(std::string_view text);
/// The same on one line: line ends and tabs become blanks, blanks at both ends go.
[[nodiscard]] std::string oneLine(std::string_view text);
/// Valid UTF-8 with credentials redacted, all else as it is: for formats that escape by themselves
/// (JSON).
[[nodiscard]] std::string dataText(std::string_view text);

/// Running text of a Markdown paragraph or table cell, on one line: no mark-up, no link, no mention
/// comes out of it.
[[nodiscard]] std::string markdownText(std::string_view text);
/// A code span, on one line; safe inside a table cell too.
[[nodiscard]] std::string markdownCode(std::string_view text);
/// A fenced block with its line end; the fence is longer than any in the text.
[[nodiscard]] std::string markdownFence(std::string_view text, std::string_view language);

/// Text or attribute value of HTML and XML, without characters that XML 1.0 refuses.
[[nodiscard]] std::string htmlText(std::string_view text);
/// One quoted field of CSV; a field that a spreadsheet would take as a formula begins with an
/// apostrophe.
[[nodiscard]] std::string csvField(std::string_view text);
/// Message of a workflow command. Source: GitHub, actions/toolkit, command.ts (escapeData).
[[nodiscard]] std::string workflowData(std::string_view text);
/// Property of a workflow command (escapeProperty).
[[nodiscard]] std::string workflowProperty(std::string_view text);
/// A Python string literal in ASCII, quotes included.
[[nodiscard]] std::string pythonLiteral(std::string_view text);

/// Columns that a text takes on a terminal: wide East Asian characters and emoji two, combining
/// marks none.
[[nodiscard]] std::size_t displayWidth(std::string_view text);
/// At most `width` columns, cut with "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);
/// The text broken at blanks into lines of at most `width` columns; every line but the first begins
/// with `indent`.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width,
                                  std::string_view indent);

} // namespace pinwheel
