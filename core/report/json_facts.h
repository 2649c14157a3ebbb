#pragma once

// Pieces that more than one JSON format is made of. Keys stand in the order in which they are
// written.

#include "core/audit/audit.h"

#include <nlohmann/json.hpp>
#include <string>

namespace pinwheel {

using OrderedJson = nlohmann::ordered_json;

/// {file, line, column, end_line, end_column}; `written` where the build writes the text.
[[nodiscard]] OrderedJson jsonLocation(const SourceSet& sources, Span span);
/// Text with a final line end; never throws, whatever bytes are in it, and holds nothing that acts
/// on a terminal.
/// @param indent  blanks per level; -1 for one line
[[nodiscard]] std::string jsonText(const OrderedJson& value, int indent = 2);

} // namespace pinwheel
