#pragma once

// Compose and bake files name what is built: one of their entries may stand for Dockerfile, stage
// and build arguments.

#include "core/build/audit_options.h"
#include "core/dockerfile/compose_file.h"

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <vector>

namespace pinwheel {

/// One image that a Compose or bake file of the project builds.
struct BuildChoice {
    QString file; ///< of the entry, relative to the project's folder
    QString name; ///< service or target; empty where the file as a whole cannot be read
    BuildEntry entry; ///< paths relative to the project's folder
    QString trouble; ///< why it cannot be audited here; empty where it can

    friend bool operator==(const BuildChoice&, const BuildChoice&) = default;
};

/// The entries of one file, in its order. A file that cannot be read is one choice without a name
/// and with its trouble.
[[nodiscard]] std::vector<BuildChoice> buildChoicesOf(const QString& file, const QByteArray& text,
                                                      const EnvironmentLookup& environment,
                                                      const ComposeNeighbours& neighbours);

/// The entries of all Compose and bake files of a folder, as they are on disk.
[[nodiscard]] std::vector<BuildChoice> buildChoicesIn(const std::filesystem::path& folder);

[[nodiscard]] bool isBuildFileName(const QString& path);
/// A variable of the environment that the program runs in.
[[nodiscard]] std::optional<std::string> environmentVariable(const std::string& name);
/// The environment that a Compose or bake file on disk sees: with the `.env` file beside a Compose
/// file.
[[nodiscard]] EnvironmentLookup environmentBeside(const std::filesystem::path& file);
/// The folder that holds a Compose or bake file and all that it builds.
[[nodiscard]] QString folderOfBuildFile(const QString& path, const EnvironmentLookup& environment);
/// Why nothing that a Compose or bake file builds can be audited; empty where something can.
[[nodiscard]] QString troubleOfBuildFile(const QString& path, const EnvironmentLookup& environment);

/// The options with what the entry says: Dockerfile, context, stage, build arguments, and its
/// platform where it does not build for the usual one as well.
[[nodiscard]] AuditOptions withBuildChoice(AuditOptions options, const BuildChoice& choice);

} // namespace pinwheel
