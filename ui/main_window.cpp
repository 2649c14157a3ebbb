#include "ui/main_window.h"

#include "ui/audit_progress.h"
#include "ui/brand_icon.h"
#include "ui/chains/chain_view.h"
#include "ui/compare/compare_view.h"
#include "ui/decisions/decision_view.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/hover_card.h"
#include "ui/editor/source_editor.h"
#include "ui/editor/syntax_definitions.h"
#include "ui/environment/environment_view.h"
#include "ui/findings/finding_detail.h"
#include "ui/findings/finding_html.h"
#include "ui/findings/findings_view.h"
#include "ui/fixes/fixes_view.h"
#include "ui/fixes/light_bulb.h"
#include "ui/header_bar.h"
#include "ui/qt_text.h"
#include "ui/report/report_view.h"
#include "ui/ribbons/ribbon_splitter.h"
#include "ui/risk/risk_view.h"
#include "ui/session/crash_journal.h"
#include "ui/session/project_state.h"
#include "ui/settings/user_settings.h"
#include "ui/start_page.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/turn_queue.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QTabBar>
#include <QTextBrowser>
#include <QToolBar>
#include <QToolTip>
#include <QVBoxLayout>

#include <array>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// A dock without a title of its own; its content says what it is.
QDockWidget* makeDock(QMainWindow* host, const QString& name, const QString& title)
{
    auto* const dock = new QDockWidget(title, host);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable
                      | QDockWidget::DockWidgetClosable);
    return dock;
}

QFrame* panelAround(QWidget* content)
{
    auto* const frame = new QFrame;
    frame->setProperty("panel", true);
    auto* const layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

} // namespace

MainWindow::MainWindow(WorkbenchServices services, QWidget* parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_controller(new AuditController(&m_workspace, m_services.audit, m_services.services, this))
    , m_filling(new TurnQueue(this))
    , m_selection(new SelectionModel(this))
    , m_model(new FindingModel(this))
    , m_filter(new FindingFilter(this))
    , m_journal(new CrashJournal(&m_workspace, this))
{
    setObjectName(u"workbench"_s);
    setWindowTitle(u"Pinwheel"_s);
    setWindowIcon(brandIcon(theme().accent));
    setAcceptDrops(true);
    m_filter->setSourceModel(m_model);
    makeViews();
    makeDocks();
    makeStatusBar();
    makeActions();
    connectViews();
    resize(1440, 900);
    m_pages->setCurrentWidget(m_start);
    orderFocus();
    m_firstLayout = m_docks->saveState(layoutVersion);
    updateActions();
}

MainWindow::~MainWindow()
{
    // The editors look at the workspace's documents, and losing the focus tells this window: both
    // end first.
    disconnect(qApp, nullptr, this, nullptr);
    disconnect(&m_workspace, nullptr, this, nullptr);
    disconnect(m_workspace.undoStack(), nullptr, this,
               nullptr); // Its end clears it, and that is told.
    delete m_controller;
    delete m_journal;
    m_ribbons->setEditors(nullptr, nullptr);
    m_left->closeAll();
    m_right->closeAll();
}

void MainWindow::makeViews()
{
    m_header = new HeaderBar(this);
    auto* const bar = new QToolBar(tr("Target and verdict"), this);
    bar->setObjectName(u"header"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(m_header);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addToolBar(bar);

    m_pages = new QStackedWidget(this);
    m_start = new StartPage(m_services.examples, m_pages);
    m_docks = new QMainWindow(m_pages);
    m_docks->setWindowFlags(Qt::Widget);
    m_docks->setDockNestingEnabled(true);
    m_docks->setContentsMargins(8, 6, 8, 0);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_docks);
    setCentralWidget(m_pages);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::arrangeDocksOnce);

    m_left = new EditorPane(&m_workspace, tr("Dockerfile"), tr("No Dockerfile is open."), m_docks);
    m_right = new EditorPane(&m_workspace, tr("Requirements"),
                             tr("This Dockerfile installs from no requirement file. What it "
                                "installs by name stands in the Dockerfile itself."),
                             m_docks);
    m_ribbons = new RibbonSplitter(m_docks);
    m_ribbons->setAccessibleName(tr("Files"));
    m_ribbons->addWidget(m_left);
    m_ribbons->addWidget(m_right);
    m_ribbons->setSizes({1000, 900});
    m_ribbons->livePlace = [this](Span span) { return m_controller->livePlace(span); };
    m_docks->setCentralWidget(m_ribbons);

    m_timeline = new TimelineView(m_selection, m_docks);
    m_risk = new RiskView(m_filter, m_selection, m_docks);
    m_findings = new FindingsView(m_filter, m_selection, m_docks);
    m_environment = new EnvironmentView(m_selection, m_docks);
    m_chains = new ChainView(m_services.gpu, m_selection, m_docks);
    m_decisions = new DecisionView(m_selection, m_docks);
    const auto trial = [this](const AuditPtr& before, const EditSet& edits, QObject* context,
                              std::function<void(const Result<AuditPtr>&)> done) {
        m_controller->tryEdits(before, edits, context, std::move(done));
    };
    m_fixes = new FixesView(m_selection, trial, m_docks);
    m_report = new ReportView(m_services.formats, m_services.render, m_docks);
    m_compare = new CompareView(m_selection, m_docks);
    m_detail = new FindingDetail(m_selection, m_docks);
    m_bulb = new LightBulb(this);
}

