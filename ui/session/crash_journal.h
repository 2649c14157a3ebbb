#pragma once

#include "ui/workspace/workspace.h"

#include <QTimer>

#include <optional>

namespace pinwheel {

/// Unsaved text of a window that ended without closing.
struct JournaledSession {
    struct File {
        QString path; ///< relative to the folder
        QByteArray text;
        QByteArray savedText; ///< what the file held on disk then
    };
    QString folder;
    QString dockerfile;
    std::vector<File> files;
    QString journal; ///< the journal file itself
};

/// Writes the unsaved text of a workspace to a file that only its owner may read, in the user's
/// state folder, shortly after each change; takes the file away once nothing is unsaved. A crash
/// leaves it for the next start.
class CrashJournal final : public QObject
{
    Q_OBJECT

public:
    explicit CrashJournal(Workspace* workspace, QObject* parent = nullptr);
    ~CrashJournal() override;

    void setDockerfile(const QString& dockerfile) { m_dockerfile = dockerfile; }
    /// Writes now what is unsaved.
    void write();
    void discard();
    [[nodiscard]] const QString& file() const { return m_file; }

    /// Journals whose program runs no more, newest first.
    [[nodiscard]] static std::vector<JournaledSession> abandoned();
    [[nodiscard]] static QString folder();

    static constexpr int delayMs = 300;

private:
    Workspace* m_workspace;
    QTimer m_timer;
    QString m_file;
    QString m_dockerfile;
};

} // namespace pinwheel
