#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// The one spelling under which an index and pip know a project: lower case, and every run of `-`,
/// `_` and `.` is one `-`. "Typing_Extensions" becomes "typing-extensions". Source: PEP 503,
/// packaging.utils.canonicalize_name.
[[nodiscard]] std::string normalizedName(std::string_view name);

/// True for text that can name a project or an extra: ASCII letters, digits, `.`, `_` and `-`, with
/// a letter or digit at both ends. Source: PEP 508, Names.
[[nodiscard]] bool isValidName(std::string_view name);

/// True where both name the same project.
[[nodiscard]] bool isSameProject(std::string_view a, std::string_view b);

} // namespace pinwheel
