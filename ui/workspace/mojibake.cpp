#include "ui/workspace/mojibake.h"

#include <QStringDecoder>

#include <array>

namespace pinwheel {

namespace {

/// The byte of a letter in Windows-1252, where it is above ASCII. Source: the Encoding Standard,
/// index windows-1252.
std::optional<char> byteOf(QChar letter)
{
    constexpr std::array<char16_t, 32> upper {
        u'\u20AC', 0x81,      u'\u201A', u'\u0192', u'\u201E', u'\u2026', u'\u2020', u'\u2021',
        u'\u02C6', u'\u2030', u'\u0160', u'\u2039', u'\u0152', 0x8D,      u'\u017D', 0x8F,
        0x90,      u'\u2018', u'\u2019', u'\u201C', u'\u201D', u'\u2022', u'\u2013', u'\u2014',
        u'\u02DC', u'\u2122', u'\u0161', u'\u203A', u'\u0153', 0x9D,      u'\u017E', u'\u0178'};
    const char16_t code = letter.unicode();
    if (code >= 0x80 && code <= 0xFF) return static_cast<char>(code);
    for (std::size_t i = 0; i < upper.size(); ++i)
        if (upper[i] == code) return static_cast<char>(0x80 + i);
    return std::nullopt;
}

/// What a run of letters was, where its bytes are UTF-8; empty where they are not.
QString decoded(const QByteArray& run)
{
    if (run.size() < 2) return {};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(run);
    return decoder.hasError() ? QString() : text;
}

} // namespace

std::optional<Mojibake> findMojibake(const QByteArray& bytes)
{
    constexpr QChar lost(0xFFFD);
    const QString text = QString::fromUtf8(bytes);
    int line = 1;
    QByteArray run;
    QString shown;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const QChar letter = i < text.size() ? text[i] : QChar(u'\n');
        if (letter == lost) return Mojibake {.line = line, .shown = letter, .meant = {}};
        if (const std::optional<char> byte = byteOf(letter)) {
            run += *byte;
            shown += letter;
            continue;
        }
        if (const QString meant = decoded(run); !meant.isEmpty())
            return Mojibake {.line = line, .shown = shown, .meant = meant};
        run.clear();
        shown.clear();
        if (letter == u'\n') ++line;
    }
    return std::nullopt;
}

} // namespace pinwheel
