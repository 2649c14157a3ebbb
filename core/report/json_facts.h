#pragma once

// Pieces that more than one JSON format is made of. Keys stand in the order in which they are written.

#include "core/audit/audit.h"

#include <nlohmann/json.hpp>

#include <string>

namespace pinwheel {

using Json = nlohmann::ordered_json;

/// {file, line, column, end_line, end_column}; `written` where the build writes the text.
[[nodiscard]] Json jsonLocation(const SourceSet& sources, Span span);
/// Text with two blanks of indent and a final line end; never throws, whatever bytes are in it.
[[nodiscard]] std::string jsonText(const Json& value);

} // namespace pinwheel
