#pragma once

#include "core/audit/audit.h"
#include "ui/workspace/workspace.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>

namespace pinwheel {

/// Audits the workspace in the background. Typing restarts a short timer; an audit copies the texts
/// once and reads the copy on a pool thread; the newest answer wins and an older one under way is
/// told to stop. The last good result stays and is called stale until the next one.
class AuditController final : public QObject
{
    Q_OBJECT

public:
    using AuditFunction =
        std::function<Result<AuditPtr>(const AuditOptions&, const AuditServices&, std::stop_token)>;
    /// Gives index, knowledge and the project's settings for a folder's files. Called on the pool
    /// thread, so it may load them there.
    using ServicesFunction = std::function<Result<AuditServices>(
        const std::filesystem::path& folder, FileProviderPtr files)>;

    /// Revisions of documents, by their paths: what an audit has read.
    using Revisions = std::map<QString, std::uint64_t>;

    AuditController(Workspace* workspace, AuditFunction audit, ServicesFunction services,
                    QObject* parent = nullptr);
    ~AuditController() override;

    void setOptions(const AuditOptions& options);
    [[nodiscard]] const AuditOptions& options() const { return m_options; }

    /// Audits after `debounce` without another call.
    void schedule();
    void auditNow();
    /// Stops the audit under way; the last good result stays.
    void cancel();

    /// Audits the texts of `before` with edits made to them, aside from everything else; `done` is
    /// called on the GUI thread unless `context` is gone by then. A newer trial stops the one
    /// before it.
    void tryEdits(const AuditPtr& before, const EditSet& edits, QObject* context,
                  std::function<void(const Result<AuditPtr>&)> done);
    /// Audits other files in the same way: another folder, another revision.
    void auditElsewhere(const std::filesystem::path& folder, FileProviderPtr files,
                        const AuditOptions& options, QObject* context,
                        std::function<void(const Result<AuditPtr>&)> done);

    [[nodiscard]] const AuditPtr& audit() const { return m_audit; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// True while the shown audit is not of the present texts and options.
    [[nodiscard]] bool isStale() const { return m_stale; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    /// Revisions of the documents that the shown audit read.
    [[nodiscard]] const Revisions& revisions() const { return m_revisions; }

    /// Where a span of the shown audit is in the present texts.
    struct LivePlace {
        Document* document = nullptr;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    [[nodiscard]] std::optional<LivePlace> livePlace(Span span) const;
    /// The same for a span of other texts, which the documents held at those revisions.
    [[nodiscard]] std::optional<LivePlace> livePlace(Span span, const SourceSet& sources,
                                                     const Revisions& revisions) const;
    /// The same in the other direction: the span of the shown audit for a place in a document.
    [[nodiscard]] std::optional<Span> auditSpan(const Document* document, std::uint32_t begin,
                                                std::uint32_t end) const;

    static constexpr int debounceMs = 10;
    static constexpr int progressMs = 50; ///< between two steps of progress that are told

signals:
    void started();
    /// The findings of the audit under way, while its fixes are still being simulated.
    void findingsJudged(const JudgedFindings& judged, const AuditController::Revisions& revisions);
    void progressChanged(const Progress& progress);
    void auditChanged(const AuditPtr& audit);
    void auditFailed(const QString& reason);
    void staleChanged(bool stale);
    void finished();

private:
    void setStale(bool stale);
    void take(std::uint64_t run, const Result<AuditPtr>& outcome, Workspace::Snapshot snapshot);

    Workspace* m_workspace;
    AuditFunction m_runAudit;
    ServicesFunction m_services;
    AuditOptions m_options;
    QTimer m_timer;
    QThreadPool m_pool;
    std::stop_source m_stop;
    std::stop_source m_asideStop; ///< of the newest trial or comparison
    std::uint64_t m_run = 0;
    AuditPtr m_audit;
    Revisions m_revisions;
    QString m_failure;
    bool m_running = false;
    bool m_stale = false;
};

} // namespace pinwheel
