#pragma once

#include "core/audit/audit.h"
#include "ui/target/build_choice.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace pinwheel {

class LevelPill;

/// The top row: the project, the target (stage, platform, GPUs, and more), the verdict, and what to
/// do about it.
class HeaderBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget* parent = nullptr);

    void setMainMenu(QMenu* menu);
    void setExportMenu(QMenu* menu);
    void setProject(const QString& name, const QStringList& dockerfiles, const QString& current);
    /// What Compose and bake files of the project build, and the entry that is the target; empty
    /// for none.
    void setBuilds(const std::vector<BuildChoice>& builds, const QString& file,
                   const QString& name);
    void setGpuNames(const QStringList& names);
    void setOptions(const AuditOptions& options);
    void setAudit(const AuditPtr& audit);
    void setStale(bool stale);
    /// Whether audits ask the indexes over the network.
    void setLive(bool live);
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] QToolButton* buildSelector() const { return m_build; }
    [[nodiscard]] LevelPill* verdict() const { return m_verdict; }
    /// What does not fit is left out: the names of the selectors first, then the selectors.
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {560, QWidget::minimumSizeHint().height()};
    }

signals:
    void openRequested();
    void dockerfileChosen(const QString& path);
    /// An entry of a Compose or bake file; both are empty for the Dockerfile alone.
    void buildChosen(const QString& file, const QString& name);
    void stageChosen(const QString& stage);
    void platformChosen(const QString& platform);
    void gpusChosen(const QStringList& gpus);
    void targetRequested();
    void chooserRequested();
    void applySafeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QToolButton* addSelector(const QString& label, const QString& accessibleName);
    void fillStages();
    void fillPlatforms();
    void fillGpus();
    void nameGpus(bool named);
    void showMore();
    void showVerdict();
    void fit();

    QToolButton* m_brand;
    QToolButton* m_project;
    QToolButton* m_build = nullptr;
    QToolButton* m_stage = nullptr;
    QToolButton* m_platform = nullptr;
    QToolButton* m_gpu = nullptr;
    QToolButton* m_more = nullptr;
    std::vector<QLabel*> m_labels; ///< the first is of m_build
    bool m_hasBuilds = false;
    LevelPill* m_verdict;
    QLabel* m_afterWords;
    LevelPill* m_after;
    QPushButton* m_apply;
    QToolButton* m_export;
    QStringList m_gpuNames;
    AuditOptions m_options;
    AuditPtr m_audit;
    bool m_stale = false;
    bool m_live = false;
};

} // namespace pinwheel
