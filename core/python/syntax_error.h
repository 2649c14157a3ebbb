#pragma once

#include <cstddef>
#include <string>

namespace pinwheel {

/// Why text could not be read, and where.
struct SyntaxError {
    std::string message; ///< one line in lower case, without a full stop
    std::size_t position = 0; ///< byte from the start of the text that was given

    friend bool operator==(const SyntaxError&, const SyntaxError&) = default;
};

} // namespace pinwheel
