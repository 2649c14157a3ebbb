#include "ui/settings/user_settings.h"

#include "ui/qt_text.h"

#include <QGuiApplication>
#include <QSettings>
#include <QStyleHints>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

UserSettings readUserSettings()
{
    const QSettings kept;
    UserSettings settings;
    settings.theme = kept.value(u"appearance/theme"_s, settings.theme).toString();
    settings.language = kept.value(u"appearance/language"_s).toString();
    settings.notes = kept.value(u"editor/notes"_s, settings.notes).toBool();
    settings.whitespace = kept.value(u"editor/whitespace"_s, settings.whitespace).toBool();
    settings.zoom = std::clamp(kept.value(u"editor/zoom"_s, 0).toInt(), -4, 16);
    settings.reopen = kept.value(u"session/reopen"_s, settings.reopen).toBool();
    settings.audit.platform =
        toStdString(kept.value(u"audit/platform"_s, toQString(settings.audit.platform)).toString());
    for (const QString& gpu : kept.value(u"audit/gpus"_s).toStringList())
        settings.audit.gpus.push_back(toStdString(gpu));
    settings.audit.driver = toStdString(kept.value(u"audit/driver"_s).toString());
    settings.audit.profile =
        toStdString(kept.value(u"audit/profile"_s, toQString(settings.audit.profile)).toString());
    settings.audit.resolve = kept.value(u"audit/resolve"_s, true).toBool();
    return settings;
}

void writeUserSettings(const UserSettings& settings)
{
    QSettings kept;
    kept.setValue(u"appearance/theme"_s, settings.theme);
    kept.setValue(u"appearance/language"_s, settings.language);
    kept.setValue(u"editor/notes"_s, settings.notes);
    kept.setValue(u"editor/whitespace"_s, settings.whitespace);
    kept.setValue(u"editor/zoom"_s, settings.zoom);
    kept.setValue(u"session/reopen"_s, settings.reopen);
    kept.setValue(u"audit/platform"_s, toQString(settings.audit.platform));
    QStringList gpus;
    for (const std::string& gpu : settings.audit.gpus)
        gpus += toQString(gpu);
    kept.setValue(u"audit/gpus"_s, gpus);
    kept.setValue(u"audit/driver"_s, toQString(settings.audit.driver));
    kept.setValue(u"audit/profile"_s, toQString(settings.audit.profile));
    kept.setValue(u"audit/resolve"_s, settings.audit.resolve);
}

ThemeKind themeOfSettings(const QString& word)
{
    if (const std::optional<ThemeKind> kind = themeFromWord(word)) return *kind;
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? ThemeKind::Dark
                                                                                 : ThemeKind::Light;
}

} // namespace pinwheel
