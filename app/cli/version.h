#pragma once

#include <string_view>

namespace pinwheel {

/// "0.1.0", from the project's CMakeLists.txt.
inline constexpr std::string_view programVersion = PINWHEEL_VERSION;

} // namespace pinwheel
