#pragma once

#include "core/requirements/logical_lines.h"
#include "core/requirements/option_words.h"
#include "core/requirements/requirement_files.h"

#include <expected>

namespace pinwheel {

/// One option of a line with the place of its value in the line's text.
struct LineOption {
    const OptionSpec* spec = nullptr;
    std::string value;
    std::size_t begin = 0; ///< bytes [begin, end) of the line's text: option and value
    std::size_t end = 0;
    std::size_t valueBegin = 0;
    std::size_t valueEnd = 0;
};

/// A line taken apart as pip does: what stands before the first option, and the options.
struct ParsedLine {
    TracedLine line; ///< variables replaced
    std::string arguments; ///< text before the first option; may have a blank at its end
    std::vector<LineOption> options;
    std::string unknownReason;
    bool isCut = false; ///< longer than limits::requirementLineBytes

    [[nodiscard]] const LineOption* first(std::string_view name) const;
    [[nodiscard]] const LineOption* last(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return first(name) != nullptr; }
};

/// @param line     changed: `${NAME}` replaced as far as the variables are set
/// @param trouble  what pip's option parser objects to; empty where nothing
/// Source: pip, req/req_file.py (expand_env_variables, break_args_options, get_line_parser).
[[nodiscard]] ParsedLine parseRequirementLine(TracedLine line,
                                              const RequirementVariables& variables,
                                              std::vector<std::string>& troubles);

} // namespace pinwheel
