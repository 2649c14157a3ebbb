#include "tests/ui/support/real_window.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/gpu_matrix_view.h"
#include "ui/dockerfile_chooser.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/find_bar.h"
#include "ui/editor/source_editor.h"
#include "ui/entry_delegate.h"
#include "ui/session/crash_journal.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/text_size_box.h"
#include "ui/start_page.h"
#include "ui/target/target_dialog.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStyleOptionSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <functional>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

/// Calls `look` with the dialog or menu that opens next, and closes it afterwards.
class WhenOpened final : public QObject
{
public:
    explicit WhenOpened(std::function<void(QWidget&)> look)
        : m_look(std::move(look))
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            QWidget* const shown = QApplication::activePopupWidget() != nullptr
                ? QApplication::activePopupWidget()
                : QApplication::activeModalWidget();
            if (shown == nullptr) return;
            m_timer.stop();
            ++m_count;
            m_look(*shown);
            shown->close();
        });
        m_timer.start(20);
    }
    [[nodiscard]] int count() const { return m_count; }

private:
    std::function<void(QWidget&)> m_look;
    QTimer m_timer;
    int m_count = 0;
};

} // namespace

/// Every dialog of the window as a person opens it: by its action.
class TestDialogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        useTestSettings();
        m_folder =
            std::make_unique<ProjectFolder>(exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR)));
        m_window = openWindow(m_folder->path());
        QVERIFY(m_window);
        QVERIFY(waitForFreshAudit(*m_window));
        QVERIFY(QDir().mkpath(pictures()));
    }
    void cleanupTestCase() { m_window.reset(); }

    void everyDialogIsNamedAndShownInEveryTheme_data()
    {
        QTest::addColumn<QString>("action");
        for (const char* const name : {"settings", "target", "shortcuts", "palette", "about",
                                       "explainRule", "goToLine", "previewSafe"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everyDialogIsNamedAndShownInEveryTheme()
    {
        QFETCH(const QString, action);
        QAction* const opening = m_window->action(action);
        QVERIFY(opening != nullptr && opening->isEnabled());
        for (const auto& [kind, theme] : {std::pair {ThemeKind::Light, u"light"_s},
                                          {ThemeKind::Dark, u"dark"_s},
                                          {ThemeKind::HighContrast, u"contrast"_s}}) {
            m_window->setTheme(kind);
            const WhenOpened opened(
                [&](QWidget& dialog) { check(dialog, u"dialog-%1-%2"_s.arg(action, theme)); });
            opening->trigger();
            QCOMPARE(opened.count(), 1);
        }
        m_window->setTheme(ThemeKind::Light);
    }

    void spinBoxesShowTheirArrows_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<double>("scale");
        for (const double scale : {1.0, 1.5, 2.0}) {
            QTest::addRow("light at %g", scale) << ThemeKind::Light << scale;
            QTest::addRow("dark at %g", scale) << ThemeKind::Dark << scale;
            QTest::addRow("high contrast at %g", scale) << ThemeKind::HighContrast << scale;
        }
    }
    void spinBoxesShowTheirArrows()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(double, scale);
        m_window->setTheme(kind);
        QSpinBox box;
        box.setRange(0, 10);
        box.setValue(5);
        box.resize(140, box.sizeHint().height());
        box.ensurePolished();
        QImage image(box.size() * scale, QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        image.fill(theme().window);
        box.render(&image);
        QStyleOptionSpinBox option;
        option.initFrom(&box);
        option.subControls = QStyle::SC_All;
        for (const QStyle::SubControl part : {QStyle::SC_SpinBoxUp, QStyle::SC_SpinBoxDown}) {
            const QRect place =
                box.style()->subControlRect(QStyle::CC_SpinBox, &option, part, &box);
            QVERIFY(place.width() >= 16 && place.height() >= 10);
            int ink = 0;
            for (int y = qRound((place.top() + 1) * scale); y < place.bottom() * scale; ++y)
                for (int x = qRound((place.left() + 3) * scale); x < (place.right() - 3) * scale;
                     ++x)
                    ink += contrastRatio(image.pixelColor(x, y), theme().field) >= 3 ? 1 : 0;
            // A triangle of 8 × 4.5 pixels.
            QVERIFY2(ink >= 8 * scale * scale, qPrintable(QString::number(ink)));
            QVERIFY(ink <= 30 * scale * scale);
            const int before = box.value();
            QTest::mouseClick(&box, Qt::LeftButton, {}, place.center());
            QCOMPARE(box.value(), before + (part == QStyle::SC_SpinBoxUp ? 1 : -1));
        }
        m_window->setTheme(ThemeKind::Light);
    }

    void whatCannotBeUsedLooksOtherwise()
    {
        inEveryTheme([](const QString&) {
            const ThemeColors& colors = theme();
            QVERIFY(contrastRatio(colors.disabled, colors.text) >= 2);
            QVERIFY(contrastRatio(colors.disabled, colors.window) >= 3);
            QLineEdit field;
            QPushButton button(u"Default"_s);
            for (QWidget* const widget :
                 {static_cast<QWidget*>(&field), static_cast<QWidget*>(&button)}) {
                widget->resize(120, 28);
                const QImage usable = widget->grab().toImage();
                widget->setEnabled(false);
                QVERIFY(usable != widget->grab().toImage());
            }
        });
    }

    void theTextSizeIsSaidAndTyped()
    {
        TextSizeBox box;
        QCOMPARE(box.text(), u"normal"_s);
        box.show();
        QVERIFY(QTest::qWaitForWindowExposed(&box));
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.text(), u"normal + 1 pt"_s);
        QTest::keyClick(&box, Qt::Key_Down);
        QTest::keyClick(&box, Qt::Key_Down);
        QCOMPARE(box.value(), -1);
        QCOMPARE(box.text(), u"normal − 1 pt"_s);
        box.selectAll();
        QTest::keyClicks(&box, u"3"_s);
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.value(), 3);
        QCOMPARE(box.text(), u"normal + 3 pt"_s);
    }

    void everyPageOfTheSettingsIsNamed()
    {
        inEveryTheme([this](const QString& theme) {
            for (int page = 0; page < 5; ++page) {
                const WhenOpened opened([&](QWidget& dialog) {
                    auto* const settings = qobject_cast<SettingsDialog*>(&dialog);
                    QVERIFY(settings != nullptr);
                    settings->showPage(static_cast<SettingsDialog::Page>(page));
                    check(dialog, u"dialog-settings%1-%2"_s.arg(page).arg(theme));
                });
                m_window->action(u"settings"_s)->trigger();
                QCOMPARE(opened.count(), 1);
            }
        });
    }

    void thePageOfImagesAndGpusIsShown()
    {
        m_window->resize(1440, 900);
        m_window->showReview(MainWindow::ChainsTab);
        GpuMatrixView* const gpus = m_window->chainView()->gpus();
        QVERIFY(!gpus->isVisible());
        for (QToolButton* const button : m_window->chainView()->findChildren<QToolButton*>())
            if (button->isCheckable() && !button->isChecked())
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(gpus->isVisible());
        for (const QString& name : {u"RTX 5090"_s, u"RTX 4090"_s, u"A100"_s})
            for (QTreeWidgetItem* const item :
                 gpus->choices()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive))
                item->setCheckState(0, Qt::Checked);
        QCOMPARE(gpus->model()->columnCount(), 3);
        for (const auto& [kind, theme] : {std::pair {ThemeKind::Light, u"light"_s},
                                          {ThemeKind::Dark, u"dark"_s},
                                          {ThemeKind::HighContrast, u"contrast"_s}}) {
            m_window->setTheme(kind);
            check(*m_window, u"gpus-%1"_s.arg(theme));
        }
        m_window->setTheme(ThemeKind::Light);
        QSettings().remove(u"compatibility"_s);
    }

    void severalDockerfilesAreChosenByWhatTheyInstall()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, "FROM python:3.12-slim\nRUN pip install flask==3.0.0\n"},
             {u"gpu.Dockerfile"_s,
              "FROM python:3.11\nRUN pip install torch==2.5.1 numpy==1.26.4\n"},
             {u"plain.Dockerfile"_s, "FROM debian:12\n"}});
        const WhenOpened opened([](QWidget& dialog) {
            auto* const chooser = qobject_cast<DockerfileChooser*>(&dialog);
            QVERIFY(chooser != nullptr);
            QCOMPARE(chooser->list()->count(), 3);
            const auto detailOf = [chooser](int row) {
                return chooser->list()->item(row)->data(EntryDelegate::BelowRole).toString();
            };
            QVERIFY(QTest::qWaitFor(
                [&] {
                    return detailOf(0).contains(u"flask"_s) && detailOf(1).contains(u"torch"_s)
                        && detailOf(2).contains(u"no Python package"_s);
                },
                30'000));
            QVERIFY(detailOf(1).contains(u"python:3.11"_s));
            check(dialog, u"dialog-chooser-light"_s);
            chooser->list()->setCurrentRow(1);
            chooser->accept();
        });
        m_window->chooseAndOpen(folder.path());
        QCOMPARE(opened.count(), 1);
        QVERIFY(waitForFreshAudit(*m_window));
        QCOMPARE(m_window->leftPane()->current()->document()->path(), u"gpu.Dockerfile"_s);
        QVERIFY(m_window->openPath(m_folder->path()));
        QVERIFY(waitForFreshAudit(*m_window));
    }

    void theNetworkIsAskedOnlyWithAnAddress()
    {
        qunsetenv("PIP_INDEX_URL");
        TargetDialog dialog({}, m_window->controller()->audit(),
                            {.isOffered = true, .defaultUrl = {}});
        const auto* const accept =
            dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        QVERIFY(!dialog.liveIndex());
        QVERIFY(accept->isEnabled() && !dialog.indexUrl()->isEnabled());
        dialog.index()->setCurrentIndex(dialog.index()->findData(u"live"_s));
        QVERIFY(!accept->isEnabled() && dialog.indexUrl()->isEnabled());
        dialog.indexUrl()->setText(u"https://packages.example/simple"_s);
        QVERIFY(accept->isEnabled());
        QCOMPARE(dialog.liveIndex(), std::optional(u"https://packages.example/simple"_s));
        QVERIFY(dialog.options().resolve);
    }

    void aFindingOfGarbledTextStandsAboveTheEditor()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "# cafÃ©\nFROM python:3.12-slim\n"}});
        const auto window = openWindow(folder.path());
        QVERIFY(window && waitForFreshAudit(*window));
        EditorPane* const pane = window->leftPane();
        QVERIFY(pane->changeBar()->isVisible());
        QVERIFY(pane->changeWords()->text().contains(u"“é”"_s));
        QVERIFY(!pane->current()->document()->isReadOnly());
        QTest::mouseClick(pane->dismissButton(), Qt::LeftButton);
        QVERIFY(!pane->changeBar()->isVisible());
    }

    void theBoxOfUnsavedTextIsNamed()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "FROM python:3.12-slim\n"}});
        QVERIFY(QDir().mkpath(CrashJournal::folder()));
        // What an earlier run of this test left when it was stopped is offered as well.
        for (const QFileInfo& left :
             QDir(CrashJournal::folder()).entryInfoList({u"*.json"_s}, QDir::Files))
            QVERIFY(QFile::remove(left.filePath()));
        QFile journal(CrashJournal::folder() + u"/test.json"_s);
        QVERIFY(journal.open(QIODevice::WriteOnly));
        // A process that cannot be: the journal is of a window that ended.
        journal.write(
            R"({"process": -1, "folder": ")" + folder.path().toUtf8()
            + R"(", "dockerfile": "Dockerfile", "files": [{"path": "Dockerfile", "text": "RlJPTSBhCg==", "saved": "RlJPTSBiCg=="}]})");
        journal.close();
        inEveryTheme([this](const QString& theme) {
            const WhenOpened opened(
                [&](QWidget& dialog) { check(dialog, u"dialog-recovery-%1"_s.arg(theme)); });
            m_window->offerJournals();
            QCOMPARE(opened.count(), 1);
        });
        QVERIFY(QFile::exists(journal.fileName())); // Closed is "later".
        QVERIFY(journal.remove());
    }

    void theDialogOfGitRevisionsIsNamed()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, "FROM python:3.12-slim\nRUN pip install six==1.16.0\n"}});
        const auto git = [&folder](const QStringList& words) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(
                u"git"_s,
                QStringList {u"-c"_s, u"user.name=a"_s, u"-c"_s, u"user.email=a@example.org"_s}
                    + words);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        if (!git({u"init"_s, u"-q"_s})) QSKIP("git is not installed");
        QVERIFY(git({u"add"_s, u"."_s})
                && git({u"commit"_s, u"-qm"_s,
                        u"Pin six, so that the build stays the same from day to day"_s}));
        QVERIFY(m_window->openPath(folder.path()));
        QVERIFY(waitForFreshAudit(*m_window));
        inEveryTheme([this](const QString& theme) {
            const WhenOpened opened(
                [&](QWidget& dialog) { check(dialog, u"dialog-compareRevision-%1"_s.arg(theme)); });
            m_window->action(u"compareRevision"_s)->trigger();
            QCOMPARE(opened.count(), 1);
        });
        QVERIFY(m_window->openPath(m_folder->path()));
        QVERIFY(waitForFreshAudit(*m_window));
    }

    void theBarOfAChangedFileIsShown()
    {
        SourceEditor* const editor = m_window->rightPane()->current();
        editor->setFocus();
        QTest::keyClicks(editor, u"# "_s);
        const QString name = editor->document()->path();
        m_folder->write(name, m_folder->read(name) + "six==1.16.0\n");
        QTRY_VERIFY(m_window->rightPane()->changeBar()->isVisible());
        inEveryTheme(
            [this](const QString& theme) { check(*m_window, u"changed-on-disk-%1"_s.arg(theme)); });
        QVERIFY(QFile::remove(m_folder->file(name)));
        QTRY_VERIFY(m_window->rightPane()->changeWords()->text().contains(u"deleted"_s));
        check(*m_window, u"deleted-on-disk-light"_s);
        m_folder->write(name, exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR))[name]);
        QVERIFY(m_window->workspace()->reload(editor->document()));
        m_window->workspace()->undoStack()->clear();
        QVERIFY(!m_window->workspace()->hasModified());
    }

    void theBarThatFindsAndReplacesIsShown()
    {
        m_window->leftPane()->current()->setFocus();
        m_window->action(u"replace"_s)->trigger();
        auto* const bar = m_window->leftPane()->findChild<FindBar*>();
        QVERIFY(bar != nullptr && bar->isVisible());
        QTest::keyClicks(bar->field(), u"pip"_s);
        inEveryTheme([this](const QString& theme) { check(*m_window, u"find-%1"_s.arg(theme)); });
        QTest::keyClick(bar->field(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void controlsBesideEachOtherAreEquallyHigh()
    {
        // A button whose edge is a pixel above that of its neighbour reads as a mistake.
        QWidget row;
        auto* const layout = new QHBoxLayout(&row);
        auto* const tool = new QToolButton(&row);
        tool->setText(u"Compare"_s);
        auto* const push = new QPushButton(u"Apply"_s, &row);
        auto* const field = new QLineEdit(&row);
        auto* const combo = new QComboBox(&row);
        combo->addItem(u"One"_s);
        auto* const spin = new QSpinBox(&row);
        for (QWidget* const widget :
             std::initializer_list<QWidget*> {tool, push, field, combo, spin})
            layout->addWidget(widget);
        row.show();
        QVERIFY(QTest::qWaitForWindowExposed(&row));
        for (const QWidget* const widget : row.findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            QVERIFY2(
                widget->sizeHint().height() == push->sizeHint().height(),
                qPrintable(u"%1: %2"_s.arg(QLatin1StringView(widget->metaObject()->className()))
                               .arg(widget->sizeHint().height())));
    }

    void theStartPageIsNamed()
    {
        m_window->closeProject();
        QVERIFY(m_window->showsStartPage());
        for (const auto& [kind, theme] : {std::pair {ThemeKind::Light, u"light"_s},
                                          {ThemeKind::Dark, u"dark"_s},
                                          {ThemeKind::HighContrast, u"contrast"_s}}) {
            m_window->setTheme(kind);
            check(*m_window, u"start-%1"_s.arg(theme));
        }
        m_window->setTheme(ThemeKind::Light);
    }

private:
    void inEveryTheme(const std::function<void(const QString& theme)>& look)
    {
        for (const auto& [kind, theme] : {std::pair {ThemeKind::Light, u"light"_s},
                                          {ThemeKind::Dark, u"dark"_s},
                                          {ThemeKind::HighContrast, u"contrast"_s}}) {
            m_window->setTheme(kind);
            look(theme);
        }
        m_window->setTheme(ThemeKind::Light);
    }

    static QString pictures() { return QStringLiteral(PINWHEEL_BINARY_DIR) + u"/screenshots"_s; }

    static void check(QWidget& shown, const QString& picture)
    {
        QTest::qWait(30); // Layouts settle, and what is painted later is painted.
        const QStringList nameless = namelessWidgets(shown);
        QVERIFY2(nameless.isEmpty(), qPrintable(picture + u": "_s + nameless.join(u", "_s)));
        QVERIFY2(!shown.windowTitle().isEmpty() || !shown.accessibleName().isEmpty(),
                 qPrintable(picture));
        QVERIFY(shown.grab().save(QDir(pictures()).filePath(picture + u".png"_s)));
    }

    std::unique_ptr<ProjectFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
