#pragma once

#include "core/requirements/traced_line.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One line after joining, with its comment and outer blanks taken off; never empty.
struct JoinedLine {
    TracedLine line;
    std::uint32_t number = 1; ///< of its first line, as str.splitlines counts
};

/// Lines of a requirement file as pip prepares them: split at every line break that Python knows,
/// joined at a backslash before the break, without comments and empty lines. Variables are not
/// replaced yet. Source: pip, req/req_file.py (preprocess, join_lines, ignore_comments).
[[nodiscard]] std::vector<JoinedLine> logicalLines(std::string_view text);

/// Words of options as Python's shlex.split(text) gives them, with the bytes [begin, end) that
/// spell each.
struct SplitWord {
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool verbatim = true; ///< neither quotes nor backslashes were taken off
};
/// Fills `words`; false where a quotation is not closed or a backslash ends the text.
[[nodiscard]] bool splitAsShlex(std::string_view text, std::vector<SplitWord>& words);

} // namespace pinwheel
