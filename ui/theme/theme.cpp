#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"
#include "ui/theme/workbench_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

#include <cmath>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

ThemeColors g_colors = colorsOf(ThemeKind::Light); // GUI thread alone.

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

ThemeColors lightColors()
{
    ThemeColors colors;
    colors.kind = ThemeKind::Light;
    colors.window = rgb(0xf1f3f5);
    colors.panel = rgb(0xffffff);
    colors.field = rgb(0xffffff);
    colors.hover = rgb(0xf3f5f8);
    colors.border = rgb(0xdde1e6);
    colors.text = rgb(0x1c2128);
    colors.muted = rgb(0x555e69);
    colors.faint = rgb(0x636c77);
    colors.disabled = rgb(0x7c8590);
    colors.accent = rgb(0x2460e6);
    colors.onAccent = rgb(0xffffff);
    colors.accentSoft = rgb(0xecf1ff);
    colors.link = rgb(0x1d56d6);
    colors.currentLine = rgb(0xf3f6fc);
    colors.good = {rgb(0x2b8a3e), rgb(0xe6f5e9), rgb(0x1c6b2e)};
    colors.added = {rgb(0x2b8a3e), rgb(0xe3f6e6), rgb(0x1a672b)};
    colors.removed = {rgb(0xc9252d), rgb(0xfde8e8), rgb(0xa3161f)};
    colors.levels[static_cast<std::size_t>(Level::Low)] = {rgb(0x4a7fa8), rgb(0xe6f0f8),
                                                           rgb(0x245a82)};
    colors.levels[static_cast<std::size_t>(Level::Medium)] = {rgb(0xb08900), rgb(0xfdf5d7),
                                                              rgb(0x765a00)};
    colors.levels[static_cast<std::size_t>(Level::High)] = {rgb(0xd9730d), rgb(0xfdefe2),
                                                            rgb(0x9a4600)};
    colors.levels[static_cast<std::size_t>(Level::Critical)] = {rgb(0xc9252d), rgb(0xfde8e8),
                                                                rgb(0xa3161f)};
    colors.syntax = {.keyword = rgb(0x1550b0),
                     .name = rgb(0x0a58a8),
                     .comment = rgb(0x5f6873),
                     .string = rgb(0x217a35),
                     .option = rgb(0x984500),
                     .number = rgb(0xa34a00),
                     .variable = rgb(0x6f42a1),
                     .error = rgb(0xb3151f)};
    return colors;
}

ThemeColors darkColors()
{
    ThemeColors colors;
    colors.kind = ThemeKind::Dark;
    colors.window = rgb(0x1a1d22);
    colors.panel = rgb(0x22262d);
    colors.field = rgb(0x2a2f37);
    colors.hover = rgb(0x2f353e);
    colors.border = rgb(0x3a404a);
    colors.text = rgb(0xe3e7ec);
    colors.muted = rgb(0xabb3be);
    colors.faint = rgb(0x939ca8);
    colors.disabled = rgb(0x7d8693);
    colors.accent = rgb(0x6c9bff);
    colors.onAccent = rgb(0x0f1420);
    colors.accentSoft = rgb(0x2c3650);
    colors.link = rgb(0x82aaff);
    colors.currentLine = rgb(0x292e37);
    colors.good = {rgb(0x63c383), rgb(0x1f3527), rgb(0x7fd69b)};
    colors.added = {rgb(0x63c383), rgb(0x1d3626), rgb(0x86dca2)};
    colors.removed = {rgb(0xff6b6b), rgb(0x45262a), rgb(0xff9b9b)};
    colors.levels[static_cast<std::size_t>(Level::Low)] = {rgb(0x74aeda), rgb(0x223546),
                                                           rgb(0x93c5ec)};
    colors.levels[static_cast<std::size_t>(Level::Medium)] = {rgb(0xe0bd4a), rgb(0x3a341d),
                                                              rgb(0xecd06f)};
    colors.levels[static_cast<std::size_t>(Level::High)] = {rgb(0xf09a45), rgb(0x40301f),
                                                            rgb(0xffb777)};
    colors.levels[static_cast<std::size_t>(Level::Critical)] = {rgb(0xff6b6b), rgb(0x45262a),
                                                                rgb(0xff9b9b)};
    colors.syntax = {.keyword = rgb(0x86b8ff),
                     .name = rgb(0x7cc0ff),
                     .comment = rgb(0xa2abb6),
                     .string = rgb(0x8fd6a1),
                     .option = rgb(0xf2ab6b),
                     .number = rgb(0xf2ab6b),
                     .variable = rgb(0xcda6ff),
                     .error = rgb(0xff9b9b)};
    return colors;
}

