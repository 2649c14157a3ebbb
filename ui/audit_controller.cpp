#include "ui/audit_controller.h"

#include "ui/qt_text.h"

#include <QtConcurrent/QtConcurrentRun>

#include <chrono>

namespace pinwheel {

AuditController::AuditController(Workspace* workspace, AuditFunction audit,
                                 ServicesFunction services, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_runAudit(std::move(audit))
    , m_services(std::move(services))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(debounceMs);
    connect(&m_timer, &QTimer::timeout, this, &AuditController::auditNow);
    m_pool.setMaxThreadCount(3); // One that is being stopped, the newest, and one aside.
    // A resolution recurses deeply on long dependency chains.
    m_pool.setStackSize(16U << 20);
}

AuditController::~AuditController()
{
    m_stop.request_stop();
    m_asideStop.request_stop();
    m_pool.waitForDone();
}

void AuditController::setOptions(const AuditOptions& options)
{
    if (m_options == options) return;
    m_options = options;
    setStale(true);
}

void AuditController::schedule()
{
    setStale(true);
    m_timer.start();
}

void AuditController::auditNow()
{
    m_timer.stop();
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_running = true;
    setStale(true);
    emit started();

    const std::uint64_t run = ++m_run;
    Workspace::Snapshot snapshot = m_workspace->snapshot();
    const FileProviderPtr files = std::make_shared<OverlayFileProvider>(
        std::make_shared<DiskFileProvider>(m_workspace->folder()), snapshot.texts);
    // A resolution tells each of its rounds, thousands a second: what nobody can read is not sent.
    const auto tell = [this, run, last = std::make_shared<std::chrono::steady_clock::time_point>()](
                          const Progress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (now - *last < std::chrono::milliseconds(progressMs)) return;
        *last = now;
        QMetaObject::invokeMethod(this, [this, run, progress] {
            if (run == m_run && m_running) emit progressChanged(progress);
        });
    };
    const auto tellJudged = [this, run, revisions = snapshot.revisions](JudgedFindings judged) {
        QMetaObject::invokeMethod(this, [this, run, revisions, judged = std::move(judged)] {
            if (run == m_run && m_running) emit findingsJudged(judged, revisions);
        });
    };
    QtConcurrent::run(&m_pool,
                      [audit = m_runAudit, services = m_services, options = m_options,
                       folder = m_workspace->folder(), files, tell, tellJudged,
                       stop = m_stop.get_token()]() -> Result<AuditPtr> {
                          PINWHEEL_TRY(given, services(folder, files));
                          if (!given.progress) given.progress = tell;
                          given.judged = tellJudged;
                          return audit(options, given, stop);
                      })
        .then(this, [this, run, snapshot = std::move(snapshot)](const Result<AuditPtr>& outcome) {
            take(run, outcome, snapshot);
        });
}

void AuditController::take(std::uint64_t run, const Result<AuditPtr>& outcome,
                           Workspace::Snapshot snapshot)
{
    if (run != m_run) return; // A newer audit is under way.
    m_running = false;
    if (!outcome) {
        m_failure = outcome.error().code == ErrorCode::Cancelled
            ? tr("The audit was stopped.")
            : toShownText(outcome.error().message);
        emit auditFailed(m_failure);
        emit finished();
        return;
    }
    m_failure.clear();
    m_audit = *outcome;
    m_revisions = std::move(snapshot.revisions);
    for (Document* const document : m_workspace->documents())
        if (const auto revision = m_revisions.find(document->path());
            revision != m_revisions.end() && document->place().origin == TextOrigin::Disk)
            document->forgetChangesUntil(revision->second);
    emit auditChanged(m_audit);
    if (!m_timer.isActive()) setStale(false);
    emit finished();
}

void AuditController::tryEdits(const AuditPtr& before, const EditSet& edits, QObject* context,
                               std::function<void(const Result<AuditPtr>&)> done)
{
    std::map<std::string, std::string> texts;
    const SourceSet& sources = before->model.sources;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        const SourceText& text = sources.text(FileId {i});
        if (text.origin() == TextOrigin::Disk)
            texts[std::string(text.path())] = applyEdits(text.bytes(), FileId {i}, edits);
    }
    AuditOptions options = before->model.options;
    options.proveFixes = false; // The trial is the proof.
    auditElsewhere(m_workspace->folder(),
                   std::make_shared<OverlayFileProvider>(
                       std::make_shared<DiskFileProvider>(m_workspace->folder()), std::move(texts)),
                   options, context, std::move(done));
}

void AuditController::auditElsewhere(const std::filesystem::path& folder, FileProviderPtr files,
                                     const AuditOptions& options, QObject* context,
                                     std::function<void(const Result<AuditPtr>&)> done)
{
    m_asideStop.request_stop();
    m_asideStop = std::stop_source();
    QtConcurrent::run(&m_pool,
                      [audit = m_runAudit, services = m_services, folder, files = std::move(files),
                       options, stop = m_asideStop.get_token()]() -> Result<AuditPtr> {
                          PINWHEEL_TRY(given, services(folder, files));
                          return audit(options, given, stop);
                      })
        .then(context,
              [done = std::move(done)](const Result<AuditPtr>& outcome) { done(outcome); });
}

void AuditController::cancel()
{
    m_timer.stop();
    if (m_running) m_stop.request_stop();
}

void AuditController::setStale(bool stale)
{
    if (m_stale == stale) return;
    m_stale = stale;
    emit staleChanged(stale);
}

std::optional<AuditController::LivePlace> AuditController::livePlace(Span span) const
{
    return m_audit ? livePlace(span, m_audit->model.sources, m_revisions) : std::nullopt;
}

std::optional<AuditController::LivePlace>
AuditController::livePlace(Span span, const SourceSet& sources, const Revisions& revisions) const
{
    if (span.file.index() >= sources.size()) return std::nullopt;
    const SourceText& text = sources.text(span.file);
    Document* const document = m_workspace->find(toQString(text.path()), text.origin());
    if (document == nullptr) return std::nullopt;
    if (text.origin() == TextOrigin::Written)
        return LivePlace {.document = document, .begin = span.begin, .end = span.end};
    const auto revision = revisions.find(document->path());
    const PositionMap map =
        document->positionsSince(revision == revisions.end() ? 0 : revision->second);
    const std::optional<Span> now = map.map(span);
    if (!now) return std::nullopt;
    return LivePlace {.document = document, .begin = now->begin, .end = now->end};
}

std::optional<Span> AuditController::auditSpan(const Document* document, std::uint32_t begin,
                                               std::uint32_t end) const
{
    if (!m_audit || document == nullptr) return std::nullopt;
    const std::optional<FileId> file =
        m_audit->model.sources.find(toStdString(document->path()), document->place().origin);
    if (!file) return std::nullopt;
    // Without a change since the audit the places are the same; with one, the line under the caret
    // is a stale guess that the next audit replaces.
    return Span {.file = *file, .begin = begin, .end = end};
}

} // namespace pinwheel
