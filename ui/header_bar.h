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
    /// Holds the selectors that have no room of their own; hidden where all have.
    [[nodiscard]] QToolButton* overflow() const { return m_overflow; }
    [[nodiscard]] LevelPill* verdict() const { return m_verdict; }
    /// What does not fit gets shorter: the names of the selectors go first, then the counts of the
    /// verdict, then long words end in dots, and at last selectors move into the overflow menu.
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
    /// A button of the target: its words end in dots where they have no room, and the tool tip
    /// holds them whole.
    struct Selector {
        QToolButton* button = nullptr;
        QLabel* label = nullptr; ///< null for the last one, whose words name themselves
        QString name; ///< of the choice: "Target stage"
        QString words; ///< what is chosen
        bool isOffered = true;
    };
    enum SelectorIndex {
        BuildSelector,
        StageSelector,
        PlatformSelector,
        GpuSelector,
        MoreSelector
    };
    [[nodiscard]] QToolButton* addSelector(const QString& label, const QString& name);
    void setWords(SelectorIndex index, const QString& words, const QString& tip = {});
    void fillStages();
    void fillPlatforms();
    void fillGpus();
    [[nodiscard]] QString moreWords() const;
    void showVerdict();
    void writeVerdict(bool withCounts); ///< of each level, or of all together
    void writeApply(bool whole);
    void writeSelectors(int room, bool named);
    void moveToOverflow(SelectorIndex index);
    [[nodiscard]] bool isTooWide() const;
    void fit();

    QToolButton* m_brand;
    QToolButton* m_project;
    QToolButton* m_build = nullptr;
    QToolButton* m_stage = nullptr;
    QToolButton* m_platform = nullptr;
    QToolButton* m_gpu = nullptr;
    QToolButton* m_more = nullptr;
    QToolButton* m_overflow = nullptr;
    std::vector<Selector> m_selectors; ///< by SelectorIndex
    QString m_projectName;
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
