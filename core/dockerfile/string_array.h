#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A JSON array of strings, the exec form of RUN, CMD, COPY and others.
struct StringArray {
    enum class Kind {
        Strings, ///< an array of strings, possibly empty
        OtherArray, ///< an array with something else in it: BuildKit refuses it
        NoArray, ///< not JSON: the text is shell form
    };
    struct Element {
        std::string text; ///< decoded
        std::size_t begin = 0; ///< of the opening quote, in bytes of the text
        std::size_t end = 0; ///< behind the closing quote
    };
    Kind kind = Kind::NoArray;
    std::vector<Element> elements; ///< of Strings
};

/// Reads the whole text as one JSON array. Source: RFC 8259, with the leniencies of Go's
/// encoding/json: bytes that are no UTF-8 and lone surrogates become U+FFFD.
[[nodiscard]] StringArray parseStringArray(std::string_view text);

} // namespace pinwheel
