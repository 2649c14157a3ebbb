#include "app/workbench/real_services.h"
#include "tests/ui/support/real_window.h"
#include "ui/compare/compare_view.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/find_bar.h"
#include "ui/editor/source_editor.h"
#include "ui/environment/environment_view.h"
#include "ui/findings/finding_detail.h"
#include "ui/findings/findings_view.h"
#include "ui/fixes/fixes_view.h"
#include "ui/fixes/side_by_side_view.h"
#include "ui/header_bar.h"
#include "ui/level_pill.h"
#include "ui/qt_text.h"
#include "ui/report/report_view.h"
#include "ui/ribbons/ribbon_splitter.h"
#include "ui/risk/heat_map.h"
#include "ui/risk/risk_view.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/tree_with_words.h"
#include "ui/words.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QTextFrame>
#include <QTextTable>
#include <QToolButton>

#include <random>
#include <set>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

const QByteArray twoFiles = "FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install "
                            "numpy==1.26.4\nRUN pip install -r requirements.txt\n";

const Finding* findingOfRule(const Audit& audit, std::string_view rule)
{
    const auto found = std::ranges::find(audit.findings, rule, &Finding::rule);
    return found == audit.findings.end() ? nullptr : &*found;
}

} // namespace

/// The real window, driven by real keys and clicks.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        useTestSettings();
        m_example = exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR));
    }
    void init()
    {
        m_folder = std::make_unique<ProjectFolder>(m_example);
        m_window = openWindow(m_folder->path());
        QVERIFY(m_window);
        QVERIFY(waitForFreshAudit(*m_window));
        QVERIFY(m_window->controller()->audit());
    }
    void cleanup()
    {
        if (m_window) m_window->workspace()->undoStack()->clear();
        m_window.reset();
        m_folder.reset();
    }

    void everyViewShowsTheAudit()
    {
        QCOMPARE(m_window->leftPane()->editors().size(), std::size_t(1));
        QVERIFY(m_window->rightPane()->editors().size()
                >= 2); // requirements.txt and the constraints that layer 8 writes
        QVERIFY(!m_window->timeline()->cards().empty());
        QVERIFY(!m_window->ribbons()->links().empty());
        QVERIFY(m_window->riskView()->table()->model()->rowCount() > 0);
        QVERIFY(m_window->header()->verdict()->words().startsWith(
            levelWordUpper(m_window->controller()->audit()->before)));
        QVERIFY(!m_window->leftPane()->current()->marks().empty());
        const Document* const written = m_window->rightPane()->editors().back()->document();
        QVERIFY(
            std::ranges::any_of(m_window->rightPane()->editors(), [](const SourceEditor* editor) {
                return editor->document()->path() == "/tmp/constraints.txt"_L1
                    && editor->isReadOnly();
            }));
        Q_UNUSED(written)
    }

    void aClickOnACardMovesEverything()
    {
        TimelineView* const timeline = m_window->timeline();
        const auto card = std::ranges::find(timeline->cards(), 7U, &TimelineCard::layer);
        QVERIFY(card != timeline->cards().end());
        QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {},
                          timeline->cardCenter(int(card - timeline->cards().begin())));
        QCOMPARE(m_window->selection()->current().layer, 7U);
        const auto span = m_window->selection()->current().span;
        QVERIFY(span);
        const auto [top, bottom] =
            m_window->leftPane()->current()->verticalRange(span->begin, span->end);
        QVERIFY(bottom > 0 && top < m_window->leftPane()->current()->viewport()->height());
        QTest::keyClick(timeline, Qt::Key_Right);
        QCOMPARE(m_window->selection()->current().layer, 8U);
        QTest::keyClick(timeline, Qt::Key_Home);
        QCOMPARE(m_window->selection()->current().layer, 1U);
    }

    void aClickOnALaneChoosesThePackage()
    {
        TimelineView* const timeline = m_window->timeline();
        const auto lane = std::ranges::find(timeline->lanes(), u"torch"_s, &Lane::name);
        QVERIFY(lane != timeline->lanes().end());
        m_window->selection()->selectPackage(u"torch"_s); // Scrolls to it.
        m_window->selection()->clear();
        QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {},
                          timeline->laneCenter(int(lane - timeline->lanes().begin())));
        QCOMPARE(m_window->selection()->current().package, u"torch"_s);
        QVERIFY(!m_window->selection()->current().findingId.isEmpty());
    }

    void f8WalksTheFindings()
    {
        const int count = m_window->filter()->rowCount();
        QVERIFY(count > 1);
        QSet<QString> seen;
        for (int i = 0; i < count; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_F8);
            seen.insert(m_window->selection()->current().findingId);
        }
        QCOMPARE(seen.size(), count);
        const QString here = m_window->selection()->current().findingId;
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QTest::keyClick(m_window.get(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(m_window->selection()->current().findingId, here);
    }

    void typingAConflictShowsItAndUndoTakesItBack()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, twoFiles}, {u"requirements.txt"_s, "requests==2.32.3\n"}});
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        const auto numpyFindings = [&window] {
            return std::ranges::count_if(
                window->controller()->audit()->findings, [](const Finding& finding) {
                    return std::ranges::contains(finding.packages, std::string("numpy"))
                        && !finding.suppressedBy && finding.level >= Level::Medium;
                });
        };
        const auto before = numpyFindings();
        SourceEditor* const editor = window->rightPane()->current();
        QVERIFY(editor != nullptr);
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(editor, u"numpy==1.24.4"_s);
        QCOMPARE(editor->document()->bytes(), QByteArray("requests==2.32.3\nnumpy==1.24.4"));
        QVERIFY(window->isWindowModified());
        QVERIFY(window->controller()->isStale());
        QVERIFY(waitForFreshAudit(*window));
        QVERIFY(numpyFindings() > before);
        QVERIFY(!editor->marks().empty());
        QVERIFY(!window->ribbons()->links().empty());
        QVERIFY(std::ranges::contains(window->timeline()->lanes(), u"numpy"_s, &Lane::name));
        int steps = 0;
        while (window->workspace()->undoStack()->canUndo() && ++steps < 50)
            QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor->document()->bytes(), QByteArray("requests==2.32.3\n"));
        QCOMPARE(editor->text(), u"requests==2.32.3\n"_s);
        QVERIFY(steps < 13); // Letters are gathered into steps.
        QVERIFY(waitForFreshAudit(*window));
        QCOMPARE(numpyFindings(), before);
        QVERIFY(!window->isWindowModified());
    }

    void anAuditLeavesCaretAndViewWhereTheyAre()
    {
        QByteArray text = twoFiles + QByteArray("# padding\n").repeated(200);
        const ProjectFolder folder(
            {{u"Dockerfile"_s, text},
             {u"requirements.txt"_s, "numpy==1.24.4\n" + QByteArray("# padding\n").repeated(200)}});
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QVERIFY(
            !window->selection()->current().findingId.isEmpty()); // The worst one, near the top.
        SourceEditor* const left = window->leftPane()->current();
        SourceEditor* const right = window->rightPane()->current();
        const int line = left->lines() - 3;
        left->setCursorPosition(line, 2);
        left->ensureLineVisible(line);
        right->setFirstVisibleLine(120);
        const int shownLeft = left->firstVisibleLine();
        const int shownRight = right->firstVisibleLine();
        for (int key = 0; key < 3; ++key) {
            QTest::keyClick(
                left,
                Qt::Key_X); // Neither editor has the focus here: only typing may move the caret.
            QVERIFY(waitForFreshAudit(*window));
        }
        int caretLine = 0;
        int caretColumn = 0;
        left->getCursorPosition(&caretLine, &caretColumn);
        QCOMPARE(caretLine, line);
        QCOMPARE(caretColumn, 5);
        QCOMPARE(left->text(line), u"# xxxpadding\n"_s);
        QCOMPARE(left->firstVisibleLine(), shownLeft);
        QCOMPARE(right->firstVisibleLine(), shownRight);
    }

    void safeFixesAreOneUndoStepAndHoldWhatWasPromised()
    {
        const AuditPtr before = m_window->controller()->audit();
        QVERIFY(before->allSafeFixes);
        const std::map<std::string, std::string> texts = m_window->workspace()->snapshot().texts;
        QVERIFY(m_window->header()->applyButton()->isEnabled());
        QTest::mouseClick(m_window->header()->applyButton(), Qt::LeftButton);
        QVERIFY(m_window->workspace()->hasModified());
        QVERIFY(waitForFreshAudit(*m_window));
        QCOMPARE(m_window->controller()->audit()->before, before->afterSafeFixes);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->workspace()->snapshot().texts, texts);
        QVERIFY(waitForFreshAudit(*m_window));
        QCOMPARE(m_window->controller()->audit()->before, before->before);
        QCOMPARE(m_window->controller()->audit()->counts, before->counts);
    }

    void applyInTheDetailEditsAndSaveWrites()
    {
        const Finding* const switchFinding =
            findingOfRule(*m_window->controller()->audit(), "PIN201");
        if (switchFinding == nullptr || switchFinding->fixes.empty())
            QSKIP("the rule about --ignore-installed offers no fix");
        m_window->selection()->selectFinding(toQString(switchFinding->id));
        QPushButton* const apply = m_window->detail()->applyButton();
        QVERIFY(apply->isVisible() && apply->isEnabled());
        QTest::mouseClick(apply, Qt::LeftButton);
        QVERIFY(waitForFreshAudit(*m_window));
        const QByteArray onDisk = m_folder->read(u"Dockerfile"_s);
        QCOMPARE(onDisk, m_example[u"Dockerfile"_s]);
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!m_window->workspace()->hasModified());
        QVERIFY(m_folder->read(u"Dockerfile"_s) != onDisk);
    }

    void theHeatMapFiltersTheTables()
    {
        m_window->showReview(MainWindow::RiskTab);
        HeatMap* const map = m_window->riskView()->heatMap();
        const Finding& first = m_window->controller()->audit()->findings.front();
        const int all = m_window->filter()->rowCount();
        QTest::mouseClick(map, Qt::LeftButton, {},
                          map->cellArea(first.impact, first.probability).center().toPoint());
        QVERIFY(m_window->filter()->cell());
        QVERIFY(m_window->filter()->rowCount() <= all);
        QTest::mouseClick(map, Qt::LeftButton, {},
                          map->cellArea(first.impact, first.probability).center().toPoint());
        QVERIFY(!m_window->filter()->cell());
        QCOMPARE(m_window->filter()->rowCount(), all);
    }

    void chosenFixesArePreviewedAndAppliedAsOneStep()
    {
        m_window->showReview(MainWindow::FixesTab);
        FixesView* const view = m_window->fixesView();
        const int fixes = view->model()->fixCount();
        QVERIFY(fixes > 0);
        view->list()->setCurrentIndex(view->list()->model()->index(0, 0));
        view->list()->setFocus();
        QTest::keyClick(view->list(), Qt::Key_Space);
        QCOMPARE(view->model()->chosen().size(), std::size_t(1));
        QVERIFY(!view->preview()->texts()->rows().empty());
        QVERIFY(QTest::qWaitFor(
            [view] { return view->preview()->outcome()->toPlainText().contains(u"→"_s); }, 30'000));
        const std::map<std::string, std::string> texts = m_window->workspace()->snapshot().texts;
        const QString title = toShownText(view->model()->chosen().front()->title);
        QTest::mouseClick(view->applyButton(), Qt::LeftButton);
        QVERIFY(m_window->workspace()->snapshot().texts != texts);
        QVERIFY(m_window->action(u"undo"_s)->text().contains(title));
        QCOMPARE(m_window->workspace()->appliedFixes(), QStringList {title});
        QVERIFY(waitForFreshAudit(*m_window));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->workspace()->snapshot().texts, texts);
        QVERIFY(m_window->workspace()->appliedFixes().isEmpty());
        QVERIFY(m_window->action(u"redo"_s)->text().contains(title));
    }

    void anExportedReportComparesAsTheSameAndLaterAsFixed()
    {
        const QString report = m_folder->file(u"before.json"_s);
        QCOMPARE(m_window->exportReport(u"json"_s, report), QString());
        m_window->compareWithReport(report);
        QCOMPARE(m_window->compareView()->model()->rowCount(), 0);
        QTest::mouseClick(m_window->header()->applyButton(), Qt::LeftButton);
        QVERIFY(waitForFreshAudit(*m_window));
        m_window->compareWithReport(report);
        const auto& changes = m_window->compareView()->model()->comparison().changes;
        QVERIFY(std::ranges::any_of(changes, [](const ComparedFinding& change) {
            return change.kind == ComparedFinding::Kind::Fixed;
        }));
        m_window->compareWithReport(m_folder->file(u"Dockerfile"_s));
        QCOMPARE(m_window->compareView()->model()->rowCount(), 0);
        m_window->compareWithFolder(m_folder->path());
        QVERIFY(QTest::qWaitFor([this] { return m_window->compareView()->model()->rowCount() > 0; },
                                30'000));
    }

    void theProjectsOwnSettingsHoldInTheWindow()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, twoFiles},
             {u"requirements.txt"_s, "requests\n"},
             {u"pinwheel.toml"_s, "platform = \"linux/arm64\"\n[severity]\nPIN606 = \"off\"\n"}});
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QCOMPARE(window->controller()->audit()->model.options.platform, std::string("linux/arm64"));
        for (const Finding& finding : window->controller()->audit()->findings)
            QVERIFY(finding.rule != "PIN606" || finding.suppressedBy);
    }

    void aLevelSwitchHidesItsFindingsInBothTables()
    {
        m_window->showReview(MainWindow::RiskTab);
        const int all = m_window->filter()->rowCount();
        QToolButton* const low = m_window->riskView()->bar()->levelSwitch(Level::Low);
        QTest::mouseClick(low, Qt::LeftButton);
        QVERIFY(m_window->filter()->rowCount() < all);
        QVERIFY(!m_window->findingsView()->bar()->levelSwitch(Level::Low)->isChecked());
        QTest::mouseClick(low, Qt::LeftButton);
        QCOMPARE(m_window->filter()->rowCount(), all);
        m_window->riskView()->table()->setGroupBy(GroupBy::Level);
        QVERIFY(m_window->riskView()->table()->model()->rowCount() <= 4);
        m_window->riskView()->table()->setGroupBy(GroupBy::Nothing);
    }

    void linesSelectTheirFinding()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        const FindingMark mark = editor->marks().front();
        m_window->selection()->clear();
        editor->setFocus();
        QVERIFY(QTest::qWaitFor([editor] { return editor->hasFocus(); }));
        const auto [top, bottom] = editor->verticalRange(mark.span.begin, mark.span.end);
        editor->reveal(mark.span.begin, mark.span.end);
        const auto [shownTop, shownBottom] = editor->verticalRange(mark.span.begin, mark.span.end);
        Q_UNUSED(top)
        Q_UNUSED(bottom)
        Q_UNUSED(shownBottom)
        QTest::mouseClick(editor->viewport(), Qt::LeftButton, {}, QPoint(150, shownTop + 5));
        // Scintilla tells where the caret is when it has painted.
        QVERIFY(QTest::qWaitFor(
            [this] { return !m_window->selection()->current().findingId.isEmpty(); }, 5000));
        QVERIFY(m_window->leftPane()->lineAsText().contains(u"Line "_s));
    }

    void aLineHasOneNoteAndRemarksTakeNoRow()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        QVERIFY(!editor->notes().empty());
        std::set<int> lines;
        for (const LineNote& note : editor->notes()) {
            QVERIFY(lines.insert(note.line).second);
            QCOMPARE(note.below, editor->marks()[note.all.front()].level > Level::Low);
            QCOMPARE(editor->SendScintilla(QsciScintilla::SCI_ANNOTATIONGETLINES, note.line),
                     note.below ? 1L : 0L);
        }
        m_window->action(u"notesAtLineEnd"_s)->trigger();
        for (const LineNote& note : editor->notes())
            QCOMPARE(editor->SendScintilla(QsciScintilla::SCI_ANNOTATIONGETLINES, note.line), 0L);
        m_window->action(u"notes"_s)->trigger();
        QVERIFY(editor->notes().empty());
        m_window->action(u"notes"_s)->trigger();
        m_window->action(u"notesAtLineEnd"_s)->trigger();
        QCOMPARE(editor->notes().size(), lines.size());
    }

    void notesStandAtTheirLinesWhileTyping()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        const std::vector<LineNote> before = editor->notes();
        editor->setFocus();
        editor->setCursorPosition(0, 0);
        QTest::keyClick(editor, Qt::Key_Return);
        // At once, before the next audit.
        QCOMPARE(editor->notes().size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(editor->notes()[i].line, before[i].line + 1);
            QCOMPARE(
                editor->SendScintilla(QsciScintilla::SCI_ANNOTATIONGETLINES, before[i].line + 1)
                    > 0,
                before[i].below);
        }
        QVERIFY(waitForFreshAudit(*m_window));
    }

    void instructionsFoldAndOpenForWhatIsInside()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        const QByteArray& text = editor->document()->bytes();
        const qsizetype inside = text.indexOf("--constraint /tmp/constraints.txt");
        QVERIFY(inside > 0);
        const auto line = static_cast<int>(text.left(inside).count('\n'));
        editor->setFocus();
        QVERIFY(QTest::qWaitFor([editor] { return editor->hasFocus(); }));
        editor->setCursorPosition(line - 1, 0);
        m_window->action(u"fold"_s)->trigger();
        QVERIFY(editor->isLineHidden(line));
        QVERIFY(!editor->isLineHidden(line - 1));
        editor->reveal(std::uint32_t(inside), std::uint32_t(inside) + 4);
        QVERIFY(!editor->isLineHidden(line));
        m_window->action(u"foldAll"_s)->trigger();
        QVERIFY(editor->isLineHidden(line));
        m_window->action(u"unfoldAll"_s)->trigger();
        QVERIFY(!editor->isLineHidden(line));
    }

    void theWorstFindingStaysChosenInWhicheverFileItStands()
    {
        MainWindow window(realServices());
        AuditOptions options;
        options.gpus = {"RTX 5090"};
        window.setOptions(options);
        window.resize(1280, 800);
        window.show();
        const ProjectFolder folder(m_example);
        QVERIFY(window.openPath(folder.path()));
        QVERIFY(waitForFreshAudit(window));
        const Finding& worst = window.controller()->audit()->findings.front();
        QVERIFY(worst.span.file != window.controller()->audit()->model.dockerfileText);
        QTest::qWait(100); // The editors have painted, and told where their carets are.
        QCOMPARE(window.selection()->current().findingId, toQString(worst.id));
    }

    void f6LeavesAnEditorAndWalksThroughTheWindow()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        const QByteArray before = editor->document()->bytes();
        editor->setFocus();
        QVERIFY(QTest::qWaitFor([editor] { return editor->hasFocus(); }));
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QVERIFY(m_window->rightPane()->isAncestorOf(m_window->focusWidget()));
        QSet<QWidget*> seen;
        QStringList names;
        for (int i = 0; i < 7; ++i) {
            seen.insert(m_window->focusWidget());
            names += m_window->focusWidget()->accessibleName();
            QTest::keyClick(m_window.get(), Qt::Key_F6);
        }
        QVERIFY2(seen.size() == 7, qPrintable(names.join(u" | "_s)));
        QVERIFY(m_window->rightPane()->isAncestorOf(m_window->focusWidget()));
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(editor->hasFocus());
        QCOMPARE(editor->document()->bytes(), before);
    }

    void resetLayoutBringsTheDocksBack()
    {
        QAction* const review = m_window->action(u"dock-review"_s);
        const int before = m_window->reviewTabs()->mapTo(m_window.get(), QPoint()).y();
        review->trigger();
        m_window->action(u"float-detail"_s)->trigger();
        QVERIFY(!m_window->reviewTabs()->isVisible());
        m_window->action(u"resetLayout"_s)->trigger();
        QVERIFY(QTest::qWaitFor([this, before] {
            return m_window->reviewTabs()->isVisible()
                && m_window->detail()->window() == m_window.get()
                && m_window->reviewTabs()->mapTo(m_window.get(), QPoint()).y() == before;
        }));
    }

    void f12AndControlClickGoToTheFile()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        SourceEditor* const written = m_window->rightPane()->editors().back();
        const qsizetype at = editor->document()->bytes().indexOf("-r requirements.txt");
        QVERIFY(at > 0);
        const auto go = [&](bool byKey) {
            m_window->rightPane()->showEditor(written);
            editor->setFocus();
            QVERIFY(QTest::qWaitFor([editor] { return editor->hasFocus(); }));
            editor->reveal(std::uint32_t(at), std::uint32_t(at) + 10);
            editor->selectRange(std::uint32_t(at) + 6, std::uint32_t(at) + 6);
            if (byKey)
                QTest::keyClick(m_window.get(), Qt::Key_F12);
            else
                QTest::mouseClick(
                    editor->viewport(), Qt::LeftButton, Qt::ControlModifier,
                    QPoint(int(editor->SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL,
                                                     long(at) + 6))
                               + 1,
                           int(editor->SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL,
                                                     long(at) + 6))
                               + 4));
            QCOMPARE(m_window->rightPane()->current()->document()->path(), u"requirements.txt"_s);
        };
        go(true);
        go(false);
    }

    void draggingTheHandleScrubsThroughTheBuild()
    {
        TimelineView* const timeline = m_window->timeline();
        m_window->selection()->selectLayer(9);
        const QPoint handle = timeline->scrubHandle().center();
        QTest::mousePress(timeline->viewport(), Qt::LeftButton, {}, handle);
        QCOMPARE(m_window->selection()->current().layer, 9U); // Taking the handle changes nothing.
        const auto fifth = std::ranges::find(timeline->cards(), 5U, &TimelineCard::layer);
        QVERIFY(fifth != timeline->cards().end());
        QTest::mouseMove(timeline->viewport(),
                         timeline->cardCenter(int(fifth - timeline->cards().begin()))
                             + QPoint(0, 90));
        QCOMPARE(m_window->selection()->current().layer, 5U);
        QTest::mouseRelease(timeline->viewport(), Qt::LeftButton, {}, timeline->cardCenter(0));
        QCOMPARE(timeline->scrubHandle().center().x(),
                 timeline->cardCenter(int(fifth - timeline->cards().begin())).x());
    }

    void theEnvironmentComparesLayersAndSaysWhy()
    {
        m_window->showReview(MainWindow::EnvironmentTab);
        EnvironmentView* const view = m_window->environmentView();
        m_window->selection()->selectPackage(u"torch"_s, 9);
        QVERIFY(view->why()->isVisible());
        QVERIFY(view->why()->text().contains(u"requirements.txt:"_s));
        const int all = view->filter()->rowCount();
        QTest::mouseClick(view->compareButton(), Qt::LeftButton);
        QVERIFY(view->firstLayer()->isVisible() && view->secondLayer()->isVisible());
        QCOMPARE(view->filter()->columnCount(), 3);
        view->firstLayer()->setCurrentIndex(view->secondLayer()->currentIndex());
        QCOMPARE(view->filter()->rowCount(), 0);
        QCOMPARE(view->csv().count(u"\r\n"_s), 1); // The heading alone.
        QTest::mouseClick(view->compareButton(), Qt::LeftButton);
        QCOMPARE(view->filter()->rowCount(), all);
        QCOMPARE(view->csv().count(u"\r\n"_s), all + 1);
    }

    void platformAndGpuChangeTheVerdict()
    {
        AuditOptions options;
        options.gpus = {"RTX 5090"};
        m_window->setOptions(options);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(waitForFreshAudit(*m_window));
        QCOMPARE(m_window->controller()->audit()->before, Level::Critical);
        QVERIFY(m_window->header()->verdict()->words().startsWith(u"CRITICAL"_s));
    }

    void findAndReplaceAreOneUndoStep()
    {
        SourceEditor* const editor = m_window->rightPane()->current();
        editor->setFocus();
        QVERIFY(QTest::qWaitFor([editor] { return editor->hasFocus(); }));
        const QByteArray before = editor->document()->bytes();
        QTest::keyClick(m_window.get(), Qt::Key_H, Qt::ControlModifier);
        FindBar* const bar = m_window->rightPane()->findBar();
        QVERIFY(bar->isVisible());
        bar->field()->setText(u"TORCH"_s);
        bar->replacement()->setText(u"flame"_s);
        bar->replaceAll();
        QVERIFY(!editor->document()->bytes().contains("torch"));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor->document()->bytes(), before);
        QTest::keyClick(bar->field(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void aChangeOnDiskOfTouchedTextIsOffered()
    {
        SourceEditor* const editor = m_window->leftPane()->current();
        editor->setFocus();
        QTest::keyClicks(editor, u"#"_s);
        QVERIFY(editor->document()->isModified());
        m_folder->write(u"Dockerfile"_s, "FROM python:3.12\n");
        QVERIFY(QTest::qWaitFor([this] { return m_window->leftPane()->changeBar()->isVisible(); },
                                5000));
        QVERIFY(editor->document()->bytes().startsWith('#'));
    }

    void exportsAreWhatThePreviewShows()
    {
        const QString markdown = m_folder->file(u"audit.md"_s);
        QCOMPARE(m_window->exportReport(u"markdown"_s, markdown), QString());
        QVERIFY(m_folder->read(u"audit.md"_s).startsWith("# "));
        const QString pdf = m_folder->file(u"audit.pdf"_s);
        QCOMPARE(m_window->exportPdf(pdf), QString());
        const QByteArray bytes = m_folder->read(u"audit.pdf"_s);
        QVERIFY(bytes.startsWith("%PDF"));
        QVERIFY(bytes.size() > 10'000);
        QVERIFY(!m_window->exportReport(u"markdown"_s, m_folder->file(u"no/such/folder.md"_s))
                     .isEmpty());
    }

    void theRenderedReportFollowsTheTheme()
    {
        m_window->showReview(MainWindow::ReportTab);
        const auto* const preview = m_window->findChild<ReportView*>()->preview();
        const auto headOf = [preview] {
            QList<QTextFrame*> frames = preview->document()->rootFrame()->childFrames();
            for (QTextFrame* const frame : std::as_const(frames))
                if (const auto* const table = qobject_cast<QTextTable*>(frame))
                    return table->cellAt(0, 0).format().background().color();
            return QColor();
        };
        QVERIFY(QTest::qWaitFor([&] { return headOf().isValid(); }));
        for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
            m_window->setTheme(kind);
            QCOMPARE(headOf(), colorsOf(kind).hover);
        }
    }

    void nothingToAuditIsSaidInTheWindow()
    {
        const ProjectFolder empty({{u"README"_s, "nothing\n"}});
        const auto window = openWindow(empty.path());
        QVERIFY(window);
        QVERIFY(window->showsStartPage());
        QVERIFY(!window->openPath(empty.file(u"missing"_s)));
        QVERIFY(window->showsStartPage());
    }

    void everyFocusableWidgetHasAName()
    {
        const QStringList nameless = namelessWidgets(*m_window);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
    }

    void everyActionHasTextAndNoKeyIsTakenTwice()
    {
        QHash<QString, QString> taken;
        for (const QAction* const action : m_window->actionList()) {
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            for (const QKeySequence& keys : action->shortcuts()) {
                if (keys.isEmpty()) continue;
                QVERIFY2(!taken.contains(keys.toString()),
                         qPrintable(keys.toString() + u": "_s + taken.value(keys.toString())
                                    + u" and "_s + action->text()));
                taken[keys.toString()] = action->text();
            }
        }
    }

    void fourHundredRandomActionsDoNoHarm()
    {
        std::mt19937 random(20261123);
        const auto pick = [&random](int below) {
            return static_cast<int>(random() % static_cast<unsigned>(below));
        };
        const QByteArray letters = "abcdefgh==<>,.0123456789 #\\";
        for (int step = 0; step < 400; ++step) {
            SourceEditor* const editor =
                pick(2) == 0 ? m_window->leftPane()->current() : m_window->rightPane()->current();
            TimelineView* const timeline = m_window->timeline();
            const int action = pick(12);
            switch (action) {
            case 0:
            case 1:
            case 2:
                if (pick(8) == 0)
                    QTest::keyClick(editor, Qt::Key_Return);
                else
                    QTest::keyClick(editor, letters[pick(int(letters.size()))]);
                break;
            case 3:
                QTest::keyClick(editor, pick(2) == 0 ? Qt::Key_Backspace : Qt::Key_Delete);
                break;
            case 4:
                QTest::keyClick(editor,
                                std::array {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageDown,
                                            Qt::Key_End}[std::size_t(pick(4))]);
                break;
            case 5:
                QTest::mouseClick(
                    editor->viewport(), Qt::LeftButton, {},
                    QPoint(pick(editor->viewport()->width()), pick(editor->viewport()->height())));
                break;
            case 6:
                QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {},
                                  QPoint(pick(timeline->viewport()->width()),
                                         pick(timeline->viewport()->height())));
                break;
            case 7:
                m_window->goToFinding(pick(2) == 0 ? 1 : -1);
                break;
            case 8:
                m_window->showReview(pick(8));
                break;
            case 9:
                m_window->workspace()->undoStack()->undo();
                break;
            case 10:
                m_window->workspace()->undoStack()->redo();
                break;
            case 11:
                if (pick(6) == 0)
                    m_window->setTheme(pick(2) == 0 ? ThemeKind::Dark : ThemeKind::Light);
                QTest::qWait(2);
                break;
            }
            for (const EditorPane* const pane : {m_window->leftPane(), m_window->rightPane()}) {
                for (const SourceEditor* const shown : pane->editors()) {
                    const QByteArray held =
                        shown->document()->bytes().mid(shown->document()->bomSize());
                    const QByteArray seen = shown->text().toUtf8();
                    if (held == seen) continue;
                    const auto [a, b] = std::ranges::mismatch(held, seen);
                    const qsizetype at = a - held.begin();
                    QFAIL(qPrintable(
                        u"step %1, action %2, %3, byte %4: held \"%5\", seen \"%6\""_s.arg(step)
                            .arg(action)
                            .arg(shown->document()->path())
                            .arg(at)
                            .arg(QString::fromUtf8(held.mid(std::max<qsizetype>(0, at - 8), 24)),
                                 QString::fromUtf8(seen.mid(std::max<qsizetype>(0, at - 8), 24)))));
                }
            }
        }
        QVERIFY(waitForFreshAudit(*m_window) || !m_window->controller()->failure().isEmpty());
        while (m_window->workspace()->undoStack()->canUndo())
            m_window->workspace()->undoStack()->undo();
        QCOMPARE(m_window->leftPane()->current()->document()->bytes(), m_example[u"Dockerfile"_s]);
        m_window->setTheme(ThemeKind::Light);
    }

    void picturesOfEveryViewInEveryTheme()
    {
        const QDir folder(QStringLiteral(PINWHEEL_BINARY_DIR) + u"/screenshots"_s);
        QVERIFY(QDir().mkpath(folder.path()));
        m_window->resize(1680, 1050);
        const QStringList views {u"risk"_s,          u"findings"_s,  u"environment"_s,
                                 u"compatibility"_s, u"decisions"_s, u"fixes"_s,
                                 u"report"_s,        u"compare"_s};
        for (const auto& [kind, name] : std::vector<std::pair<ThemeKind, QString>> {
                 {ThemeKind::Light, u"light"_s},
                 {ThemeKind::Dark, u"dark"_s},
                 {ThemeKind::HighContrast, u"contrast"_s}}) {
            m_window->setTheme(kind);
            for (int tab = 0; tab < 8; ++tab) {
                m_window->showReview(tab);
                QTest::qWait(30);
                const QPixmap picture = m_window->grab();
                QVERIFY(picture.save(folder.filePath(u"%1-%2.png"_s.arg(views[tab], name))));
                // Something is painted: no view is one flat colour.
                const QImage image = picture.toImage();
                QSet<QRgb> colors;
                for (int y = 0; y < image.height(); y += 7)
                    for (int x = 0; x < image.width(); x += 7)
                        colors.insert(image.pixel(x, y));
                QVERIFY(colors.size() > 40);
            }
        }
        m_window->setTheme(ThemeKind::Light);
    }

private:
    std::map<QString, QByteArray> m_example;
    std::unique_ptr<ProjectFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
