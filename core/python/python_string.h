#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// The value of a Python string in its quotes; escapes are replaced. None where Python sees a
/// mistake (a line break, an escape that is not finished), and for characters by their Unicode name
/// (\N{…}), which are not supported. Source: Python's reference, 2.4.1.1 Escape sequences;
/// packaging reads the strings of a marker so.
[[nodiscard]] std::optional<std::string> valueOfPythonString(std::string_view literal);

/// A Python string with this value, in double quotes where they need no escape.
[[nodiscard]] std::string pythonStringOf(std::string_view value);

} // namespace pinwheel
