#include "ui/translations.h"

#include "core/base/installation.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace pinwheel {

using namespace Qt::StringLiterals;

bool installTranslations(QApplication& application, const QString& language)
{
    const QString folder = QString::fromStdString((dataFolder() / "translations").string());
    const auto load = [&](const QLocale& locale, const QString& name, const QString& from) {
        auto* const translator = new QTranslator(&application);
        if (translator->load(locale, name, u"_"_s, from))
            return QCoreApplication::installTranslator(translator);
        delete translator;
        return false;
    };
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (!language.isEmpty()) QLocale::setDefault(locale);
    load(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (load(locale, u"pinwheel"_s, folder)) return true;
    load(QLocale(u"en"_s), u"pinwheel"_s, folder);
    return false;
}

} // namespace pinwheel
