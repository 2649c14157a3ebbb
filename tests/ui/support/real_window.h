#pragma once

#include "ui/main_window.h"

#include <QTemporaryDir>

#include <map>
#include <memory>

namespace pinwheel {

/// A folder with files, gone with the test.
class ProjectFolder
{
public:
    explicit ProjectFolder(const std::map<QString, QByteArray>& files);
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray read(const QString& name) const;
    void write(const QString& name, const QByteArray& bytes) const;

private:
    QTemporaryDir m_folder;
};

/// Settings that no user has: called first in a test program.
void useTestSettings();
/// The audit of files with the real core and the shipped data.
[[nodiscard]] AuditPtr auditOf(const std::map<std::string, std::string>& files);
/// The example that is the first real input, from the source tree.
[[nodiscard]] std::map<QString, QByteArray> exampleFiles(const QString& sourceFolder);
/// A window on a folder, shown, after its first audit.
[[nodiscard]] std::unique_ptr<MainWindow> openWindow(const QString& path);
/// Waits until the audit of the present text is shown.
[[nodiscard]] bool waitForFreshAudit(MainWindow& window);
/// Widgets at and below `root` that take the focus and have no name for a screen reader.
[[nodiscard]] QStringList namelessWidgets(const QWidget& root);

} // namespace pinwheel
