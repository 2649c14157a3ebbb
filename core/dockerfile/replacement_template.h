#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// The text that `${A//p/x}` puts in the place of one match. Go's regexp package reads the
/// replacement as a template:
/// `$$` is a dollar sign, `$0` is what matched, and other names are empty because our patterns have
/// no groups.
[[nodiscard]] std::string filledTemplate(std::string_view text, std::string_view match);

} // namespace pinwheel
