// What Compose and bake files build is a target of the window, and the files stand beside what they
// build.
#include "app/workbench/real_services.h"
#include "tests/ui/support/real_window.h"
#include "ui/commands/command_palette.h"
#include "ui/dockerfile_chooser.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/entry_delegate.h"
#include "ui/header_bar.h"
#include "ui/start_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <functional>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

std::map<QString, QByteArray> composeProject()
{
    return {{u"compose.yaml"_s,
             "# What the team runs.\nservices:\n  db:\n    image: postgres\n  web:\n    build:\n   "
             "   context: api\n      dockerfile: Dockerfile.gpu\n"
             "      target: web\n      args:\n        FLASK: \"3.0.3\"\n      platforms: "
             "[linux/arm64]\n  worker:\n    build: {context: ./api, dockerfile: Dockerfile.gpu}\n"
             "  far:\n    build: https://example.com/x.git\n"},
            {u"api/Dockerfile.gpu"_s,
             "FROM python:3.12 AS base\nARG FLASK=3.0.0\nFROM base AS web\nARG FLASK\nCOPY "
             "requirements.txt .\n"
             "RUN pip install flask==$FLASK -r requirements.txt\nFROM base AS other\nRUN pip "
             "install six==1.16.0\n"},
            {u"api/requirements.txt"_s, "requests==2.32.3\n"}};
}

/// Opens a selector of the header with the mouse and goes by keys to the entry that begins with the
/// words. The texts of all entries come back.
QStringList chooseIn(QToolButton* selector, const QString& words)
{
    QStringList texts;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, selector, [&] {
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) return;
        timer.stop();
        QAction* wanted = nullptr;
        for (QAction* const action : menu->actions()) {
            texts += action->text() + (action->isEnabled() ? QString() : u" (disabled)"_s);
            if (action->text().startsWith(words)) wanted = action;
        }
        for (qsizetype i = 0; i < texts.size() && menu->activeAction() != wanted; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, menu->activeAction() == wanted ? Qt::Key_Return : Qt::Key_Escape);
    });
    timer.start(20);
    QTest::mouseClick(selector, Qt::LeftButton);
    [[maybe_unused]] const bool answered = QTest::qWaitFor([&texts] { return !texts.isEmpty(); });
    return texts;
}

/// Answers the dialog that asks what to audit: `answer` sees it once each row says what it
/// installs.
class AtChooser final : public QObject
{
public:
    explicit AtChooser(std::function<void(DockerfileChooser&)> answer)
        : m_answer(std::move(answer))
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            auto* const chooser =
                qobject_cast<DockerfileChooser*>(QApplication::activeModalWidget());
            if (chooser == nullptr) return;
            for (int row = 0; row < chooser->list()->count(); ++row)
                if (belowOf(*chooser, row).startsWith(u"reading"_s)) return;
            m_timer.stop();
            ++m_count;
            m_answer(*chooser);
        });
        m_timer.start(20);
    }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] static QString belowOf(const DockerfileChooser& chooser, int row)
    {
        return chooser.list()->item(row)->data(EntryDelegate::BelowRole).toString();
    }

private:
    std::function<void(DockerfileChooser&)> m_answer;
    QTimer m_timer;
    int m_count = 0;
};

QStringList tabsOf(const EditorPane* pane)
{
    QStringList texts;
    for (int i = 0; i < pane->tabs()->count(); ++i)
        texts += pane->tabs()->tabText(i);
    return texts;
}

bool installs(MainWindow& window, std::string_view name, std::string_view version)
{
    const BuildTrace& trace = window.controller()->audit()->model.trace;
    for (const EnvironmentPtr& environment : trace.stages[trace.targetStage].environments)
        for (const InstalledDistribution& distribution : environment->distributions)
            if (distribution.name == name && distribution.versionText() == version) return true;
    return false;
}

} // namespace

class TestComposeWindow : public QObject
{
    Q_OBJECT

    static void savePicture(QWidget& shown)
    {
        const QString pictures = QStringLiteral(PINWHEEL_BINARY_DIR) + u"/screenshots"_s;
        for (const auto& [kind, name] : {std::pair {ThemeKind::Dark, u"dark"_s},
                                         {ThemeKind::HighContrast, u"contrast"_s},
                                         {ThemeKind::Light, u"light"_s}}) {
            applyTheme(*qApp, kind);
            QTest::qWait(20);
            QVERIFY(QDir().mkpath(pictures));
            QVERIFY(shown.grab().save(pictures + u"/dialog-services-%1.png"_s.arg(name)));
        }
    }

private slots:
    void initTestCase() { useTestSettings(); }
    void init() { QSettings().clear(); }

