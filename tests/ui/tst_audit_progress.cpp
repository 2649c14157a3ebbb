// What an audit that takes long tells, and how it is stopped.
#include "app/workbench/real_services.h"
#include "tests/ui/support/real_window.h"
#include "ui/audit_progress.h"

#include <QDir>
#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

#include <atomic>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

/// The real services, whose audits wait when they are told to, as one over a slow network does.
struct SlowAudits {
    std::shared_ptr<std::atomic<bool>> slow = std::make_shared<std::atomic<bool>>(false);

    [[nodiscard]] WorkbenchServices services() const
    {
        WorkbenchServices services = realServices();
        services.audit = [real = services.audit,
                          slow = slow](const AuditOptions& options, const AuditServices& given,
                                       std::stop_token stop) -> Result<AuditPtr> {
            while (*slow && !stop.stop_requested()) {
                if (given.progress) given.progress({.done = 14, .total = 37});
                QThread::msleep(5);
            }
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "stopped");
            return real(options, given, stop);
        };
        return services;
    }
};

bool says(const MainWindow& window, const QString& words)
{
    return std::ranges::any_of(window.statusBar()->findChildren<QLabel*>(),
                               [&words](const QLabel* label) {
                                   return label->isVisible() && label->text().contains(words);
                               });
}

} // namespace

class TestAuditProgress : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useTestSettings(); }

    void aLongAuditTellsHowFarItIsAndStops_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("by its button") << false;
        QTest::newRow("by Esc") << true;
    }
    void aLongAuditTellsHowFarItIsAndStops()
    {
        QFETCH(bool, byKey);
        const ProjectFolder project(
            {{u"Dockerfile"_s, "FROM python:3.12\nRUN pip install six==1.16.0\n"}});
        const SlowAudits audits;
        MainWindow window(audits.services());
        window.resize(1280, 800);
        window.show();
        QVERIFY(window.openPath(project.path()));
        QVERIFY(waitForFreshAudit(window));
        const AuditPtr before = window.controller()->audit();
        QVERIFY(before != nullptr);
        QVERIFY(!window.progress()->isVisible());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const int height = window.statusBar()->height();

        *audits.slow = true;
        QTest::keyClick(&window, Qt::Key_F5);
        QVERIFY(!window.progress()->isVisible()); // A short wait needs no bar.
        QTRY_VERIFY(window.progress()->isVisible());
        QTRY_VERIFY(says(window, u"Resolving 14 of 37"_s));
        QCOMPARE(window.progress()->bar()->value(), 14);
        QCOMPARE(window.progress()->bar()->maximum(), 37);
        QCOMPARE(window.statusBar()->height(), height);
        const QString pictures = QStringLiteral(PINWHEEL_BINARY_DIR) + u"/screenshots"_s;
        QVERIFY(QDir().mkpath(pictures));
        QVERIFY(window.grab().save(pictures + u"/progress-light.png"_s));
        if (byKey)
            QTest::keyClick(&window, Qt::Key_Escape);
        else
            QTest::mouseClick(window.progress()->stopButton(), Qt::LeftButton);
        QTRY_VERIFY(!window.controller()->isRunning());
        QVERIFY(!window.progress()->isVisible());
        QVERIFY(says(window, u"stopped"_s));
        QCOMPARE(window.controller()->audit(),
                 before); // The last result stays, and is called stale.
        QVERIFY(window.controller()->isStale());

        *audits.slow = false;
        QTest::keyClick(&window, Qt::Key_F5);
        QVERIFY(waitForFreshAudit(window));
        QVERIFY(window.controller()->audit() != before);
    }

    void aLiveIndexTellsWhatItAsks()
    {
        const ProjectFolder project(
            {{u"Dockerfile"_s, "FROM python:3.12\nRUN pip install six==1.16.0\n"}});
        const WorkbenchServices services = realServices();
        // Nobody listens on the port of tcpmux: the answer is an error at once.
        QVERIFY(services.useLiveIndex(u"http://127.0.0.1:1/simple"_s));
        auto given =
            services.services(project.path().toStdString(),
                              std::make_shared<DiskFileProvider>(project.path().toStdString()));
        QVERIFY(given);
        std::vector<Progress> told;
        given->progress = [&told](const Progress& progress) { told.push_back(progress); };
        QVERIFY(services.audit({.dockerfile = "Dockerfile"}, *given, {}));
        QVERIFY(std::ranges::contains(
            told, Progress {.what = Progress::What::AskingIndex, .total = 1, .project = "six"}));
    }

    void aResolutionCountsWhatIsPinned()
    {
        std::vector<Progress> told;
        const WorkbenchServices services = realServices();
        auto given = services.services(
            "/nowhere",
            std::make_shared<MemoryFileProvider>(std::map<std::string, std::string> {
                {"Dockerfile", "FROM python:3.12\nRUN pip install flask\n"}}));
        QVERIFY(given);
        given->progress = [&told](const Progress& progress) { told.push_back(progress); };
        QVERIFY(services.audit({.dockerfile = "Dockerfile"}, *given, {}));
        QVERIFY(!told.empty());
        const Progress& last = told.back();
        QCOMPARE(last.what, Progress::What::Resolving);
        QVERIFY(last.total > 1);
        QVERIFY(last.done > 0 && last.done <= last.total);
    }

    void whatIsDoneIsSaidInWords_data()
    {
        QTest::addColumn<Progress>("progress");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("maximum");
        QTest::newRow("a resolution fills the bar")
            << Progress {.done = 3, .total = 9} << u"Resolving 3 of 9"_s << 9;
        QTest::newRow("one project is named")
            << Progress {.what = Progress::What::AskingIndex, .total = 1, .project = "six"}
            << u"Asking the index: six"_s << 0;
        QTest::newRow("several are counted")
            << Progress {.what = Progress::What::AskingIndex, .total = 14}
            << u"Asking the index for 14 pages"_s << 0;
    }
    void whatIsDoneIsSaidInWords()
    {
        QFETCH(Progress, progress);
        QFETCH(QString, words);
        QFETCH(int, maximum);
        AuditProgress shown;
        shown.tell(progress);
        QCOMPARE(shown.words(), words);
        QCOMPARE(shown.bar()->maximum(), maximum);
        QCOMPARE(shown.bar()->accessibleDescription(), words);
    }
};

QTEST_MAIN(TestAuditProgress)
#include "tst_audit_progress.moc"
