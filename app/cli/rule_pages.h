#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace pinwheel {

/// The page of a rule as Markdown: resources/rules/<ID>.md as the program ships it.
[[nodiscard]] Result<std::string> readRulePage(std::string_view id);

/// Markdown as a terminal shows it: headings and emphasis as bold, code indented, lines wrapped.
/// Enough for the rule pages; not a whole renderer (no tables beyond their text, no links but their
/// words and address).
[[nodiscard]] std::string renderMarkdownForTerminal(std::string_view markdown, bool color);

} // namespace pinwheel
