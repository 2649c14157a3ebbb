#pragma once

#include <QIcon>

namespace pinwheel {

/// The program's sign: a pinwheel of eight blades.
[[nodiscard]] QIcon brandIcon(const QColor& color);

} // namespace pinwheel
