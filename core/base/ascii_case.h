#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// A to Z made small, every other byte as it is: keywords, options and names of files, whatever the
/// locale. (Python's own lower(), which knows Unicode, is lowerCase of python_text.h.)
[[nodiscard]] inline std::string asciiLowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

} // namespace pinwheel
