#include "ui/audit_progress.h"
#include "ui/chains/chain_view.h"
#include "ui/compare/compare_view.h"
#include "ui/decisions/decision_view.h"
#include "ui/editor/completions.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/editor/syntax_definitions.h"
#include "ui/environment/environment_view.h"
#include "ui/findings/finding_detail.h"
#include "ui/findings/findings_view.h"
#include "ui/fixes/fix_preview.h"
#include "ui/fixes/fixes_view.h"
#include "ui/fixes/light_bulb.h"
#include "ui/header_bar.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/ribbons/ribbon_splitter.h"
#include "ui/risk/risk_view.h"
#include "ui/session/project_state.h"
#include "ui/start_page.h"
#include "ui/theme/level_icon.h"
#include "ui/timeline/timeline_view.h"
#include "ui/turn_queue.h"
#include "ui/words.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QFont>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBrowser>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostTabs = 60;

QString bytesToQString(std::string_view bytes)
{
    return toQString(bytes);
}

/// "/tmp/constraints.txt (layer 8)".
QString writtenTitle(const Audit& audit, const SourceText& text)
{
    const QString path = bytesToQString(text.path());
    for (const Layer& layer : audit.model.trace.layers)
        if (std::ranges::contains(layer.writes, text.path()))
            return QCoreApplication::translate("MainWindow", "%1 (layer %2)")
                .arg(path)
                .arg(layer.number);
    return QCoreApplication::translate("MainWindow", "%1 (written by the build)").arg(path);
}

} // namespace

void MainWindow::setOptions(const AuditOptions& options)
{
    m_options = options;
    m_controller->setOptions(options);
    m_header->setOptions(options);
}

void MainWindow::audit()
{
    if (showsStartPage()) return;
    findBuilds();
    m_controller->auditNow();
}

void MainWindow::takeAudit(const AuditPtr& audit)
{
    showDocuments(audit);
    showMarks(audit->model.sources, audit->findings, m_controller->revisions(), Offers::Known);
    m_filling->start({
        [this, audit] {
            m_header->setAudit(audit);
            const QString dockerfile =
                bytesToQString(audit->model.sources.text(audit->model.dockerfileText).path());
            m_header->setProject(projectName(),
                                 m_services.dockerfiles
                                     ? m_services.dockerfiles(m_workspace.folder())
                                     : QStringList {dockerfile},
                                 dockerfile);
            showLinks();
        },
        [this, audit] { m_timeline->setAudit(audit); },
        [this, audit] { m_model->setAudit(audit); },
        [this, audit] {
            m_risk->setAudit(audit);
            m_findings->setAudit(audit);
            m_environment->setAudit(audit);
            m_chains->setAudit(audit);
        },
        [this, audit] { m_decisions->setAudit(audit); },
        [this, audit] { m_fixes->setAudit(audit); },
        [this, audit] { m_detail->setAudit(audit); },
        [this, audit] { m_selection->setAudit(audit); },
        [this, audit] { endTaking(audit); },
    });
    if (m_firstAudit) m_filling->finish(); // There is nothing yet that one could wait for.
}

void MainWindow::endTaking(const AuditPtr& audit)
{
    m_report->setAudit(audit, projectName());
    m_compare->setOutdated(true);
    showCompletions(audit);
    if (std::exchange(m_firstAudit, false)) openAtFirstFinding(*audit);
    updateCounts();
    updateActions();
    showStale();
    updateStatus();
    emit auditShown();
}

void MainWindow::openAtFirstFinding(const Audit& audit)
{
    const auto first = std::ranges::find_if(
        audit.findings, [](const Finding& finding) { return !finding.suppressedBy; });
    // A known project opens where the user left it, a new one at its worst finding.
    const bool isBack = restoreProjectPlaces(*this);
    if (!isBack && first != audit.findings.end())
        m_selection->selectFinding(bytesToQString(first->id));
    if (m_left->current() != nullptr
        && (focusWidget() == nullptr || m_header->isAncestorOf(focusWidget())))
        m_left->current()->setFocus();
    rememberProject();
}

bool MainWindow::isUpToDate() const
{
    return !m_controller->isStale() && m_filling->isEmpty();
}

