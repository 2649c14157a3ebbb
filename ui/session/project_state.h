#pragma once

#include "core/build/audit_options.h"

#include <QString>
#include <QStringList>

namespace pinwheel {

class MainWindow;
struct BuildChoice;
struct WorkbenchServices;

/// Where the user was in a project: shown tabs, carets, review view, target. Kept per folder in the
/// settings.
void keepProjectState(MainWindow& window);
/// The target of a project, each value from the first that has it: what was given (the command
/// line), the entry of a Compose or bake file that is built (null for none), what the user chose
/// for this project before, the project's own settings, the user's defaults.
[[nodiscard]] AuditOptions projectTarget(const WorkbenchServices& services, const QString& folder,
                                         const AuditOptions& given, const BuildChoice* build);
/// File and name of the entry that was chosen in this project before; empty where none was.
[[nodiscard]] QStringList keptBuild(const QString& folder);
/// After the first audit, when the files are open. False where nothing was kept of this project.
bool restoreProjectPlaces(MainWindow& window);

} // namespace pinwheel
