#pragma once

#include <functional>
#include <string_view>

namespace pinwheel {

/// Hash of an unordered container by text that is asked with a std::string_view, without making a
/// string of it; beside std::equal_to<>.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept
    {
        return std::hash<std::string_view> {}(text);
    }
};

} // namespace pinwheel