void MainWindow::showStale()
{
    // What a view offers is of the audit that it shows: until each shows the present one, they
    // count as stale.
    const bool stale = !isUpToDate();
    m_header->setStale(stale);
    m_timeline->setStale(stale);
    m_detail->setStale(stale);
    m_fixes->setStale(stale);
    m_bulb->setStale(stale);
    for (const EditorPane* const pane : {m_left, m_right})
        for (SourceEditor* const editor : pane->editors())
            editor->setStale(m_controller->isStale());
}

void MainWindow::takeFailure(const QString& reason)
{
    updateStatus();
    m_statusAudit->setText(tr("Not audited: %1").arg(reason));
    if (!m_controller->audit()) {
        m_start->showMessage(
            tr("%1: %2").arg(QString::fromStdString(m_workspace.folder().string()), reason));
        m_pages->setCurrentWidget(m_start);
        updateActions();
    }
    emit auditShown();
}

void MainWindow::showDocuments(const AuditPtr& audit)
{
    const SourceSet& sources = audit->model.sources;
    // Files of the project before those that the build writes.
    std::vector<std::uint32_t> order;
    for (const TextOrigin origin : {TextOrigin::Disk, TextOrigin::Written})
        for (std::uint32_t i = 0; i < sources.size(); ++i)
            if (sources.text(FileId {i}).origin() == origin) order.push_back(i);
    if (order.size() > mostTabs) order.resize(mostTabs);
    const std::size_t shownBefore = m_left->editors().size() + m_right->editors().size();
    for (const std::uint32_t i : order) {
        const SourceText& text = sources.text(FileId {i});
        const QString path = bytesToQString(text.path());
        const bool isDockerfile = audit->model.dockerfileText.value == i;
        EditorPane* const pane = isDockerfile ? m_left : m_right;
        if (text.origin() == TextOrigin::Written) {
            const QByteArray bytes(text.bytes().data(),
                                   static_cast<qsizetype>(text.bytes().size()));
            Document* const document = m_workspace.openWritten(
                path, bytes, tr("The build writes this file. Edit the line that writes it."));
            if (pane->editorOf(document) == nullptr)
                pane->add(document, writtenTitle(*audit, text),
                          tr("Written by the build, read-only"));
            continue;
        }
        const Result<Document*> document = m_workspace.open(path);
        if (!document)
            continue; // It was read by the audit and is gone since: the next audit says so.
        if (pane->editorOf(*document) == nullptr)
            pane->add(*document, path, QString::fromStdString((*document)->place().file.string()));
        // Read from disk between the audit and now: marks would stand in the wrong places.
        if ((*document)->revision() == 0 && (*document)->bytes() != QByteArrayView(text.bytes()))
            m_controller->schedule();
    }
    showBuildFiles(audit);
    if (m_left->editors().size() + m_right->editors().size() != shownBefore) orderFocus();
}

void MainWindow::showMarks(const SourceSet& sources, const std::vector<Finding>& findings,
                           const AuditController::Revisions& revisions, Offers offers)
{
    for (const EditorPane* const pane : {m_left, m_right}) {
        for (SourceEditor* const editor : pane->editors()) {
            const auto file = sources.find(toStdString(editor->document()->path()),
                                           editor->document()->place().origin);
            std::vector<FindingMark> marks;
            if (file) marks = findingMarks(sources, findings, *file);
            // Typing went on while the audit ran: marks move along, those inside edited text wait
            // for the next audit.
            std::erase_if(marks, [&](FindingMark& mark) {
                const auto live = m_controller->livePlace(mark.span, sources, revisions);
                if (live)
                    mark.span = {.file = mark.span.file, .begin = live->begin, .end = live->end};
                return !live;
            });
            if (offers == Offers::Pending) keepOffers(marks, editor->marks());
            editor->setMarks(std::move(marks));
        }
    }
    emit marksShown();
}

void MainWindow::showCompletions(const AuditPtr& audit)
{
    for (const EditorPane* const pane : {m_left, m_right})
        for (SourceEditor* const editor : pane->editors())
            if (pane == m_left || isRequirementsFileName(editor->document()->path()))
                editor->setCompletions([audit, isDockerfile = pane == m_left] {
                    return completionsFor(audit.get(), isDockerfile);
                });
}