void MainWindow::makeDocks()
{
    QDockWidget* const timeline = makeDock(m_docks, u"timeline"_s, tr("Build layers"));
    timeline->setTitleBarWidget(new QWidget(timeline));
    timeline->setWidget(panelAround(m_timeline));
    m_docks->addDockWidget(Qt::TopDockWidgetArea, timeline);

    // The row of tabs is the title of the review: its empty part drags the dock.
    QDockWidget* const review = makeDock(m_docks, u"review"_s, tr("Review"));
    auto* const titleRow = new QFrame(review);
    titleRow->setObjectName(u"titleRow"_s);
    auto* const titleLayout = new QHBoxLayout(titleRow);
    titleLayout->setContentsMargins(4, 1, 4, 0);
    m_reviewTabs = new QTabBar(titleRow);
    m_reviewTabs->setDocumentMode(true);
    m_reviewTabs->setExpanding(false);
    m_reviewTabs->setAccessibleName(tr("Review views"));
    m_reviewTabs->setFocusPolicy(Qt::TabFocus);
    titleLayout->addWidget(m_reviewTabs);
    titleLayout->addStretch(1);
    m_review = new QStackedWidget(review);
    m_review->setMinimumSize(
        560, 120); // Not what a view would like best: docks keep their sizes from view to view.
    const std::vector<std::pair<QWidget*, QString>> views {
        {m_risk, tr("Risk matrix")},        {m_findings, tr("Findings")},
        {m_environment, tr("Environment")}, {m_chains, tr("Compatibility")},
        {m_decisions, tr("pip decisions")}, {m_fixes, tr("Fixes")},
        {m_report, tr("Report")},           {m_compare, tr("Compare")}};
    for (const auto& [view, title] : views) {
        m_reviewTabs->addTab(title);
        m_review->addWidget(view);
    }
    auto* const body = new QFrame(review);
    body->setObjectName(u"panelBody"_s);
    auto* const bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(1, 0, 1, 1);
    bodyLayout->addWidget(m_review);
    review->setTitleBarWidget(titleRow);
    review->setWidget(body);
    m_docks->addDockWidget(Qt::BottomDockWidgetArea, review);
    connect(m_reviewTabs, &QTabBar::currentChanged, m_review, &QStackedWidget::setCurrentIndex);
    // The current tab is bold, so the row's width changes with it.
    connect(m_reviewTabs, &QTabBar::currentChanged, m_reviewTabs, &QWidget::updateGeometry);

    QDockWidget* const detail = makeDock(m_docks, u"detail"_s, tr("Detail"));
    detail->setTitleBarWidget(new QWidget(detail));
    detail->setWidget(panelAround(m_detail));
    m_docks->addDockWidget(Qt::BottomDockWidgetArea, detail);
    m_docks->splitDockWidget(review, detail, Qt::Horizontal);
    m_dockOf = {{u"timeline"_s, timeline}, {u"review"_s, review}, {u"detail"_s, detail}};
}

