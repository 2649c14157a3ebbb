#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace pinwheel {

/// Text that was read with the wrong encoding and saved again: "cafÃ©" for "café".
struct Mojibake {
    int line = 0; ///< from 1
    QString shown; ///< the letters as they stand
    QString meant; ///< what they were; empty where they are lost (U+FFFD)
};

/// The first such place of a UTF-8 text. Letters are taken for garbled only where all of a run of
/// them, written in Windows-1252 or Latin-1, are the bytes of UTF-8 text: accented words by
/// themselves never are.
[[nodiscard]] std::optional<Mojibake> findMojibake(const QByteArray& bytes);

} // namespace pinwheel
