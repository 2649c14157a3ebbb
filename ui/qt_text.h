#pragma once

#include "core/base/redact.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

namespace pinwheel {

/// The one place where the core's UTF-8 becomes Qt's text; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

[[nodiscard]] inline std::string toStdString(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Text from outside on its way to the screen or the clipboard: without credentials.
[[nodiscard]] inline QString toShownText(std::string_view text)
{
    return toQString(redactCredentials(text));
}

} // namespace pinwheel
