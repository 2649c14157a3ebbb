#pragma once

// Numbers that Scintilla wants for margins, markers, indicators and styles. Internal to ui/editor.

namespace pinwheel {

inline constexpr int signMargin = 0;
inline constexpr int numberMargin = 1;
inline constexpr int foldMargin = 2;
inline constexpr int firstSignMarker = 0; // Four levels.
inline constexpr int firstBackgroundMarker = 4; // Four levels.
inline constexpr int firstSquiggle = 8; // Four levels.
inline constexpr int noteStyle = 200;

[[nodiscard]] constexpr unsigned long unsignedOf(int value)
{
    return static_cast<unsigned long>(value);
}

} // namespace pinwheel