void MainWindow::orderFocus()
{
    // Tab goes along the window as it is read; what was made last would come last otherwise.
    const std::array<QWidget*, 7> regions {m_header,     m_timeline, m_left,  m_right,
                                           m_reviewTabs, m_review,   m_detail};
    std::vector<QWidget*> order;
    for (QWidget* const region : regions) {
        QWidget* each = region;
        do {
            const bool takesTab =
                (each->focusPolicy() & Qt::TabFocus) != 0 && each->focusProxy() == nullptr;
            if (takesTab && (each == region || region->isAncestorOf(each))) order.push_back(each);
            each = each->nextInFocusChain();
        } while (each != region);
    }
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void MainWindow::arrangeDocks()
{
    QDockWidget* const timeline = m_dockOf[u"timeline"_s];
    QDockWidget* const review = m_dockOf[u"review"_s];
    QDockWidget* const detail = m_dockOf[u"detail"_s];
    const int lanes = std::clamp(height() / 210, 2, 4);
    m_docks->resizeDocks(
        {timeline, review},
        {TimelineView::cardHeight + lanes * TimelineView::laneHeight + 12, height() / 3},
        Qt::Vertical);
    m_docks->resizeDocks({review, detail}, {width() * 3 / 4, width() / 4}, Qt::Horizontal);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    arrangeDocksOnce();
}

void MainWindow::arrangeDocksOnce()
{
    // Docks take sizes once they are shown: not before the window is, and not behind the start
    // page.
    if (m_arranged || !isVisible() || showsStartPage()) return;
    m_arranged = true;
    QMetaObject::invokeMethod(this, &MainWindow::arrangeDocks, Qt::QueuedConnection);
}

void MainWindow::makeStatusBar()
{
    const auto label = [this](const QString& name) {
        auto* const made = new QLabel(this);
        made->setAccessibleName(name);
        made->setContentsMargins(6, 0, 6, 0);
        return made;
    };
    m_statusBullet = label(tr("Worst level"));
    m_statusAudit = label(tr("Audit"));
    m_statusFacts = label(tr("Data"));
    m_statusMessage = label(tr("Message"));
    m_statusPlace = label(tr("Place of the caret"));
    m_statusEncoding = label(tr("Encoding"));
    m_statusEol = label(tr("Line ends"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_statusBullet);
    statusBar()->addWidget(m_statusAudit);
    m_progress = new AuditProgress(this);
    statusBar()->addWidget(m_progress);
    statusBar()->addWidget(m_statusFacts);
    statusBar()->addWidget(m_statusMessage, 1);
    for (QLabel* const permanent : {m_statusPlace, m_statusEncoding, m_statusEol})
        statusBar()->addPermanentWidget(permanent);
}

void MainWindow::connectViews()
{
    connect(m_controller, &AuditController::auditChanged, this, &MainWindow::takeAudit);
    connect(m_controller, &AuditController::findingsJudged, this,
            [this](const JudgedFindings& judged, const AuditController::Revisions& revisions) {
                showMarks(judged.sources, judged.findings, revisions, Offers::Pending);
            });
    connect(m_controller, &AuditController::auditFailed, this, &MainWindow::takeFailure);
    connect(m_controller, &AuditController::started, m_progress, &AuditProgress::start);
    connect(m_controller, &AuditController::finished, m_progress, &AuditProgress::finish);
    connect(m_controller, &AuditController::progressChanged, this,
            [this](const Progress& progress) {
                m_progress->tell(progress);
                m_statusAudit->setText(m_progress->words());
            });
    connect(m_progress, &AuditProgress::stopRequested, m_controller, &AuditController::cancel);
    connect(m_controller, &AuditController::staleChanged, this, [this] {
        showStale();
        updateStatus();
    });
    connect(&m_workspace, &Workspace::textChanged, this,
            &MainWindow::followBuildTexts); // Before the audit copies the options.
    connect(&m_workspace, &Workspace::textChanged, m_controller, &AuditController::schedule);
    connect(&m_workspace, &Workspace::modifiedChanged, this, [this] {
        setWindowModified(m_workspace.hasModified());
        updateActions();
    });
    connect(&m_workspace, &Workspace::closed, this, [this] {
        m_ribbons->setEditors(nullptr, nullptr);
        m_left->closeAll();
        m_right->closeAll();
    });
    connect(&m_workspace, &Workspace::changedOnDisk, this, [this](Document* document, bool exists) {
        // Text that nobody touched follows the disk; touched text waits for the user.
        if (exists && !document->isModified()) return reloadDocument(document);
        m_left->showChangedOnDisk(document, exists);
        m_right->showChangedOnDisk(document, exists);
    });
    connect(m_selection, &SelectionModel::selectionChanged, this, &MainWindow::showSelection);
    connect(m_selection, &SelectionModel::placeChosen, this, &MainWindow::revealSelection);

    connect(m_header, &HeaderBar::openRequested, this, &MainWindow::askOpen);
    connect(m_header, &HeaderBar::applySafeRequested, this, [this] {
        if (m_controller->audit() && m_controller->audit()->allSafeFixes)
            applyFix(*m_controller->audit()->allSafeFixes);
    });
    const auto change = [this](auto&& member, const auto& value) {
        AuditOptions options = m_options;
        options.*member = value;
        setOptions(options);
        audit();
    };
    connect(m_header, &HeaderBar::dockerfileChosen, this, [this](const QString& path) {
        openPath(QString::fromStdString((m_workspace.folder() / toStdString(path)).string()));
    });
    connect(m_header, &HeaderBar::stageChosen, this,
            [change](const QString& stage) { change(&AuditOptions::target, toStdString(stage)); });
    connect(m_header, &HeaderBar::platformChosen, this, [change](const QString& platform) {
        change(&AuditOptions::platform, toStdString(platform));
    });
    connect(m_header, &HeaderBar::buildChosen, this, &MainWindow::chooseBuild);
    connect(m_header, &HeaderBar::targetRequested, this, &MainWindow::askTarget);
    connect(m_header, &HeaderBar::gpusChosen, this, [change](const QStringList& gpus) {
        std::vector<std::string> names;
        for (const QString& gpu : gpus)
            names.push_back(toStdString(gpu));
        change(&AuditOptions::gpus, names);
    });
    connect(m_start, &StartPage::openRequested, this, &MainWindow::askOpen);
    connect(m_start, &StartPage::openFileRequested, this, &MainWindow::askOpenFile);
    connect(m_start, &StartPage::pathChosen, this, &MainWindow::chooseAndOpen);
    connect(m_header, &HeaderBar::chooserRequested, this,
            [this] { chooseBuildOf(QString::fromStdString(m_workspace.folder().string())); });

    const auto explain = [this](const QString& id) {
        m_selection->selectFinding(id);
        m_dockOf[u"detail"_s]->show();
        if (m_detail->applyButton()->isVisible())
            m_detail->applyButton()->setFocus();
        else
            m_detail->account()->setFocus();
    };
    connect(m_risk->table(), &FindingTable::actionRequested, this, explain);
    connect(m_findings->table(), &FindingTable::actionRequested, this, explain);
    connect(m_detail, &FindingDetail::applyRequested, this, &MainWindow::applyFix);
    connect(m_detail, &FindingDetail::previewRequested, this, &MainWindow::previewFix);
    connect(m_detail, &FindingDetail::ruleRequested, this, &MainWindow::showRule);
    connect(m_fixes, &FixesView::applyRequested, this, &MainWindow::applyFix);
    connect(m_fixes, &FixesView::previewRequested, this, &MainWindow::previewFix);
    connect(m_fixes, &FixesView::fixChosen, m_detail, &FindingDetail::chooseFix);
    connect(m_report, &ReportView::exportRequested, this, &MainWindow::askExport);
    connect(m_report, &ReportView::pdfRequested, this, &MainWindow::askExportPdf);
    connect(m_ribbons, &RibbonSplitter::linkClicked, this, [this](const Link& link, bool leftSide) {
        m_selection->selectPlace(link.findingId, leftSide ? link.left : link.right);
    });
    connect(m_timeline, &TimelineView::layerActivated, this, [this] { m_left->setFocus(); });
    for (EditorPane* const pane : {m_left, m_right}) {
        connect(pane, &EditorPane::editorAdded, this, &MainWindow::connectEditors);
        connect(pane, &EditorPane::currentChanged, this, [this] {
            showLinks();
            updateStatus();
        });
        connect(pane, &EditorPane::reloadRequested, this, &MainWindow::reloadDocument);
        connect(pane, &EditorPane::compareRequested, this, &MainWindow::compareDocument);
    }
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (const QString word = readUserSettings().theme; word == "system"_L1)
            setTheme(themeOfSettings(word));
    });
    connect(qApp, &QApplication::focusChanged, this, [this] { updateStatus(); });
    connect(m_workspace.undoStack(), &QUndoStack::indexChanged, this,
            &MainWindow::showAppliedFixes);
    connect(m_bulb, &LightBulb::menuRequested, this, &MainWindow::openFixMenu);
    connectComparing();
}

