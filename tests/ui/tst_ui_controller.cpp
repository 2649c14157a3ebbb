// QTRY_COMPARE narrows its time-out by itself (Qt 6.8).
#pragma GCC diagnostic ignored "-Wconversion"

#include "tests/ui/support/real_window.h"
#include "ui/turn_queue.h"

#include <QMutex>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <future>

using namespace pinwheel;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

namespace {

/// An audit that tells what it read and waits until it may go on.
struct SlowAudit {
    QSemaphore mayFinish;
    std::atomic<int> started = 0;
    std::atomic<int> stopped = 0;

    AuditController::AuditFunction function()
    {
        return [this](const AuditOptions&, const AuditServices& services,
                      const std::stop_token& stop) -> Result<AuditPtr> {
            ++started;
            const std::stop_callback wake(stop, [this] { mayFinish.release(); });
            mayFinish.acquire();
            if (stop.stop_requested()) {
                ++stopped;
                return fail(ErrorCode::Cancelled, "stopped");
            }
            auto audit = std::make_shared<Audit>();
            const Result<std::string> text = services.files->read("Dockerfile");
            audit->indexDate = text.value_or("");
            return audit;
        };
    }
};

AuditServices servicesFor(const std::filesystem::path&, FileProviderPtr files)
{
    AuditServices services;
    services.files = std::move(files);
    return services;
}

} // namespace

