#pragma once

#include <QByteArray>
#include <QMap>
#include <QProcessEnvironment>
#include <QStringList>

namespace pinwheel::test {

/// What a run of `pinwheel` gave.
struct ProgramRun {
    int status = -1; ///< -1 when it crashed or did not end
    QByteArray output; ///< standard output
    QByteArray trouble; ///< standard error
};

/// Runs the built program in a folder.
[[nodiscard]] ProgramRun runProgram(const QStringList& arguments, const QString& folder = {},
                                    const QByteArray& input = {},
                                    const QMap<QString, QString>& environment = {});

/// Writes a file, folders included.
void writeFile(const QString& path, const QByteArray& bytes);

} // namespace pinwheel::test
