#pragma once

#include "core/findings/finding.h"

#include <QColor>
#include <QFont>
#include <QString>

#include <array>
#include <optional>

class QApplication;

namespace pinwheel {

enum class ThemeKind { Light, Dark, HighContrast };

/// Colours of one risk level. `text` is readable on `soft` and on the panel colour (WCAG
/// AA, 4.5:1).
struct LevelColors {
    QColor solid; ///< dots, bars, borders
    QColor soft; ///< tinted backgrounds
    QColor text;
};

/// Colours of source text.
struct SyntaxColors {
    QColor keyword;
    QColor name;
    QColor comment;
    QColor string;
    QColor option;
    QColor number;
    QColor variable;
    QColor error;
};

/// The named colours of a theme. Everything that paints takes its colours from here.
struct ThemeColors {
    ThemeKind kind = ThemeKind::Light;
    QColor window; ///< between the panels
    QColor panel; ///< behind text
    QColor field; ///< buttons and inputs
    QColor hover;
    QColor border;
    QColor text;
    QColor muted; ///< secondary text, 4.5:1 on the panel
    QColor faint; ///< tertiary text and line numbers, 4.5:1 on the panel
    QColor disabled; ///< text of what cannot be used now
    QColor accent;
    QColor onAccent;
    QColor accentSoft; ///< selected rows
    QColor link;
    QColor currentLine;
    LevelColors good; ///< no finding
    LevelColors added;
    LevelColors removed;
    std::array<LevelColors, 4> levels; ///< by Level
    SyntaxColors syntax;

    [[nodiscard]] const LevelColors& of(Level level) const
    {
        return levels[static_cast<std::size_t>(level)];
    }
    /// Colours of the worst level; those of `good` where there is none.
    [[nodiscard]] const LevelColors& of(std::optional<Level> level) const
    {
        return level ? of(*level) : good;
    }
};

[[nodiscard]] ThemeColors colorsOf(ThemeKind kind);
/// The colours in use; set by applyTheme. GUI thread alone.
[[nodiscard]] const ThemeColors& theme();
/// Sets palette, style sheet and fonts of the whole program; widgets get a PaletteChange event.
void applyTheme(QApplication& application, ThemeKind kind);
[[nodiscard]] std::optional<ThemeKind>
themeFromWord(const QString& word); ///< "light", "dark", "high-contrast"

/// Fixed-width font of the editors and of code in tables.
[[nodiscard]] QFont codeFont(qreal pointSize = 0);
/// Contrast of two opaque colours, 1 to 21. Source: WCAG 2.1, "contrast ratio".
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

} // namespace pinwheel