void MainWindow::connectEditors(SourceEditor* editor)
{
    IndexLookup lookup = m_services.index;
    lookup.namesAtLineStart =
        m_right->isAncestorOf(editor) && isRequirementsFileName(editor->document()->path());
    editor->setIndexLookup(std::move(lookup));
    editor->setZoomLevel(m_zoom);
    editor->setNotePlacement(notePlacement());
    editor->setColumnShown(action(u"column"_s)->isChecked());
    editor->setWhitespaceShown(action(u"whitespace"_s)->isChecked());
    connect(editor, &SourceEditor::typed, &m_workspace, &Workspace::recordTyping);
    connect(editor, &SourceEditor::findingClicked, m_selection, &SelectionModel::selectFinding);
    connect(editor, &SourceEditor::fixClicked, this, [this](const QString& id) {
        m_selection->selectFinding(id);
        m_dockOf[u"detail"_s]->show();
        m_detail->applyButton()->setFocus();
    });
    connect(editor, &SourceEditor::caretChanged, this, &MainWindow::updateStatus);
    m_bulb->watch(editor);
    connect(editor, &SourceEditor::caretMovedByUser, this, [this, editor](std::uint32_t offset) {
        const QByteArray& bytes = editor->document()->bytes();
        const qsizetype begin = bytes.lastIndexOf('\n', std::max<qsizetype>(0, offset) - 1) + 1;
        const qsizetype found = bytes.indexOf('\n', offset);
        const qsizetype end = found < 0 ? bytes.size() : found;
        if (const auto span = m_controller->auditSpan(
                editor->document(), static_cast<std::uint32_t>(offset == 0 ? 0 : begin),
                static_cast<std::uint32_t>(end)))
            m_selection->selectSpan(*span);
    });
    connect(editor, &SourceEditor::hovered, this,
            [this, editor](std::uint32_t offset, const QPoint& position) {
                // Places are those of the audit: while typing runs ahead of it there is no card.
                const auto place = m_controller->isStale()
                    ? std::nullopt
                    : m_controller->auditSpan(editor->document(), offset, offset);
                const AuditPtr& audit = m_controller->audit();
                const QString html = place ? hoverHtml(*audit, *place) + optionCard(*audit, *place)
                        + variableCard(*audit, *place) + indexCard(*audit, *place, m_services.index)
                                           : QString();
                if (!html.isEmpty()) QToolTip::showText(position, html, editor);
            });
    connect(editor, &SourceEditor::definitionRequested, this,
            [this, editor](std::uint32_t offset) { goToDefinition(editor, offset); });
    connect(editor, &SourceEditor::hoverEnded, this, [] { QToolTip::hideText(); });
    connect(editor, &SourceEditor::zoomRequested, this, [this](int steps) {
        action(steps > 0 ? u"zoomIn"_s : steps < 0 ? u"zoomOut"_s : u"zoomReset"_s)->trigger();
    });
}

