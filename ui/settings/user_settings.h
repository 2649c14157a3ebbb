#pragma once

#include "core/audit/audit.h"
#include "ui/theme/theme.h"

#include <QString>

namespace pinwheel {

/// The user's own settings, kept in the configuration folder (XDG). Everything has a default;
/// nothing asks for a restart but the language.
struct UserSettings {
    QString theme = QStringLiteral("system"); ///< "system", "light", "dark", "high-contrast"
    QString language; ///< "en", "de"; empty: that of the system
    bool notes = true; ///< inline notes in the editors
    bool whitespace = false;
    int zoom = 0; ///< points added to the editors' text
    bool reopen = true; ///< the last project is opened at the start
    AuditOptions audit; ///< platform, GPUs, driver, profile and index of new projects
};

[[nodiscard]] UserSettings readUserSettings();
void writeUserSettings(const UserSettings& settings);

/// The theme of a settings word; "system" and unknown words ask the desktop.
[[nodiscard]] ThemeKind themeOfSettings(const QString& word);

} // namespace pinwheel
