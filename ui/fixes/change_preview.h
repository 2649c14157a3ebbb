#pragma once

#include "core/audit/audit.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QStackedWidget;
class QTabBar;
class QTextBrowser;

namespace pinwheel {

class SideBySideView;
struct AuditChange;

/// Audits the texts of an audit with edits made to them, in the background; `done` is called on the
/// GUI thread, unless `context` is gone by then.
using TrialFunction =
    std::function<void(const AuditPtr& before, const EditSet& edits, QObject* context,
                       std::function<void(const Result<AuditPtr>&)> done)>;

/// What a set of edits changes: each file before and after, the environment, the risk, the
/// findings. The outcome is measured by auditing the changed texts.
class ChangePreview final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangePreview(TrialFunction trial, QWidget* parent = nullptr);

    void showNothing(const QString& words);
    void showChange(const AuditPtr& before, const EditSet& edits);
    [[nodiscard]] SideBySideView* texts() const { return m_texts; }
    [[nodiscard]] QTabBar* files() const { return m_files; }
    [[nodiscard]] QTextBrowser* outcome() const { return m_outcome; }

signals:
    /// The changed texts were audited.
    void tried(const pinwheel::AuditChange& change);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showFile(int index);
    void startTrial();

    TrialFunction m_trial;
    QStackedWidget* m_pages;
    QLabel* m_words;
    QTabBar* m_files;
    SideBySideView* m_texts;
    QTextBrowser* m_outcome;
    QTimer m_timer;
    AuditPtr m_before;
    EditSet m_edits;
    std::vector<FileId> m_shown;
    quint64 m_trialNumber = 0;
    std::shared_ptr<const AuditChange>
        m_change; ///< what is shown, painted anew in the colours of another theme
    bool m_waits = false; ///< a trial is due once the view is seen
};

} // namespace pinwheel