    void aComposeFileOpensWithItsFirstServiceAndItsTab()
    {
        const ProjectFolder project(composeProject());
        const auto window = openWindow(project.file(u"compose.yaml"_s));
        QVERIFY(window && waitForFreshAudit(*window));
        QCOMPARE(window->header()->buildSelector()->text(), u"web ▾"_s);
        QVERIFY(window->header()->buildSelector()->isVisible());
        QCOMPARE(window->leftPane()->current()->document()->path(), u"api/Dockerfile.gpu"_s);
        QVERIFY(installs(*window, "flask", "3.0.3"));
        QCOMPARE(window->controller()->options().platform, std::string("linux/arm64"));
        QCOMPARE(tabsOf(window->rightPane()),
                 (QStringList {u"api/requirements.txt"_s, u"compose.yaml"_s}));
    }

    void aServiceIsChosenInItsSelector()
    {
        const ProjectFolder project(composeProject());
        const auto window =
            openWindow(project.path()); // No Dockerfile at its top: what Compose builds is meant.
        QVERIFY(window && waitForFreshAudit(*window));
        QVERIFY(installs(*window, "flask", "3.0.3"));
        const QStringList entries = chooseIn(window->header()->buildSelector(), u"worker"_s);
        QCOMPARE(
            entries,
            (QStringList {
                u"none: the Dockerfile alone"_s, u"compose.yaml"_s,
                u"web · api/Dockerfile.gpu, stage web"_s, u"worker · api/Dockerfile.gpu"_s,
                u"far · its context is not a folder here but https://example.com/x.git (disabled)"_s}));
        QTRY_COMPARE(window->build().name, u"worker"_s);
        QVERIFY(waitForFreshAudit(*window));
        QVERIFY(installs(*window, "six", "1.16.0"));
        QVERIFY(!installs(*window, "flask", "3.0.3"));
        chooseIn(window->header()->buildSelector(), u"none"_s);
        QTRY_VERIFY(window->build().name.isEmpty());
    }

    void typingIntoTheComposeFileChangesTheBuild()
    {
        const ProjectFolder project(composeProject());
        const auto window = openWindow(project.file(u"compose.yaml"_s));
        QVERIFY(window && waitForFreshAudit(*window));
        window->rightPane()->tabs()->setFocus();
        QTest::keyClick(window->rightPane()->tabs(), Qt::Key_Right);
        SourceEditor* const editor = window->rightPane()->current();
        QCOMPARE(editor->document()->path(), u"compose.yaml"_s);
        // Coloured as YAML: a comment, a key and a text differ.
        editor->recolor();
        const auto styleAt = [editor](const char* words) {
            return editor->SendScintilla(
                QsciScintillaBase::SCI_GETSTYLEAT,
                static_cast<unsigned long>(editor->document()->bytes().indexOf(words)));
        };
        QVERIFY(styleAt("# What") != styleAt("services"));
        QVERIFY(styleAt("services") != styleAt("\"3.0.3\""));
        editor->setFocus();
        const auto place =
            static_cast<std::uint32_t>(editor->document()->bytes().indexOf("3.0.3\"") + 5);
        editor->selectRange(place, place);
        QTest::keyClick(editor, Qt::Key_Backspace);
        QTest::keyClicks(editor, u"0"_s);
        QVERIFY(waitForFreshAudit(*window));
        QTRY_VERIFY(installs(*window, "flask", "3.0.0"));
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(waitForFreshAudit(*window));
        QTRY_VERIFY(installs(*window, "flask", "3.0.3"));
        window->workspace()->undoStack()->clear();
    }

