#pragma once

#include "ui/theme/theme.h"

namespace pinwheel {

/// The style sheet of the whole program: panels with rounded corners, flat fields, quiet scroll
/// bars.
[[nodiscard]] QString styleSheetOf(const ThemeColors& colors);

} // namespace pinwheel