ThemeColors highContrastColors()
{
    ThemeColors colors = darkColors();
    colors.kind = ThemeKind::HighContrast;
    colors.window = rgb(0x000000);
    colors.panel = rgb(0x000000);
    colors.field = rgb(0x000000);
    colors.hover = rgb(0x26262b);
    colors.border = rgb(0xffffff);
    colors.text = rgb(0xffffff);
    colors.muted = rgb(0xf0f0f0);
    colors.faint = rgb(0xd8d8d8);
    colors.disabled = rgb(0x9c9c9c);
    colors.accent = rgb(0xffe14d);
    colors.onAccent = rgb(0x000000);
    colors.accentSoft = rgb(0x143a5c);
    colors.link = rgb(0x8fd3ff);
    colors.currentLine = rgb(0x1c1c1c);
    colors.good = {rgb(0x5dff8f), rgb(0x00280d), rgb(0x8bffb0)};
    colors.added = colors.good;
    colors.removed = {rgb(0xff7b7b), rgb(0x3a0000), rgb(0xffb0b0)};
    colors.levels[static_cast<std::size_t>(Level::Low)] = {rgb(0x8fd3ff), rgb(0x00233a),
                                                           rgb(0xb5e2ff)};
    colors.levels[static_cast<std::size_t>(Level::Medium)] = {rgb(0xffe14d), rgb(0x2e2600),
                                                              rgb(0xffec8c)};
    colors.levels[static_cast<std::size_t>(Level::High)] = {rgb(0xffa94d), rgb(0x331a00),
                                                            rgb(0xffc88c)};
    colors.levels[static_cast<std::size_t>(Level::Critical)] = {rgb(0xff7b7b), rgb(0x3a0000),
                                                                rgb(0xffb0b0)};
    colors.syntax = {.keyword = rgb(0x8fd3ff),
                     .name = rgb(0x8fd3ff),
                     .comment = rgb(0xd8d8d8),
                     .string = rgb(0x8bffb0),
                     .option = rgb(0xffc88c),
                     .number = rgb(0xffc88c),
                     .variable = rgb(0xe3c6ff),
                     .error = rgb(0xffb0b0)};
    return colors;
}

QPalette paletteOf(const ThemeColors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.panel);
    palette.setColor(QPalette::AlternateBase, colors.hover);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.field);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.onAccent);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::PlaceholderText, colors.faint);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    palette.setColor(QPalette::Mid, colors.border);
    palette.setColor(QPalette::Light, colors.panel);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Dark, colors.border);
    palette.setColor(QPalette::Shadow, colors.border);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    return palette;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

} // namespace

ThemeColors colorsOf(ThemeKind kind)
{
    switch (kind) {
    case ThemeKind::Light:
        return lightColors();
    case ThemeKind::Dark:
        return darkColors();
    case ThemeKind::HighContrast:
        return highContrastColors();
    }
    return lightColors();
}

const ThemeColors& theme()
{
    return g_colors;
}

void applyTheme(QApplication& application, ThemeKind kind)
{
    g_colors = colorsOf(kind);
    static const bool styled = [] {
        QApplication::setStyle(new WorkbenchStyle);
        QFont font = QApplication::font();
        if (QFontDatabase::hasFamily(u"Inter"_s)) font.setFamily(u"Inter"_s);
        font.setPointSizeF(9.75); // 13 pixels at 96 dots per inch.
        QApplication::setFont(font);
        return true;
    }();
    Q_UNUSED(styled)
    QApplication::setPalette(paletteOf(g_colors));
    application.setStyleSheet(styleSheetOf(g_colors));
}

std::optional<ThemeKind> themeFromWord(const QString& word)
{
    if (word == "light"_L1) return ThemeKind::Light;
    if (word == "dark"_L1) return ThemeKind::Dark;
    if (word == "high-contrast"_L1) return ThemeKind::HighContrast;
    return std::nullopt;
}

QFont codeFont(qreal pointSize)
{
    // Without ligatures: ">=" and "==" are what people compare here, letter by letter.
    static const QFont chosen = [] {
        for (const QString& family : {u"JetBrains Mono NL"_s, u"JetBrains Mono"_s})
            if (QFontDatabase::hasFamily(family)) return QFont(family);
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    }();
    QFont font = chosen;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("calt"), 0);
    font.setFeature(QFont::Tag("liga"), 0);
#endif
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPointSizeF(pointSize > 0 ? pointSize : 9.75);
    return font;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace pinwheel
