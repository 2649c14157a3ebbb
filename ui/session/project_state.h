#pragma once

#include <QString>

namespace pinwheel {

class MainWindow;

/// Where the user was in a project: shown tabs, carets, review view, target. Kept per folder in the settings.
void keepProjectState(MainWindow& window);
void restoreProjectTarget(MainWindow& window, const QString& folder);
/// After the first audit, when the files are open.
void restoreProjectPlaces(MainWindow& window);

} // namespace pinwheel