void MainWindow::showLinks()
{
    const AuditPtr& audit = m_controller->audit();
    SourceEditor* const left = m_left->current();
    SourceEditor* const right = m_right->current();
    m_ribbons->setEditors(left, right);
    if (!audit || left == nullptr || right == nullptr) return m_ribbons->setLinks({});
    const auto fileOf = [&](const SourceEditor* editor) {
        return audit->model.sources.find(toStdString(editor->document()->path()),
                                         editor->document()->place().origin);
    };
    const auto leftFile = fileOf(left);
    const auto rightFile = fileOf(right);
    m_ribbons->setLinks(leftFile && rightFile ? linksBetween(*audit, *leftFile, *rightFile)
                                              : std::vector<Link>());
}

void MainWindow::showSpan(Span span)
{
    const auto place = m_controller->livePlace(span);
    if (!place) return;
    for (EditorPane* const pane : {m_left, m_right}) {
        SourceEditor* const editor = pane->editorOf(place->document);
        if (editor == nullptr) continue;
        pane->showEditor(editor);
        editor->reveal(place->begin, place->end);
    }
}

void MainWindow::showSelection(const Selection& selection)
{
    m_ribbons->setSelectedFinding(selection.findingId);
    for (const EditorPane* const pane : {m_left, m_right})
        for (SourceEditor* const editor : pane->editors())
            editor->setSelectedFinding(selection.findingId);
}

void MainWindow::revealSelection(const Selection& selection)
{
    if (!selection.span) return;
    // The other side turns to the finding's first place there.
    if (const Finding* const finding = m_selection->finding()) {
        if (finding->span.file != selection.span->file) showSpan(finding->span);
        for (const Evidence& evidence : finding->evidence) {
            if (!evidence.span || evidence.span->file == selection.span->file
                || finding->span.file != selection.span->file)
                continue;
            showSpan(*evidence.span);
            break;
        }
    }
    showSpan(*selection.span);
}

void MainWindow::goToFinding(int step)
{
    if (m_filter->rowCount() == 0) return tell(tr("No finding to go to."));
    const QString id = m_selection->current().findingId;
    int row = -1;
    for (int i = 0; i < m_filter->rowCount(); ++i)
        if (m_filter->index(i, 0).data(FindingModel::FindingIdRole).toString() == id) row = i;
    const int count = m_filter->rowCount();
    row = row < 0 ? (step > 0 ? 0 : count - 1) : (row + step + count) % count;
    m_selection->selectFinding(
        m_filter->index(row, 0).data(FindingModel::FindingIdRole).toString());
}

void MainWindow::updateCounts()
{
    m_reviewTabs->setTabText(FindingsTab, tr("Findings %1").arg(m_model->rowCount()));
    m_reviewTabs->setTabText(FixesTab, tr("Fixes %1").arg(m_fixes->model()->fixCount()));
}

void MainWindow::updateStatus()
{
    const AuditPtr& audit = m_controller->audit();
    showBullet();
    if (showsStartPage()) {
        for (QLabel* const label :
             {m_statusAudit, m_statusFacts, m_statusPlace, m_statusEncoding, m_statusEol})
            label->clear();
        return;
    }
    if (m_controller->isRunning()) {
        m_statusAudit->setText(m_progress->words().isEmpty() ? tr("Auditing…")
                                                             : m_progress->words());
    } else if (audit && m_controller->failure().isEmpty()) {
        QStringList lines;
        for (std::uint32_t i = 0; i < audit->model.sources.size(); ++i) {
            const SourceText& text = audit->model.sources.text(FileId {i});
            if (text.origin() == TextOrigin::Disk) lines += QLocale().toString(text.lineCount());
        }
        const double milliseconds = static_cast<double>(audit->duration.count()) / 1000;
        const QString all = lines.size() > 3
            ? tr("%n file(s)", nullptr, static_cast<int>(lines.size()))
            : tr("%1 lines").arg(lines.join(u" + "_s));
        m_statusAudit->setText(
            tr("Audited %1 in %2 ms")
                .arg(all, QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0)));
    }
    if (audit) {
        QStringList facts;
        if (!audit->indexDate.empty()) facts += tr("index of %1").arg(toQString(audit->indexDate));
        if (!audit->knowledgeDate.empty())
            facts += tr("facts of %1").arg(toQString(audit->knowledgeDate));
        m_statusFacts->setText(facts.join(u"   "_s));
    }
    const SourceEditor* const editor = activeEditor();
    if (editor == nullptr) return;
    int line = 0;
    int index = 0;
    editor->getCursorPosition(&line, &index);
    m_statusPlace->setText(tr("Ln %1, Col %2").arg(line + 1).arg(index + 1));
    m_statusEncoding->setText(editor->document()->encodingName());
    m_statusEol->setText(editor->document()->lineEndingName());
}