/// The background audit: newest wins, the last good result stays, nothing is lost on the way.
class TestUiController : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useTestSettings(); }

    void theNewestTextWins()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "one"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"Dockerfile"_s);
        SlowAudit slow;
        AuditController controller(&workspace, slow.function(), servicesFor);
        QSignalSpy changed(&controller, &AuditController::auditChanged);
        controller.auditNow();
        QTRY_COMPARE(slow.started.load(), 1);
        document->replace(0, 3, "two");
        controller.auditNow();
        QTRY_COMPARE(slow.started.load(), 2);
        slow.mayFinish.release(2);
        QVERIFY(!changed.isEmpty()
                || changed.wait(5000)); // An audit that ends at once answers at once.
        QTest::qWait(0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(controller.audit()->indexDate, std::string("two"));
        QVERIFY(!controller.isStale());
        QTRY_COMPARE(slow.stopped.load(), 1); // The older one may still be on its way out.
    }

    void typingIsGathered()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "x"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"Dockerfile"_s);
        std::atomic<int> runs = 0;
        AuditController controller(
            &workspace,
            [&runs](const AuditOptions&, const AuditServices&,
                    std::stop_token) -> Result<AuditPtr> {
                ++runs;
                return std::make_shared<Audit>();
            },
            servicesFor);
        connect(&workspace, &Workspace::textChanged, &controller, &AuditController::schedule);
        QSignalSpy changed(&controller, &AuditController::auditChanged);
        for (int i = 0; i < 20; ++i)
            document->replace(0, 0, "y");
        QVERIFY(controller.isStale());
        QVERIFY(!changed.isEmpty()
                || changed.wait(5000)); // An audit that ends at once answers at once.
        QCOMPARE(runs.load(), 1);
        QVERIFY(!controller.isStale());
    }

    void theLastGoodResultStaysWhenAnAuditFails()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "x"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        bool fails = false;
        AuditController controller(
            &workspace,
            [&fails](const AuditOptions&, const AuditServices&,
                     std::stop_token) -> Result<AuditPtr> {
                if (fails) return fail(ErrorCode::NotFound, "Dockerfile: no such file");
                return std::make_shared<Audit>();
            },
            servicesFor);
        QSignalSpy finished(&controller, &AuditController::finished);
        controller.auditNow();
        QVERIFY(!finished.isEmpty()
                || finished.wait(5000)); // An audit that ends at once answers at once.
        const AuditPtr good = controller.audit();
        fails = true;
        QSignalSpy failed(&controller, &AuditController::auditFailed);
        controller.auditNow();
        QVERIFY(!failed.isEmpty()
                || failed.wait(5000)); // An audit that ends at once answers at once.
        QCOMPARE(controller.audit(), good);
        QVERIFY(controller.isStale());
        QCOMPARE(controller.failure(), u"Dockerfile: no such file"_s);
    }

    void cancellingStopsTheAudit()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "x"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        SlowAudit slow;
        AuditController controller(&workspace, slow.function(), servicesFor);
        QSignalSpy failed(&controller, &AuditController::auditFailed);
        controller.auditNow();
        QTRY_COMPARE(slow.started.load(), 1);
        controller.cancel();
        QVERIFY(!failed.isEmpty()
                || failed.wait(5000)); // An audit that ends at once answers at once.
        QVERIFY(!controller.isRunning());
        QCOMPARE(slow.stopped.load(), 1);
    }

    void destructionWaitsForTheAuditUnderWay()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "x"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        SlowAudit slow;
        {
            AuditController controller(&workspace, slow.function(), servicesFor);
            controller.auditNow();
            QTRY_COMPARE(slow.started.load(), 1);
        }
        QCOMPARE(slow.stopped.load(), 1);
    }

    void placesFollowTheText()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "FROM a\nRUN b\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"Dockerfile"_s);
        AuditController controller(
            &workspace,
            [](const AuditOptions&, const AuditServices& services,
               std::stop_token) -> Result<AuditPtr> {
                auto audit = std::make_shared<Audit>();
                audit->model.sources.add(std::make_shared<SourceText>(
                    "Dockerfile", services.files->read("Dockerfile").value_or("")));
                return audit;
            },
            servicesFor);
        QSignalSpy changed(&controller, &AuditController::auditChanged);
        controller.auditNow();
        QVERIFY(!changed.isEmpty()
                || changed.wait(5000)); // An audit that ends at once answers at once.
        const Span run {.file = FileId {0}, .begin = 7, .end = 12};
        document->replace(0, 0, "# x\n");
        const auto live = controller.livePlace(run);
        QVERIFY(live);
        QCOMPARE(live->begin, 11U);
        QCOMPARE(live->document, document);
        document->replace(13, 1, "XX"); // Inside of it: no place any more.
        QVERIFY(!controller.livePlace(run));
    }

    void stepsRunInTurns()
    {
        TurnQueue queue;
        std::vector<int> done;
        const auto step = [&done](int number) {
            return [&done, number] { done.push_back(number); };
        };
        queue.start({step(1), step(2)});
        QVERIFY(done.empty());
        QTRY_COMPARE(done, (std::vector {1, 2}));
        queue.start(
            {[&] { queue.start({step(3)}); }, step(-1)}); // What is newer replaces the rest.
        QTRY_VERIFY(queue.isEmpty());
        QCOMPARE(done, (std::vector {1, 2, 3}));
        queue.start({step(4), step(5)});
        queue.finish();
        QCOMPARE(done, (std::vector {1, 2, 3, 4, 5}));
        queue.start({step(-2)});
        queue.clear();
        QTest::qWait(1);
        QCOMPARE(done.size(), 5U);
    }

    void findingsComeBeforeTheirFixes()
    {
        const ProjectFolder folder({{u"Dockerfile"_s, "FROM a\nRUN b\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"Dockerfile"_s);
        document->replace(0, 0, "# x\n");
        std::promise<void> simulated;
        AuditController controller(
            &workspace,
            [wait = simulated.get_future().share()](const AuditOptions&,
                                                    const AuditServices& services,
                                                    std::stop_token) -> Result<AuditPtr> {
                JudgedFindings judged;
                judged.sources.add(std::make_shared<SourceText>(
                    "Dockerfile", services.files->read("Dockerfile").value_or("")));
                judged.findings.emplace_back().title = "found";
                services.judged(judged);
                wait.wait();
                return std::make_shared<Audit>();
            },
            servicesFor);
        std::vector<std::pair<JudgedFindings, AuditController::Revisions>> told;
        connect(&controller, &AuditController::findingsJudged, this,
                [&told](const JudgedFindings& judged, const AuditController::Revisions& revisions) {
                    told.emplace_back(judged, revisions);
                });
        QSignalSpy changed(&controller, &AuditController::auditChanged);
        controller.auditNow();
        QTRY_COMPARE(told.size(), 1U);
        QVERIFY(changed.isEmpty());
        QVERIFY(controller.isRunning());
        const auto& [judged, revisions] = told.front();
        QCOMPARE(judged.findings.front().title, "found"s);
        QCOMPARE(revisions.at(u"Dockerfile"_s), document->revision());
        document->replace(0, 0, "# y\n"); // Typing goes on: what was judged moves along.
        const auto live = controller.livePlace({.file = FileId {0}, .begin = 4, .end = 10},
                                               judged.sources, revisions);
        QVERIFY(live);
        QCOMPARE(live->begin, 8U);
        simulated.set_value();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(told.size(), 1U);
    }
};

QTEST_MAIN(TestUiController)
#include "tst_ui_controller.moc"
