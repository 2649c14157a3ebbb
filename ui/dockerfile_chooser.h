#pragma once

#include "ui/target/build_choice.h"

#include <QDialog>
#include <QFutureWatcher>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

class QListWidget;

namespace pinwheel {

/// What one build of a folder does, in a line: base image, install commands, first packages.
/// `options` name its Dockerfile, stage and arguments. Called on a pool thread.
using BuildSummary =
    std::function<QString(const std::filesystem::path& folder, const AuditOptions& options)>;

/// Chooses one of several builds of a folder: entries of Compose and bake files, and Dockerfiles
/// (choices without a name). What each installs appears below it as it is worked out.
class DockerfileChooser final : public QDialog
{
    Q_OBJECT

public:
    /// Entries with a trouble are shown with it and cannot be chosen.
    DockerfileChooser(const std::filesystem::path& folder, std::vector<BuildChoice> builds,
                      const BuildSummary& summary, QWidget* parent = nullptr);
    ~DockerfileChooser() override;

    [[nodiscard]] std::optional<BuildChoice> chosen() const;
    [[nodiscard]] QListWidget* list() const { return m_list; }

private:
    void addRow(const BuildChoice& build);

    std::vector<BuildChoice> m_builds;
    QListWidget* m_list;
    QFutureWatcher<QString> m_watcher;
};

} // namespace pinwheel
