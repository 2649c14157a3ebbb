#include "core/base/installation.h"
#include "ui/commands/command_palette.h"
#include "ui/compare/compare_view.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/findings/finding_detail.h"
#include "ui/findings/finding_model.h"
#include "ui/findings/findings_view.h"
#include "ui/header_bar.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/session/crash_journal.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/shortcut_page.h"
#include "ui/target/target_dialog.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/words.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

QAction* MainWindow::addAction(QMenu* menu, const QString& name, const QString& text,
                               const QKeySequence& keys, std::function<void()> run)
{
    auto* const made = new QAction(text, this);
    made->setObjectName(name);
    made->setProperty("defaultKeys", QVariant::fromValue(keys));
    made->setShortcut(
        QKeySequence(QSettings()
                         .value(u"shortcuts/"_s + name, keys.toString(QKeySequence::PortableText))
                         .toString(),
                     QKeySequence::PortableText));
    connect(made, &QAction::triggered, this, std::move(run));
    menu->addAction(made);
    QMainWindow::addAction(made); // Works while the menu bar is hidden.
    m_actions.push_back(made);
    m_actionOf[name] = made;
    return made;
}

QAction* MainWindow::action(const QString& name) const
{
    const auto found = m_actionOf.find(name);
    return found == m_actionOf.end() ? nullptr : found->second;
}

void MainWindow::makeActions()
{
    m_mainMenu = new QMenu(this);
    m_exportMenu = new QMenu(tr("&Export"), this);
    const std::vector<std::pair<QString, void (MainWindow::*)(QMenu*)>> menus {
        {tr("&File"), &MainWindow::makeFileActions},   {tr("&Edit"), &MainWindow::makeEditActions},
        {tr("&Go"), &MainWindow::makeGoActions},       {tr("&View"), &MainWindow::makeViewActions},
        {tr("&Audit"), &MainWindow::makeAuditActions}, {tr("&Help"), &MainWindow::makeHelpActions}};
    for (const auto& [title, make] : menus) {
        auto* const menu = new QMenu(title, this);
        (this->*make)(menu);
        m_mainMenu->addMenu(menu);
        menuBar()->addMenu(menu);
    }
    m_header->setMainMenu(m_mainMenu);
    m_header->setExportMenu(m_exportMenu);
    menuBar()->setVisible(QSettings().value(u"window/menuBar"_s, false).toBool());
    if (m_services.gpuNames) m_header->setGpuNames(m_services.gpuNames());
}