void MainWindow::showBullet()
{
    const AuditPtr& audit = m_controller->audit();
    m_statusBullet->setVisible(audit && !showsStartPage());
    if (!audit) return;
    const bool isClean = audit->counts == LevelCounts {};
    const QString words = isClean ? tr("No finding")
                                  : tr("Worst level: %1. F8 goes to the next finding.")
                                        .arg(levelWord(audit->before).toLower());
    const QIcon icon = isClean ? levelIcon(std::nullopt) : levelIcon(audit->before);
    m_statusBullet->setPixmap(icon.pixmap(QSize(14, 14), devicePixelRatioF()));
    m_statusBullet->setToolTip(words);
    m_statusBullet->setAccessibleDescription(words);
}

void MainWindow::showAppliedFixes()
{
    m_fixes->model()->setApplied(m_workspace.appliedFixes());
}

void MainWindow::openFixMenu()
{
    SourceEditor* const editor = activeEditor();
    const AuditPtr audit = m_controller->audit(); // Keeps the fixes alive while the menu is open.
    if (editor == nullptr || !audit) return;
    int line = 0;
    int index = 0;
    editor->getCursorPosition(&line, &index);
    QMenu menu(this);
    for (const QString& id : editor->findingsAtLine(line)) {
        const Finding* const finding = findFinding(*audit, id);
        if (finding == nullptr) continue;
        for (const Fix& fix : finding->fixes) {
            QAction* const action = menu.addAction(levelIcon(finding->level),
                                                   toShownText(fix.title).replace(u'&', u"&&"_s));
            action->setEnabled(isUpToDate() && fix.applicability != Applicability::Manual);
            action->setToolTip(toShownText(fix.reason));
            connect(action, &QAction::triggered, this, [this, &fix] { applyFix(fix); });
        }
        QAction* const explain = menu.addAction(
            tr("Explain: %1").arg(toShownText(finding->title).replace(u'&', u"&&"_s)));
        connect(explain, &QAction::triggered, this, [this, id] {
            m_selection->selectFinding(id);
            m_dockOf[u"detail"_s]->show();
            m_detail->account()->setFocus();
        });
        menu.addSeparator();
    }
    if (menu.isEmpty()) return tell(tr("No finding stands in this line."));
    const auto [top, bottom] = editor->verticalRange(editor->caretOffset(), editor->caretOffset());
    menu.exec(editor->viewport()->mapToGlobal(QPoint(60, bottom)));
}

void MainWindow::applyFix(const Fix& fix)
{
    const AuditPtr audit = m_controller->audit(); // Keeps the fix alive.
    if (!audit) return;
    const Result<void> applied = m_workspace.applyEdits(
        fix.edits, audit->model.sources, m_controller->revisions(), toShownText(fix.title));
    if (!applied) {
        m_fixes->model()->setFailed(toQString(fix.id), toShownText(applied.error().message));
        return tell(tr("The fix was not applied: %1").arg(toShownText(applied.error().message)));
    }
    tell(tr("Applied: %1. Undo takes it back.").arg(toShownText(fix.title)));

    m_controller->auditNow();
}

void MainWindow::previewFix(const Fix& fix)
{
    const AuditPtr audit = m_controller->audit();
    if (!audit) return;
    const Fix kept = fix; // The audit may be exchanged while the dialog is open.
    const auto trial = [this](const AuditPtr& before, const EditSet& edits, QObject* context,
                              std::function<void(const Result<AuditPtr>&)> done) {
        m_controller->tryEdits(before, edits, context, std::move(done));
    };
    FixPreview preview(kept, audit, trial,
                       isUpToDate() && kept.applicability != Applicability::Manual, this);
    if (preview.exec() != QDialog::Accepted) return;
    if (audit != m_controller->audit())
        return tell(tr("The text was audited again meanwhile; choose the fix once more."));
    applyFix(kept);
}

} // namespace pinwheel
