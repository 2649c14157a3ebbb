#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace pinwheel {

/// Writes to a file, or to standard output where the path is empty or "-".
[[nodiscard]] Result<void> writeOutput(const std::string& path, std::string_view bytes);

/// When to colour: --color, --no-color, else NO_COLOR, CLICOLOR_FORCE and whether standard output is a terminal.
enum class ColorChoice { Automatic, Always, Never };
[[nodiscard]] bool useColor(ColorChoice choice, const std::string& outputPath);

} // namespace pinwheel
