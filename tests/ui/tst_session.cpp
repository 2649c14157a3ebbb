// The window over more than one run, and without a mouse: opening by drop and dialog, a restart, a
// crash, a review by keys. The crash is a real one: this program starts itself as a second process
// with a window, which is killed.
#include "app/workbench/real_services.h"
#include "tests/ui/support/real_window.h"
#include "ui/commands/command_palette.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/findings/finding_detail.h"
#include "ui/header_bar.h"
#include "ui/risk/risk_view.h"
#include "ui/session/crash_journal.h"
#include "ui/start_page.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

constexpr auto childWord = "--window-with-unsaved-text";
const QByteArray typedLine = "numpy==1.26.4";

/// The window of the second process: types into the requirements, says so and waits for its end.
int runChild(const QString& folder)
{
    const auto window = openWindow(folder);
    if (!window || !waitForFreshAudit(*window) || window->rightPane()->current() == nullptr)
        return 3;
    SourceEditor* const editor = window->rightPane()->current();
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(editor, QString::fromLatin1(typedLine));
    if (!QTest::qWaitFor(
            [&window] {
                QFile journal(window->journal()->file());
                return journal.open(QIODevice::ReadOnly)
                    && journal.readAll().contains(
                        QByteArray("requests==2.32.3\n" + typedLine).toBase64());
            },
            10'000))
        return 4;
    std::puts("typed");
    std::fflush(stdout);
    return QApplication::exec();
}

/// Does something with the next dialog of a type, once it is there.
template <typename Dialog>
void withNextDialog(QObject* context, std::function<void(Dialog&)> act)
{
    auto* const timer = new QTimer(context);
    timer->setInterval(20);
    QObject::connect(timer, &QTimer::timeout, context, [timer, act = std::move(act)] {
        auto* const dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr || !dialog->isVisible()) return;
        timer->stop();
        timer->deleteLater();
        act(*dialog);
    });
    timer->start();
}

std::map<QString, QByteArray> smallProject()
{
    return {{u"Dockerfile"_s,
             "FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install numpy==1.24.4\nRUN "
             "pip install -r requirements.txt\n"},
            {u"requirements.txt"_s, "requests==2.32.3\n"}};
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useTestSettings(); }
    void init() { QSettings().clear(); }

    void unsavedTextSurvivesAKill()
    {
        const ProjectFolder folder(smallProject());
        QDir(CrashJournal::folder()).removeRecursively();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QString::fromLatin1(childWord), folder.path()});
        QVERIFY(QTest::qWaitFor(
            [&child] { return child.canReadLine() || child.state() == QProcess::NotRunning; },
            60'000));
        QCOMPARE(child.readLine().trimmed(), QByteArray("typed"));
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        QCOMPARE(folder.read(u"requirements.txt"_s), QByteArray("requests==2.32.3\n"));
        const QFileInfoList journals = QDir(CrashJournal::folder()).entryInfoList(QDir::Files);
        QCOMPARE(journals.size(), 1);
        QCOMPARE(
            journals.front().permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());

        MainWindow window(realServices());
        window.resize(1280, 800);
        window.show();
        QString asked;
        withNextDialog<QMessageBox>(&window, [&asked](QMessageBox& question) {
            asked = question.text();
            for (QAbstractButton* const button : question.buttons())
                if (question.buttonRole(button) == QMessageBox::AcceptRole)
                    return QTest::mouseClick(button, Qt::LeftButton);
        });
        window.offerJournals();
        QVERIFY(asked.contains(u"requirements.txt"_s));
        QVERIFY(waitForFreshAudit(window));
        Document* const document =
            window.workspace()->open(u"requirements.txt"_s).value_or(nullptr);
        QVERIFY(document != nullptr);
        QCOMPARE(document->bytes(), QByteArray("requests==2.32.3\n" + typedLine));
        QVERIFY(window.isWindowModified());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document->bytes(), QByteArray("requests==2.32.3\n"));
        window.workspace()->undoStack()->clear();
    }

    void aRestartTakesUpTheSession()
    {
        std::map<QString, QByteArray> files = smallProject();
        files[u"Dockerfile"_s] += "COPY more.txt .\nRUN pip install -r more.txt\n";
        files[u"more.txt"_s] = "idna==3.7\nattrs==23.2.0\n";
        const ProjectFolder folder(files);
        {
            const auto window = openWindow(folder.path());
            QVERIFY(window && waitForFreshAudit(*window));
            QCOMPARE(window->rightPane()->editors().size(), std::size_t(2));
            window->showReview(MainWindow::EnvironmentTab);
            window->rightPane()->tabs()->setCurrentIndex(1);
            SourceEditor* const editor = window->rightPane()->current();
            QCOMPARE(editor->document()->path(), u"more.txt"_s);
            editor->selectRange(10, 15);
            QVERIFY(window->close());
        }
        MainWindow window(realServices());
        window.restoreSession();
        window.show();
        QSignalSpy shown(&window, &MainWindow::auditShown);
        QVERIFY(window.reopenLastProject());
        QVERIFY(!shown.isEmpty() || shown.wait(30'000));
        QVERIFY(waitForFreshAudit(window));
        QCOMPARE(window.reviewTabs()->currentIndex(), int(MainWindow::EnvironmentTab));
        SourceEditor* const editor = window.rightPane()->current();
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->document()->path(), u"more.txt"_s);
        QCOMPARE(editor->selectedRange(), (std::pair<std::uint32_t, std::uint32_t>(10, 15)));
    }

    void aDroppedFolderOpens()
    {
        const ProjectFolder folder(smallProject());
        MainWindow window(realServices());
        window.show();
        QVERIFY(window.showsStartPage());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(folder.path())});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QSignalSpy shown(&window, &MainWindow::auditShown);
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        QVERIFY(drop.isAccepted());
        QVERIFY(!shown.isEmpty() || shown.wait(30'000));
        QVERIFY(!window.showsStartPage());
        QMimeData words;
        words.setText(u"no file"_s);
        QDragEnterEvent other(QPoint(200, 200), Qt::CopyAction, &words, Qt::LeftButton,
                              Qt::NoModifier);
        other.ignore();
        QCoreApplication::sendEvent(&window, &other);
        QVERIFY(!other.isAccepted());
    }

    void theDialogOpensAFolder()
    {
        const ProjectFolder folder(smallProject());
        MainWindow window(realServices());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy shown(&window, &MainWindow::auditShown);
        withNextDialog<QFileDialog>(&window, [&folder](QFileDialog& dialog) {
            dialog.setDirectory(folder.path());
            const auto* const box = dialog.findChild<QDialogButtonBox*>();
            QTest::mouseClick(box->button(QDialogButtonBox::Open), Qt::LeftButton);
        });
        QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
        QVERIFY(!shown.isEmpty() || shown.wait(30'000));
        QVERIFY2(!window.showsStartPage(), qPrintable(window.startPage()->message()));
        QCOMPARE(QString::fromStdString(window.workspace()->folder().string()), folder.path());
    }

    /// Key presses alone, each to the widget that has the focus.
    void aReviewNeedsNoMouse()
    {
        const ProjectFolder folder(exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR)));
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        const auto press = [&window](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
            QWidget* const focus = QApplication::focusWidget();
            QTest::keyClick(focus != nullptr ? focus : window.get(), key, with);
        };
        // To the table of risks, down its rows, to the fix of one that has one.
        press(Qt::Key_1, Qt::AltModifier);
        FindingTable* const table = window->riskView()->table();
        QCOMPARE(QApplication::focusWidget(), window->reviewTabs());
        for (int i = 0; i < 15 && QApplication::focusWidget() != table; ++i)
            press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), table);
        press(Qt::Key_Home);
        int rows = 0;
        while (!window->detail()->applyButton()->isEnabled()
               || !window->detail()->applyButton()->isVisible()) {
            QVERIFY(++rows < table->model()->rowCount());
            press(Qt::Key_Down);
        }
        const QString chosen = window->selection()->current().findingId;
        QVERIFY(!chosen.isEmpty());
        press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), window->detail()->applyButton());
        const std::map<std::string, std::string> texts = window->workspace()->snapshot().texts;
        press(Qt::Key_Space);
        QVERIFY(window->workspace()->snapshot().texts != texts);
        QVERIFY(waitForFreshAudit(*window));
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window->workspace()->snapshot().texts, texts);
        QVERIFY(waitForFreshAudit(*window));
        // Along the layers.
        press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), window->timeline());
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        QCOMPARE(window->selection()->current().layer, 2U);
        // Every view of the review, then the palette.
        for (int tab = 0; tab < window->reviewTabs()->count(); ++tab) {
            press(static_cast<Qt::Key>(Qt::Key_1 + tab), Qt::AltModifier);
            QCOMPARE(window->reviewTabs()->currentIndex(), tab);
        }
        bool ran = false;
        withNextDialog<CommandPalette>(window.get(), [&ran](CommandPalette& palette) {
            QTest::keyClicks(palette.field(), u"dockerfile"_s);
            ran = palette.list()->count() > 0;
            QTest::keyClick(palette.field(), Qt::Key_Escape);
        });
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QTest::qWaitFor([&ran] { return ran; }));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(window->leftPane()->isAncestorOf(QApplication::focusWidget()));
        press(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(window->detail()->isAncestorOf(QApplication::focusWidget()));
        // Tab goes on from every place it reaches, and comes round.
        press(Qt::Key_1, Qt::AltModifier);
        QSet<QWidget*> reached;
        for (int i = 0; i < 200; ++i) {
            QWidget* const before = QApplication::focusWidget();
            if (reached.contains(before) && i > 3) break;
            reached.insert(before);
            if (qobject_cast<SourceEditor*>(before) != nullptr)
                press(Qt::Key_3, Qt::ControlModifier); // There Tab is text; Ctrl+3 leaves it.
            else
                press(Qt::Key_Tab);
            // In an account Tab goes from link to link first.
            for (int link = 0; link < 100 && QApplication::focusWidget() == before
                 && qobject_cast<QTextBrowser*>(before) != nullptr;
                 ++link)
                press(Qt::Key_Tab);
            QVERIFY2(QApplication::focusWidget() != before, before->metaObject()->className());
        }
        QVERIFY(reached.size() > 8);
        QVERIFY(!window->workspace()->hasModified());
    }

    void textOnDiskIsTakenOrKept()
    {
        const ProjectFolder folder(smallProject());
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        SourceEditor* const editor = window->rightPane()->current();
        const auto click = [&window](const QString& text) {
            for (QToolButton* const button :
                 window->rightPane()->changeBar()->findChildren<QToolButton*>())
                if (button->text() == text) return QTest::mouseClick(button, Qt::LeftButton);
        };
        QTest::keyClicks(editor, u"#"_s);
        folder.write(u"requirements.txt"_s, "requests==2.31.0\n");
        QVERIFY(QTest::qWaitFor([&window] { return window->rightPane()->changeBar()->isVisible(); },
                                5000));
        click(u"Keep"_s);
        QVERIFY(!window->rightPane()->changeBar()->isVisible());
        QVERIFY(editor->document()->bytes().contains('#'));
        folder.write(u"requirements.txt"_s, "requests==2.30.0\n");
        QVERIFY(QTest::qWaitFor([&window] { return window->rightPane()->changeBar()->isVisible(); },
                                5000));
        click(u"Reload"_s);
        QCOMPARE(editor->document()->bytes(), QByteArray("requests==2.30.0\n"));
        QVERIFY(!window->rightPane()->changeBar()->isVisible());
        QVERIFY(QFile::remove(folder.file(u"requirements.txt"_s)));
        QVERIFY(QTest::qWaitFor([&window] { return window->rightPane()->changeBar()->isVisible(); },
                                5000));
        QCOMPARE(editor->document()->bytes(),
                 QByteArray("requests==2.30.0\n")); // The text in the window stays.
        window->workspace()->undoStack()->clear();
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (const QStringList words = QCoreApplication::arguments();
        words.size() == 3 && words[1] == QLatin1StringView(childWord)) {
        useTestSettings();
        return runChild(words[2]);
    }
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session.moc"
