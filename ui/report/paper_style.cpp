#include "ui/report/paper_style.h"

namespace pinwheel {

using namespace Qt::StringLiterals;

QFont paperFont(RunStyle style, qreal size)
{
    QFont font;
    // The variant without ligatures comes first: "==" must stay two characters, on paper and for
    // who copies it.
    if (style == RunStyle::Code)
        font.setFamilies(
            {u"JetBrains Mono NL"_s, u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"monospace"_s});
    else
        font.setFamilies({u"Inter"_s, u"DejaVu Sans"_s, u"sans-serif"_s});
    font.setPixelSize(qRound(size * unitsPerPoint));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Contextual forms (Inter's raised hyphen between digits) have no character of their own: text
    // taken out of the file would lack them. Source: OpenType, features calt and liga.
    for (const char* feature : {"calt", "liga", "clig"})
        if (const auto tag = QFont::Tag::fromString(QLatin1StringView(feature)))
            font.setFeature(*tag, 0);
    if (style == RunStyle::Strong) font.setWeight(QFont::DemiBold);
    return font;
}

QColor toneColor(const std::string& tone)
{
    if (tone == "critical") return {0x8b, 0x1a, 0x8b};
    if (tone == "high" || tone == "fails") return {0xb4, 0x23, 0x18};
    if (tone == "medium") return {0x8a, 0x5a, 0x00};
    if (tone == "low") return {0x0b, 0x6b, 0x8a};
    if (tone == "ok") return {0x1a, 0x7f, 0x37};
    if (tone == "unknown") return paperSoft;
    return paperText;
}

QColor toneTint(const std::string& tone)
{
    if (tone == "critical") return {0xf6, 0xe3, 0xf6};
    if (tone == "high" || tone == "fails") return {0xfd, 0xe6, 0xe3};
    if (tone == "medium") return {0xfb, 0xef, 0xd3};
    if (tone == "low") return {0xdf, 0xf0, 0xf6};
    if (tone == "ok") return {0xdf, 0xf3, 0xe4};
    if (tone == "unknown") return {0xe8, 0xeb, 0xef};
    return paperTint;
}

} // namespace pinwheel
