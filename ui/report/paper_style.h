#pragma once

#include "core/report/document.h"

#include <QColor>
#include <QFont>

namespace pinwheel {

/// Sizes on paper, in points (1/72 inch).
namespace paper {
inline constexpr qreal margin = 48;
inline constexpr qreal headRoom = 26; ///< between the running head and the text
inline constexpr qreal bodySize = 9;
inline constexpr qreal tableSize = 8;
inline constexpr qreal codeSize = 7.6;
inline constexpr qreal smallSize = 7;
} // namespace paper

/// Units per point of what `paperFont` gives: pixel sizes are whole numbers, and sizes on paper are
/// not.
inline constexpr qreal unitsPerPoint = 20;
/// Font of a run, `size` points high where a pixel is a unit.
[[nodiscard]] QFont paperFont(RunStyle style, qreal size);
/// Colour of text of a tone; ordinary text for no tone. Each has a contrast of at least 4.5 to 1 on
/// white.
[[nodiscard]] QColor toneColor(const std::string& tone);
/// A tint of the tone that ordinary text is readable on.
[[nodiscard]] QColor toneTint(const std::string& tone);

inline const QColor paperText(0x1c, 0x21, 0x28);
inline const QColor paperSoft(0x57, 0x60, 0x6a);
inline const QColor paperLine(0xc4, 0xcb, 0xd3);
inline const QColor paperTint(0xf4, 0xf5, 0xf7);
inline const QColor paperLink(0x0a, 0x58, 0xa8);

} // namespace pinwheel
