#pragma once

#include "core/requirements/requirement_files.h"

namespace pinwheel {

/// True for the options that a requirement line keeps; the others have no effect behind a
/// requirement.
[[nodiscard]] bool countsForRequirement(std::string_view option, bool editable);
/// --no-binary and --only-binary.
[[nodiscard]] bool isFormatOption(std::string_view option);

/// What pip's option parser checks in the values of --hash and --config-settings and --no-binary.
void checkOptionValues(std::span<const RequirementFileOption> options,
                       std::vector<std::string>& troubles);

void applyFormats(FinderOptions& finder, std::span<const RequirementFileOption> options);

/// What a line of options does to the finder. Source: pip, req/req_file.py (handle_option_line).
/// @param location  of the file that holds the line, for --find-links
void applyOptionLine(FinderOptions& finder, const OptionLine& line, std::string_view location,
                     RequirementSource& source, std::vector<std::string>& troubles);

} // namespace pinwheel