void MainWindow::makeFileActions(QMenu* menu)
{
    addAction(menu, u"open"_s, tr("Open…"), QKeySequence::Open, [this] { askOpen(); });
    addAction(menu, u"openFile"_s, tr("Open a Dockerfile or Compose File…"),
              QKeySequence(u"Ctrl+Alt+O"_s), [this] { askOpenFile(); });
    QAction* const choose = addAction(
        menu, u"chooseDockerfile"_s, tr("Choose a Dockerfile…"), QKeySequence(u"Ctrl+Shift+O"_s),
        [this] { chooseBuildOf(QString::fromStdString(m_workspace.folder().string())); });
    choose->setEnabled(false);
    addAction(menu, u"close"_s, tr("Close Project"), QKeySequence(u"Ctrl+W"_s),
              [this] { closeProject(); });
    menu->addSeparator();
    addAction(menu, u"save"_s, tr("Save"), QKeySequence::Save, [this] {
        if (const SourceEditor* const editor = activeEditor()) saveDocument(editor->document());
    });
    addAction(menu, u"saveAll"_s, tr("Save All"), QKeySequence(u"Ctrl+Shift+S"_s),
              [this] { saveEverything(); });
    addAction(menu, u"reload"_s, tr("Reload from Disk"), {}, [this] {
        if (const SourceEditor* const editor = activeEditor()) reloadDocument(editor->document());
    });
    menu->addSeparator();
    menu->addMenu(m_exportMenu);
    for (const ReportChoice& format : m_services.formats)
        addAction(m_exportMenu, u"export-"_s + format.word, tr("Export %1…").arg(format.title), {},
                  [this, word = format.word] { askExport(word); });
    addAction(m_exportMenu, u"exportPdf"_s, tr("Export PDF…"), {}, [this] { askExportPdf(); });
    addAction(m_exportMenu, u"printPreview"_s, tr("Print Preview…"), QKeySequence::Print,
              [this] { showPrintPreview(); });
    addAction(m_exportMenu, u"exportTimeline"_s, tr("Export Timeline as SVG or PNG…"), {},
              [this] { exportTimeline(); });
    menu->addSeparator();
    addAction(menu, u"settings"_s, tr("Settings…"), QKeySequence(u"Ctrl+,"_s),
              [this] { showSettings(SettingsDialog::Appearance); });
    menu->addSeparator();
    addAction(menu, u"quit"_s, tr("Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
}

void MainWindow::makeEditActions(QMenu* menu)
{
    QUndoStack* const stack = m_workspace.undoStack();
    QAction* const undo = addAction(menu, u"undo"_s, tr("Undo"), QKeySequence(u"Ctrl+Z"_s),
                                    [stack] { stack->undo(); });
    QAction* const redo = addAction(menu, u"redo"_s, tr("Redo"), QKeySequence(u"Ctrl+Shift+Z"_s),
                                    [stack] { stack->redo(); });
    redo->setShortcuts({redo->shortcut(), QKeySequence(u"Ctrl+Y"_s)});
    undo->setEnabled(false);
    redo->setEnabled(false);
    const auto nameStep = [](QAction* action, const QString& verb) {
        return [action, verb](const QString& step) {
            action->setText(step.isEmpty() ? verb
                                           : verb + u' ' + QString(step).replace(u'&', u"&&"_s));
        };
    };
    connect(stack, &QUndoStack::undoTextChanged, undo, nameStep(undo, undo->text()));
    connect(stack, &QUndoStack::redoTextChanged, redo, nameStep(redo, redo->text()));
    connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    menu->addSeparator();
    addAction(menu, u"find"_s, tr("Find…"), QKeySequence::Find, [this] {
        if (activeEditor() != nullptr)
            (m_right->isAncestorOf(activeEditor()) ? m_right : m_left)->openFind(false);
    });
    addAction(menu, u"replace"_s, tr("Replace…"), QKeySequence(u"Ctrl+H"_s), [this] {
        if (activeEditor() != nullptr)
            (m_right->isAncestorOf(activeEditor()) ? m_right : m_left)->openFind(true);
    });
    const auto again = [this](bool forward) {
        if (activeEditor() != nullptr)
            (m_right->isAncestorOf(activeEditor()) ? m_right : m_left)->findAgain(forward);
    };
    addAction(menu, u"complete"_s, tr("Complete the Word"), QKeySequence(u"Ctrl+Space"_s), [this] {
        if (SourceEditor* const editor = activeEditor()) editor->complete();
    });
    addAction(menu, u"findNext"_s, tr("Find Next"), QKeySequence(u"F3"_s),
              [again] { again(true); });
    addAction(menu, u"findPrevious"_s, tr("Find Previous"), QKeySequence(u"Shift+F3"_s),
              [again] { again(false); });
}

void MainWindow::makeGoActions(QMenu* menu)
{
    addAction(menu, u"nextFinding"_s, tr("Next Finding"), QKeySequence(u"F8"_s),
              [this] { goToFinding(1); });
    addAction(menu, u"previousFinding"_s, tr("Previous Finding"), QKeySequence(u"Shift+F8"_s),
              [this] { goToFinding(-1); });
    addAction(menu, u"goToLine"_s, tr("Go to Line…"), QKeySequence(u"Ctrl+G"_s), [this] {
        SourceEditor* const editor = activeEditor();
        if (editor == nullptr) return;
        int line = 0;
        int index = 0;
        editor->getCursorPosition(&line, &index);
        QInputDialog dialog(this);
        dialog.setWindowTitle(tr("Go to line"));
        dialog.setLabelText(tr("Line, 1 to %1:").arg(editor->lines()));
        dialog.setInputMode(QInputDialog::IntInput);
        dialog.setIntRange(1, editor->lines());
        dialog.setIntValue(line + 1);
        if (auto* const field = dialog.findChild<QSpinBox*>())
            field->setAccessibleName(dialog.labelText());
        if (dialog.exec() != QDialog::Accepted) return;
        editor->setFocus();
        editor->setCursorPosition(dialog.intValue() - 1, 0);
        editor->ensureLineVisible(dialog.intValue() - 1);
    });
    addAction(menu, u"definition"_s, tr("Go to Definition"), QKeySequence(u"F12"_s), [this] {
        if (SourceEditor* const editor = activeEditor())
            goToDefinition(editor, editor->caretOffset());
    });
    menu->addSeparator();
    addAction(menu, u"nextRegion"_s, tr("Next Part of the Window"), QKeySequence(u"F6"_s),
              [this] { goToRegion(1); });
    addAction(menu, u"previousRegion"_s, tr("Previous Part of the Window"),
              QKeySequence(u"Shift+F6"_s), [this] { goToRegion(-1); });
    addAction(menu, u"focusLeft"_s, tr("Dockerfile"), QKeySequence(u"Ctrl+1"_s),
              [this] { m_left->setFocus(); });
    addAction(menu, u"focusRight"_s, tr("Requirements"), QKeySequence(u"Ctrl+2"_s),
              [this] { m_right->setFocus(); });
    addAction(menu, u"focusTimeline"_s, tr("Build Layers"), QKeySequence(u"Ctrl+3"_s), [this] {
        m_dockOf[u"timeline"_s]->show();
        m_timeline->setFocus();
    });
    addAction(menu, u"focusDetail"_s, tr("Detail"), QKeySequence(u"Ctrl+4"_s), [this] {
        m_dockOf[u"detail"_s]->show();
        m_dockOf[u"detail"_s]->widget()->setFocus();
        m_dockOf[u"detail"_s]->widget()->findChild<QTextBrowser*>()->setFocus();
    });
    menu->addSeparator();
    for (int tab = 0; tab < m_reviewTabs->count(); ++tab)
        addAction(menu, u"review%1"_s.arg(tab), m_reviewTabs->tabText(tab),
                  QKeySequence(u"Alt+%1"_s.arg(tab + 1)), [this, tab] {
                      showReview(tab);
                      m_reviewTabs->setFocus();
                  });
    menu->addSeparator();
    addAction(menu, u"filterFindings"_s, tr("Filter Findings"), QKeySequence(u"Ctrl+Shift+F"_s),
              [this] {
                  showReview(FindingsTab);
                  m_findings->filterField()->setFocus();
              });
    addAction(menu, u"clearFilter"_s, tr("Show All Findings"), {}, [this] {
        m_findings->filterField()->clear();
        m_filter->reset();
    });
}

void MainWindow::goToRegion(int step)
{
    // In an editor Tab is a letter of the text: this is the way out of it by keys.
    const std::vector<QWidget*> regions {m_header,     m_timeline, m_left,  m_right,
                                         m_reviewTabs, m_review,   m_detail};
    const auto count = static_cast<int>(regions.size());
    int here = -1;
    for (int i = 0; i < count; ++i)
        if (regions[static_cast<std::size_t>(i)] == focusWidget()
            || (focusWidget() != nullptr
                && regions[static_cast<std::size_t>(i)]->isAncestorOf(focusWidget())))
            here = i;
    for (int tried = 0; tried < count; ++tried) {
        here = (here + step + count) % count;
        QWidget* const region = regions[static_cast<std::size_t>(here)];
        if (QWidget* const proxy = region->focusProxy(); proxy != nullptr && proxy->isVisible())
            return proxy->setFocus(Qt::ShortcutFocusReason);
        QWidget* each = region;
        do {
            const bool takesTab =
                (each->focusPolicy() & Qt::TabFocus) != 0 && each->isVisible() && each->isEnabled();
            if (takesTab && (each == region || region->isAncestorOf(each)))
                return each->setFocus(Qt::ShortcutFocusReason);
            each = each->nextInFocusChain();
        } while (each != region);
    }
}

void MainWindow::makeViewActions(QMenu* menu)
{
    auto* const themes = new QActionGroup(this);
    const auto addTheme = [&](const QString& name, const QString& text, ThemeKind kind) {
        QAction* const made = addAction(menu, name, text, {}, [this, kind, name] {
            setTheme(kind);
            QSettings().setValue(u"appearance/theme"_s,
                                 kind == ThemeKind::Light      ? u"light"_s
                                     : kind == ThemeKind::Dark ? u"dark"_s
                                                               : u"high-contrast"_s);
        });
        made->setCheckable(true);
        made->setChecked(theme().kind == kind);
        themes->addAction(made);
    };
    addTheme(u"themeLight"_s, tr("Light"), ThemeKind::Light);
    addTheme(u"themeDark"_s, tr("Dark"), ThemeKind::Dark);
    addTheme(u"themeHighContrast"_s, tr("High Contrast"), ThemeKind::HighContrast);
    menu->addSeparator();
    m_zoom = readUserSettings().zoom;
    const auto zoom = [this](int level) {
        m_zoom = std::clamp(level, -4, 16);
        QSettings().setValue(u"editor/zoom"_s, m_zoom);
        for (const EditorPane* const pane : {m_left, m_right})
            for (SourceEditor* const editor : pane->editors())
                editor->setZoomLevel(m_zoom);
    };
    QAction* const zoomIn =
        addAction(menu, u"zoomIn"_s, tr("Larger Text"), QKeySequence(u"Ctrl++"_s),
                  [this, zoom] { zoom(m_zoom + 1); });
    zoomIn->setShortcuts({zoomIn->shortcut(), QKeySequence(u"Ctrl+="_s)});
    addAction(menu, u"zoomOut"_s, tr("Smaller Text"), QKeySequence(u"Ctrl+-"_s),
              [this, zoom] { zoom(m_zoom - 1); });
    addAction(menu, u"zoomReset"_s, tr("Normal Text Size"), QKeySequence(u"Ctrl+0"_s),
              [zoom] { zoom(0); });
    menu->addSeparator();
    makeEditorViewActions(menu);
    menu->addSeparator();
    for (const auto& [name, dock] : m_dockOf) {
        QAction* const toggle = dock->toggleViewAction();
        toggle->setObjectName(u"dock-"_s + name);
        menu->addAction(toggle);
        m_actions.push_back(toggle);
        m_actionOf[toggle->objectName()] = toggle;
        addAction(menu, u"float-"_s + name, tr("Float %1").arg(dock->windowTitle()), {},
                  [dock] { dock->setFloating(!dock->isFloating()); });
    }
    addAction(menu, u"resetLayout"_s, tr("Reset Layout"), {}, [this] {
        m_docks->restoreState(m_firstLayout, layoutVersion);
        arrangeDocks();
    });
    QAction* const bar =
        addAction(menu, u"menuBar"_s, tr("Menu Bar"), QKeySequence(u"Ctrl+M"_s), [this] {
            menuBar()->setVisible(action(u"menuBar"_s)->isChecked());
            QSettings().setValue(u"window/menuBar"_s, menuBar()->isVisible());
        });
    bar->setCheckable(true);
    bar->setChecked(QSettings().value(u"window/menuBar"_s, false).toBool());
    QAction* const full =
        addAction(menu, u"fullScreen"_s, tr("Full Screen"), QKeySequence(u"F11"_s),
                  [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setCheckable(true);
}

void MainWindow::makeAuditActions(QMenu* menu)
{
    addAction(menu, u"audit"_s, tr("Audit Again"), QKeySequence(u"F5"_s), [this] { audit(); });
    QAction* const cancel = addAction(menu, u"cancel"_s, tr("Stop the Audit"),
                                      QKeySequence(u"Esc"_s), [this] { m_controller->cancel(); });
    // Only while there is something to stop: at other times Esc closes bars and lists.
    cancel->setEnabled(false);
    connect(m_controller, &AuditController::started, cancel,
            [cancel] { cancel->setEnabled(true); });
    connect(m_controller, &AuditController::finished, cancel,
            [cancel] { cancel->setEnabled(false); });
    addAction(menu, u"target"_s, tr("Target: Driver, Build Arguments, Rules…"),
              QKeySequence(u"Ctrl+T"_s), [this] { askTarget(); });
    menu->addSeparator();
    addAction(menu, u"compareFolder"_s, tr("Compare with a Folder…"), {},
              [this] { emit m_compare->folderRequested(); });
    addAction(menu, u"compareRevision"_s, tr("Compare with a Git Revision…"), {},
              [this] { askRevision(); });
    addAction(menu, u"compareReport"_s, tr("Compare with a Report…"), {},
              [this] { emit m_compare->reportRequested(); });
    menu->addSeparator();
    QAction* const fixHere = addAction(menu, u"fixHere"_s, tr("Fix in This Line…"),
                                       QKeySequence(u"Ctrl+."_s), [this] { openFixMenu(); });
    fixHere->setShortcuts({fixHere->shortcut(), QKeySequence(u"Alt+Return"_s)});
    addAction(menu, u"applySafe"_s, tr("Apply All Safe Fixes"),
              QKeySequence(u"Ctrl+Shift+Return"_s),
              [this] { emit m_header->applySafeRequested(); });
    addAction(menu, u"previewSafe"_s, tr("Preview All Safe Fixes…"), {}, [this] {
        if (m_controller->audit() && m_controller->audit()->allSafeFixes)
            previewFix(*m_controller->audit()->allSafeFixes);
    });
}

void MainWindow::makeHelpActions(QMenu* menu)
{
    addAction(menu, u"palette"_s, tr("Command Palette…"), QKeySequence(u"Ctrl+Shift+P"_s),
              [this] { openPalette(); });
    addAction(menu, u"shortcuts"_s, tr("Keyboard Shortcuts…"), QKeySequence(u"Ctrl+Alt+K"_s),
              [this] { showSettings(SettingsDialog::Shortcuts); });
    addAction(menu, u"explainRule"_s, tr("Explain the Rule"), QKeySequence(u"F1"_s), [this] {
        if (const Finding* const finding = m_selection->finding())
            showRule(toQString(finding->rule));
    });
    addAction(menu, u"about"_s, tr("About Pinwheel"), {}, [this] {
        QMessageBox::about(this, tr("About Pinwheel"),
                           tr("<b>Pinwheel %1</b><p>Audits Python container builds without "
                              "building them.</p><p>GPL-3.0-or-later. "
                              "Nothing leaves this machine unless a target asks live indexes; no "
                              "code of the project is run.</p>")
                               .arg(QString::fromLatin1(PINWHEEL_VERSION)));
    });
}

void MainWindow::updateActions()
{
    const bool open = !showsStartPage();
    for (const QString& name :
         {u"close"_s, u"chooseDockerfile"_s, u"reload"_s, u"find"_s, u"replace"_s, u"findNext"_s,
          u"findPrevious"_s, u"goToLine"_s, u"audit"_s, u"fixHere"_s})
        action(name)->setEnabled(open);
    const bool modified = m_workspace.hasModified();
    action(u"save"_s)->setEnabled(modified);
    action(u"saveAll"_s)->setEnabled(modified);
    const bool audited = open && m_controller->audit() != nullptr;
    for (QAction* const exporting : m_exportMenu->actions())
        exporting->setEnabled(audited);
    for (const QString& name : {u"nextFinding"_s, u"previousFinding"_s, u"explainRule"_s,
                                u"compareFolder"_s, u"compareRevision"_s, u"compareReport"_s})
        action(name)->setEnabled(audited);
    const bool safe = audited && m_controller->audit()->allSafeFixes.has_value();
    action(u"applySafe"_s)->setEnabled(safe);
    action(u"previewSafe"_s)->setEnabled(safe);
}

void MainWindow::openPalette()
{
    std::vector<CommandPalette::Entry> entries;
    for (QAction* const offered : m_actions) {
        if (!offered->isEnabled() || offered->objectName() == "palette"_L1) continue;
        entries.push_back({.kind = tr("Action"),
                           .text = offered->text().remove(u'&'),
                           .detail = offered->shortcut().toString(QKeySequence::NativeText),
                           .run = [offered] { offered->trigger(); }});
    }
    if (const AuditPtr& audit = m_controller->audit()) {
        for (const Finding& finding : audit->findings)
            if (!finding.suppressedBy)
                entries.push_back({.kind = tr("Finding"),
                                   .text = toShownText(finding.title),
                                   .detail = levelWord(finding.level),
                                   .run = [this, id = toQString(finding.id)] {
                                       m_selection->selectFinding(id);
                                   }});
        for (const Layer& layer : audit->model.trace.layers)
            entries.push_back(
                {.kind = tr("Layer"),
                 .text = tr("%1 %2 %3")
                             .arg(QString::number(layer.number), toShownText(layer.tool),
                                  toShownText(layer.title)),
                 .detail = u'L' + QString::number(layer.line),
                 .run = [this, number = layer.number] { m_selection->selectLayer(number); }});
        for (const Lane& lane : m_timeline->lanes())
            entries.push_back(
                {.kind = tr("Package"),
                 .text = lane.displayName,
                 .detail = {},
                 .run = [this, name = lane.name] { m_selection->selectPackage(name); }});
    }
    for (const EditorPane* const pane : {m_left, m_right})
        for (SourceEditor* const editor : pane->editors())
            entries.push_back({.kind = tr("File"),
                               .text = editor->document()->path(),
                               .detail = {},
                               .run = [this, editor] {
                                   EditorPane* const owner =
                                       m_left->isAncestorOf(editor) ? m_left : m_right;
                                   owner->showEditor(editor);
                                   editor->setFocus();
                               }});
    for (const BuildChoice& build : m_builds)
        if (build.trouble.isEmpty() && !build.name.isEmpty())
            entries.push_back(
                {.kind = tr("Service"),
                 .text = build.name,
                 .detail = build.file,
                 .run = [this, file = build.file, name = build.name] { chooseBuild(file, name); }});
    for (const WorkbenchServices::RuleEntry& rule : m_services.rules)
        entries.push_back({.kind = tr("Rule"),
                           .text = rule.id + u' ' + rule.name,
                           .detail = rule.summary,
                           .isDetailLong = true,
                           .run = [this, id = rule.id] { showRule(id); }});
    CommandPalette palette(std::move(entries), this);
    palette.exec();
}

void MainWindow::showRule(const QString& rule)
{
    const QString page = m_services.rulePage ? m_services.rulePage(rule) : QString();
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Rule %1").arg(rule));
    dialog.resize(680, 560);
    auto* const text = new QTextBrowser(&dialog);
    text->setAccessibleName(tr("Page of the rule"));
    text->setOpenExternalLinks(false);
    text->setOpenLinks(false);
    text->document()->setDocumentMargin(18);
    if (page.isEmpty())
        text->setPlainText(tr("There is no page for rule %1.").arg(rule));
    else
        fillDocument(*text->document(), page.toUtf8());
    auto* const layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text);
    dialog.exec();
}

void MainWindow::showSettings(int page)
{
    const AuditPtr& audit = m_controller->audit();
    const DataFacts facts {.indexDate = audit ? toQString(audit->indexDate) : QString(),
                           .knowledgeDate = audit ? toQString(audit->knowledgeDate) : QString(),
                           .dataFolder = QString::fromStdString(dataFolder().string()),
                           .settingsFile = QSettings().fileName(),
                           .journalFolder = CrashJournal::folder()};
    SettingsDialog dialog(readUserSettings(), m_actions,
                          m_services.gpuNames ? m_services.gpuNames() : QStringList(), facts, this);
    dialog.showPage(static_cast<SettingsDialog::Page>(page));
    if (dialog.exec() != QDialog::Accepted) return;
    writeUserSettings(dialog.settings());
    dialog.shortcuts()->apply();
    takeUserSettings(dialog.settings());
}

void MainWindow::takeUserSettings(const UserSettings& settings)
{
    setTheme(themeOfSettings(settings.theme));
    m_zoom = settings.zoom;
    action(u"notes"_s)->setChecked(settings.notes);
    action(u"whitespace"_s)->setChecked(settings.whitespace);
    for (const EditorPane* const pane : {m_left, m_right})
        for (SourceEditor* const editor : pane->editors()) {
            editor->setZoomLevel(m_zoom);
            editor->setNotePlacement(notePlacement());
            editor->setWhitespaceShown(settings.whitespace);
        }
}

void MainWindow::askTarget()
{
    TargetDialog dialog(m_options, m_controller->audit(),
                        {.isOffered = bool(m_services.useLiveIndex), .defaultUrl = m_liveIndex},
                        this);
    if (dialog.exec() != QDialog::Accepted) return;
    if (const std::optional<QString> wanted = dialog.liveIndex();
        m_services.useLiveIndex && wanted != m_liveIndex) {
        if (const Result<void> used = m_services.useLiveIndex(wanted); !used)
            return tell(toShownText(used.error().message));
        m_liveIndex = wanted;
        m_header->setLive(wanted.has_value());
    }
    setOptions(dialog.options());
    audit();
}

} // namespace pinwheel
