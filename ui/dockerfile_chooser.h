#pragma once

#include <QDialog>
#include <QFutureWatcher>

#include <filesystem>
#include <functional>
#include <memory>

class QListWidget;
class QPushButton;

namespace pinwheel {

/// What one Dockerfile of a folder does, in a line: base image, install commands, first packages.
/// Called on a pool thread.
using DockerfileSummary =
    std::function<QString(const std::filesystem::path& folder, const QString& dockerfile)>;

/// Chooses one of several Dockerfiles; what each installs appears beside it as it is worked out.
class DockerfileChooser final : public QDialog
{
    Q_OBJECT

public:
    DockerfileChooser(const std::filesystem::path& folder, const QStringList& dockerfiles,
                      const DockerfileSummary& summary, QWidget* parent = nullptr);
    ~DockerfileChooser() override;

    /// Relative to the folder; empty where none is chosen.
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] QListWidget* list() const { return m_list; }

private:
    QListWidget* m_list;
    QPushButton* m_open = nullptr;
    QFutureWatcher<QString> m_watcher;
};

} // namespace pinwheel
