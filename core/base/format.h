#pragma once

#include <format>
#include <string>
#include <string_view>
#include <utility>

namespace pinwheel {

/// The text of `format` with `arguments` put in, as std::vformat writes it.
std::string formattedAs(std::string_view format, std::format_args arguments);

/// std::format, checked while compiling as there, whose writing is compiled once: std::format
/// itself brings the writers of every number format into each file that calls it, which was a third
/// of such a file's compile time.
template <typename... Arguments>
[[nodiscard]] std::string formatted(std::format_string<Arguments...> format,
                                    Arguments&&... arguments)
{
    return formattedAs(format.get(), std::make_format_args(arguments...));
}

} // namespace pinwheel