void MainWindow::setTheme(ThemeKind kind)
{
    showTheme(kind);
    setWindowIcon(brandIcon(theme().accent));
}

void MainWindow::showTheme(ThemeKind kind)
{
    applyTheme(*qApp, kind);
    // Icons and rich text carry colours of their own.
    const AuditPtr shown = showsStartPage() ? nullptr : m_controller->audit();
    m_header->setAudit(shown);
    m_model->setAudit(shown);
    m_detail->setAudit(shown);
    updateStatus();
    if (QAction* const chosen = action(kind == ThemeKind::Dark        ? u"themeDark"_s
                                           : kind == ThemeKind::Light ? u"themeLight"_s
                                                                      : u"themeHighContrast"_s))
        chosen->setChecked(true);
}

void MainWindow::showReview(int tab)
{
    m_dockOf[u"review"_s]->show();
    m_reviewTabs->setCurrentIndex(tab);
}

bool MainWindow::showsStartPage() const
{
    return m_pages->currentWidget() == m_start;
}

SourceEditor* MainWindow::activeEditor() const
{
    QWidget* const focus = QApplication::focusWidget();
    if (m_right->current() != nullptr && focus != nullptr && m_right->isAncestorOf(focus))
        return m_right->current();
    return m_left->current();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_workspace.hasModified()) {
        const auto answer = QMessageBox::question(
            this, tr("Unsaved changes"), tr("Some files have changes that are not saved."),
            QMessageBox::SaveAll | QMessageBox::Discard | QMessageBox::Cancel,
            QMessageBox::SaveAll);
        if (answer == QMessageBox::Cancel) return event->ignore();
        if (answer == QMessageBox::SaveAll) {
            saveEverything();
            if (m_workspace.hasModified()) return event->ignore();
        }
    }
    keepProjectState(*this);
    m_journal->discard();
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    if (m_arranged) settings.setValue(u"window/docks"_s, m_docks->saveState(layoutVersion));
    settings.setValue(u"session/last"_s, showsStartPage() ? QString() : projectPath());
    event->accept();
}

void MainWindow::restoreSession()
{
    const QSettings settings;
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    if (m_docks->restoreState(settings.value(u"window/docks"_s).toByteArray(), layoutVersion))
        m_arranged = true;
}

bool MainWindow::reopenLastProject()
{
    const QString last = QSettings().value(u"session/last"_s).toString();
    return readUserSettings().reopen && !last.isEmpty() && QFileInfo::exists(last)
        && openPath(last);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    chooseAndOpen(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace pinwheel
