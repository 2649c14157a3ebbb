#pragma once

#include "core/build/audit_options.h"

#include <QString>

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
/// What was built in a project when it was left.
struct KeptBuild {
    QString file; ///< Compose or bake file of the entry; empty where the Dockerfile was the target
    QString name; ///< of the entry; empty likewise
    QString dockerfile; ///< relative to the folder; empty where nothing was kept
};
[[nodiscard]] KeptBuild keptBuild(const QString& folder);
/// After the first audit, when the files are open. False where nothing was kept of this project.
bool restoreProjectPlaces(MainWindow& window);

} // namespace pinwheel
