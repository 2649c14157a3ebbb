#pragma once

#include "core/base/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// Writes to a file, or to standard output where the path is empty or "-".
[[nodiscard]] Result<void> writeOutput(const std::string& path, std::string_view bytes);

/// Tells on standard error what is being done: on a terminal in one line that changes, elsewhere
/// with at most one line a second, so that the log of a build shows that something goes on and not
/// each step of it. The line goes with the object.
class ProgressLine
{
public:
    ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    void tell(std::string_view text);

private:
    bool m_isTerminal;
    bool m_isShown = false;
    std::optional<std::chrono::steady_clock::time_point> m_told;
};

/// When to colour: --color, --no-color, else NO_COLOR, CLICOLOR_FORCE and whether standard output
/// is a terminal.
enum class ColorChoice { Automatic, Always, Never };
[[nodiscard]] bool useColor(ColorChoice choice, const std::string& outputPath);

} // namespace pinwheel
