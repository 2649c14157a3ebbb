#pragma once

#include <QList>
#include <QString>
#include <QTextLayout>

namespace pinwheel {

/// Colours of one line of source on white paper, by the language that a file name tells
/// ("Dockerfile", "requirements.txt", "verify.py"). A line is coloured for itself, as quoted lines
/// stand alone.
[[nodiscard]] QList<QTextLayout::FormatRange> sourceColors(const QString& fileName,
                                                           const QString& line);

} // namespace pinwheel
