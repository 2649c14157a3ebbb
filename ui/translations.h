#pragma once

#include <QString>

class QApplication;

namespace pinwheel {

/// Loads the texts of a language ("de"); an empty word takes the user's. English needs its own file
/// as well, for its singulars and plurals. False where the language is not there; English is shown
/// then.
bool installTranslations(QApplication& application, const QString& language);

} // namespace pinwheel
