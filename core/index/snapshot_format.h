#pragma once

#include <cstdint>

namespace pinwheel {

/// Marks a SQLite file as a compiled snapshot ("PWIX").
inline constexpr std::int64_t snapshotApplicationId = 0x50574958;
/// Raised whenever older programs could misread a file: they refuse other numbers.
inline constexpr std::int64_t snapshotFormat = 1;

} // namespace pinwheel