    void thePaletteOffersServices()
    {
        const ProjectFolder project(composeProject());
        const auto window = openWindow(project.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&timer] {
            auto* const palette = qobject_cast<CommandPalette*>(QApplication::activeModalWidget());
            if (palette == nullptr) return;
            timer.stop();
            QTest::keyClicks(palette->findChild<QLineEdit*>(), u"worker"_s);
            QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        });
        timer.start(20);
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(window->build().name, u"worker"_s);
        QVERIFY(waitForFreshAudit(*window));
        QVERIFY(installs(*window, "six", "1.16.0"));
    }

    void theDialogOpensAComposeFile_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("by its keys") << true;
        QTest::newRow("by the button of the start page") << false;
    }
    void theDialogOpensAComposeFile()
    {
        QFETCH(bool, byKey);
        const ProjectFolder project(composeProject());
        MainWindow window(realServices());
        window.show();
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr) return;
            timer.stop();
            auto* const name = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
            name->setText(project.file(u"compose.yaml"_s));
            QTest::mouseClick(
                dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open),
                Qt::LeftButton);
        });
        timer.start(20);
        const AtChooser asked([](DockerfileChooser& chooser) {
            QCOMPARE(chooser.list()->currentRow(), 0);
            QTest::keyClick(chooser.list(), Qt::Key_Return);
        });
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        if (byKey)
            QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier | Qt::AltModifier);
        else
            QTest::mouseClick(window.startPage()->findChild<QPushButton*>(u"openFile"_s),
                              Qt::LeftButton);
        QVERIFY(
            QTest::qWaitFor([&window] { return window.controller()->audit() != nullptr; }, 30'000));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(window.build().name, u"web"_s);
    }

    void severalServicesAreChosenByWhatTheyInstall_data()
    {
        QTest::addColumn<QString>("opened");
        QTest::addColumn<int>("rows");
        QTest::newRow("of a folder") << QString() << 4;
        QTest::newRow("of a Compose file") << u"compose.yaml"_s << 3;
    }
    void severalServicesAreChosenByWhatTheyInstall()
    {
        QFETCH(QString, opened);
        QFETCH(int, rows);
        std::map<QString, QByteArray> files = composeProject();
        files[u"tools.Dockerfile"_s] = "FROM debian:12\n"; // No service builds it.
        const ProjectFolder project(files);
        MainWindow window(realServices());
        window.resize(1280, 800);
        window.show();
        const AtChooser asked([rows](DockerfileChooser& chooser) {
            QListWidget* const list = chooser.list();
            QCOMPARE(list->count(), rows);
            QCOMPARE(list->item(0)->text(), u"web"_s);
            QCOMPARE(list->item(0)->data(EntryDelegate::DetailRole).toString(),
                     u"api/Dockerfile.gpu, stage web"_s);
            QVERIFY(AtChooser::belowOf(chooser, 0).contains(u"flask, requests"_s));
            QCOMPARE(list->item(1)->data(EntryDelegate::DetailRole).toString(),
                     u"api/Dockerfile.gpu"_s);
            QVERIFY(AtChooser::belowOf(chooser, 1).contains(u"six"_s));
            QVERIFY(!(list->item(2)->flags() & Qt::ItemIsEnabled)); // Its context is elsewhere.
            QVERIFY(AtChooser::belowOf(chooser, 2).contains(u"not a folder here"_s));
            if (rows == 4) QCOMPARE(list->item(3)->text(), u"tools.Dockerfile"_s);
            QVERIFY(namelessWidgets(chooser).isEmpty());
            savePicture(chooser);
            QTest::keyClick(list, Qt::Key_Down);
            QTest::keyClick(list, Qt::Key_Return);
        });
        window.chooseAndOpen(opened.isEmpty() ? project.path() : project.file(opened));
        QCOMPARE(asked.count(), 1);
        QVERIFY(waitForFreshAudit(window));
        QCOMPARE(window.build().name, u"worker"_s);
        QVERIFY(installs(window, "six", "1.16.0"));
    }

    void aQuestionThatIsNotAnsweredOpensNothing()
    {
        const ProjectFolder project(composeProject());
        MainWindow window(realServices());
        window.show();
        const AtChooser asked(
            [](DockerfileChooser& chooser) { QTest::keyClick(&chooser, Qt::Key_Escape); });
        window.chooseAndOpen(project.path());
        QCOMPARE(asked.count(), 1);
        QVERIFY(window.showsStartPage());
    }

    void whatIsNamedIsNotAskedFor_data()
    {
        QTest::addColumn<QString>("named");
        QTest::newRow("by the last session") << u"session"_s;
        QTest::newRow("by the project's settings") << u"settings"_s;
        QTest::newRow("a Dockerfile of the last session") << u"dockerfile"_s;
    }
    void whatIsNamedIsNotAskedFor()
    {
        QFETCH(QString, named);
        std::map<QString, QByteArray> files = composeProject();
        files[u"tools.Dockerfile"_s] = "FROM python:3.12\nRUN pip install idna==3.7\n";
        if (named == "settings"_L1)
            files[u"pinwheel.toml"_s] = "dockerfile = \"tools.Dockerfile\"\n";
        const ProjectFolder project(files);
        if (named != "settings"_L1) {
            const auto before = openWindow(
                named == "session"_L1 ? project.path() : project.file(u"tools.Dockerfile"_s));
            QVERIFY(before && waitForFreshAudit(*before));
            if (named == "session"_L1) before->chooseBuild(u"compose.yaml"_s, u"worker"_s);
            QVERIFY(waitForFreshAudit(*before));
            QVERIFY(before->close());
        }
        MainWindow window(realServices());
        window.show();
        const AtChooser asked([](DockerfileChooser& chooser) { chooser.reject(); });
        window.chooseAndOpen(project.path());
        QCOMPARE(asked.count(), 0);
        QVERIFY(waitForFreshAudit(window));
        QCOMPARE(window.build().name, named == "session"_L1 ? u"worker"_s : QString());
        QVERIFY(named == "session"_L1 ? installs(window, "six", "1.16.0")
                                      : installs(window, "idna", "3.7"));
    }

    void theChosenServiceIsTakenUpAgain()
    {
        const ProjectFolder project(composeProject());
        {
            const auto window = openWindow(project.path());
            QVERIFY(window && waitForFreshAudit(*window));
            chooseIn(window->header()->buildSelector(), u"worker"_s);
            QTRY_COMPARE(window->build().name, u"worker"_s);
            QVERIFY(waitForFreshAudit(*window));
            QVERIFY(window->close());
        }
        const auto window = openWindow(project.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QCOMPARE(window->build().name, u"worker"_s);
        QVERIFY(installs(*window, "six", "1.16.0"));
    }

    void aContextAboveTheFileOpensTheFolderAbove()
    {
        const ProjectFolder project(
            {{u"Dockerfile"_s,
              "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"},
             {u"requirements.txt"_s, "six==1.16.0\n"},
             {u"deploy/compose.yaml"_s, "services:\n  web:\n    build: ..\n"}});
        const auto window = openWindow(project.file(u"deploy/compose.yaml"_s));
        QVERIFY(window && waitForFreshAudit(*window));
        QCOMPARE(QString::fromStdString(window->workspace()->folder().string()), project.path());
        QVERIFY(installs(*window, "six", "1.16.0"));
        QCOMPARE(tabsOf(window->rightPane()),
                 (QStringList {u"requirements.txt"_s, u"deploy/compose.yaml"_s}));
    }

    void aBakeTargetIsATargetToo()
    {
        const ProjectFolder project(
            {{u"docker/Dockerfile"_s,
              "FROM python:3.12 AS a\nRUN pip install six==1.16.0\nFROM a AS b\nRUN pip install "
              "idna==3.7\n"},
             {u"docker-bake.json"_s,
              R"({"target": {"first": {"context": "docker", "target": "a"}, "last": {"context": "docker"}}})"}});
        const auto window = openWindow(project.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QCOMPARE(window->build().name, u"first"_s);
        QVERIFY(!installs(*window, "idna", "3.7"));
        chooseIn(window->header()->buildSelector(), u"last"_s);
        QTRY_COMPARE(window->build().name, u"last"_s);
        QVERIFY(waitForFreshAudit(*window));
        QVERIFY(installs(*window, "idna", "3.7"));
    }

    void whatCannotBeReadIsSaid()
    {
        const ProjectFolder project(
            {{u"docker-bake.hcl"_s, "target \"x\" {}"},
             {u"compose.yaml"_s, "services:\n  db:\n    image: postgres\n"}});
        MainWindow window(realServices());
        window.show();
        QVERIFY(!window.openPath(project.file(u"docker-bake.hcl"_s)));
        QVERIFY(window.showsStartPage());
        const auto says = [&window](const QString& words) {
            return std::ranges::any_of(
                window.startPage()->findChildren<QLabel*>(), [&words](const QLabel* label) {
                    return label->isVisible() && label->text().contains(words);
                });
        };
        QVERIFY(says(u"HCL is not read"_s));
        QVERIFY(!window.openPath(project.file(u"compose.yaml"_s)));
        QVERIFY(says(u"no image is built in it"_s));
    }

    void withoutSuchFilesThereIsNoSelector()
    {
        const ProjectFolder project(
            {{u"Dockerfile"_s, "FROM python:3.12\nRUN pip install six==1.16.0\n"}});
        const auto window = openWindow(project.path());
        QVERIFY(window && waitForFreshAudit(*window));
        QVERIFY(!window->header()->buildSelector()->isVisible());
    }
};

QTEST_MAIN(TestComposeWindow)
#include "tst_compose_window.moc"
