// Whole audits on a live index whose server misbehaves: what a bad page is called, and that a
// stopped audit does not wait for a server that says nothing.

#include "app/net/http_transport.h"
#include "core/audit/audit.h"
#include "core/base/installation.h"
#include "core/index/live_index.h"
#include "core/index/recording.h"
#include "core/knowledge/knowledge.h"
#include "core/text/file_provider.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <thread>

using namespace pinwheel;
using namespace std::chrono_literals;

class TestCancelledAudit : public QObject
{
    Q_OBJECT

private:
    QProcess m_server;
    std::string m_place; ///< "127.0.0.1:8080"
    std::shared_ptr<const Knowledge> m_knowledge;

    [[nodiscard]] static PackageIndexPtr liveIndex()
    {
        LiveIndexServices services;
        // Patient: what ends early was stopped.
        services.transport = makeHttpTransport({.silence = 60s,
                                                .whole = 60s,
                                                .backOff = 20ms,
                                                .longestWait = 100ms,
                                                .tries = 1,
                                                .connections = 8,
                                                .netrc = {}});
        services.month = "2026-11";
        services.now = [] { return std::int64_t {0}; };
        return makeLiveIndex(std::move(services));
    }
    [[nodiscard]] Result<AuditPtr> audit(const PackageIndexPtr& index, const std::string& names,
                                         std::stop_token stop = {}) const
    {
        AuditServices services;
        services.files =
            std::make_shared<const MemoryFileProvider>(std::map<std::string, std::string> {
                {"Dockerfile",
                 "FROM python:3.12-slim\nRUN pip install --index-url http://me:secret@" + m_place
                     + "/ " + names + "\n"}});
        services.index = index;
        services.knowledge = m_knowledge;
        return runAudit({}, services, stop);
    }

private slots:
    void initTestCase()
    {
        for (const char* name :
             {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
        m_server.start(QStringLiteral("python3"),
                       {QStringLiteral(PINWHEEL_SOURCE_DIR "/tests/net/misbehaving_server.py")});
        QVERIFY2(m_server.waitForStarted(), "the server of the test does not start");
        while (!m_server.canReadLine())
            QVERIFY2(m_server.waitForReadyRead(), "the server of the test does not answer");
        m_place = "127.0.0.1:" + m_server.readLine().trimmed().split(' ').first().toStdString();
        auto knowledge = loadKnowledge(dataFolder() / "knowledge");
        QVERIFY(knowledge);
        m_knowledge = *knowledge;
    }
    void cleanupTestCase()
    {
        m_server.closeWriteChannel();
        if (!m_server.waitForFinished(5000)) m_server.kill();
        m_server.waitForFinished();
    }

    void aBadAnswerIsNamedWithoutCredentials_data()
    {
        QTest::addColumn<QByteArray>("project");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("bytes that are no JSON")
            << QByteArray("garbage") << QByteArray("the page of garbage on http://");
        QTest::newRow("a picture")
            << QByteArray("picture") << QByteArray("it is of type image/png");
        QTest::newRow("another part of the wheel")
            << QByteArray("misplaced")
            << QByteArray("sends another part of the wheel than was asked for");
    }
    void aBadAnswerIsNamedWithoutCredentials()
    {
        QFETCH(QByteArray, project);
        QFETCH(QByteArray, says);
        const auto done = audit(liveIndex(), project.toStdString());
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        const InstallStep& step = (*done)->model.trace.installs.at(0);
        std::string told = step.failure.value_or("");
        for (const std::string& note : step.notes)
            told += '\n' + note;
        for (const Decision& decision : step.decisions)
            told += '\n' + decision.reason;
        QVERIFY2(told.contains(says.toStdString()), told.c_str());
        QVERIFY2(!told.contains("secret"), told.c_str());
        // Nothing that rests on such an answer is certain.
        QVERIFY(!step.failure || step.failureGrade != Grade::Certain);
        for (const Decision& decision : step.decisions)
            QVERIFY2(decision.grade != Grade::Certain, decision.reason.c_str());
    }

    void aStoppedAuditDoesNotWaitForTheServer_data()
    {
        QTest::addColumn<bool>("recorded");
        QTest::newRow("on the live index") << false;
        QTest::newRow("on a recording of it") << true;
    }
    void aStoppedAuditDoesNotWaitForTheServer()
    {
        QFETCH(bool, recorded);
        PackageIndexPtr index = liveIndex();
        if (recorded) index = std::make_shared<const RecordingIndex>(index);
        std::stop_source source;
        QElapsedTimer timer;
        timer.start();
        std::jthread later([&] {
            QThread::msleep(300);
            source.request_stop();
        });
        const auto stopped = audit(index, "silent", source.get_token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < 5'000,
                 QByteArray::number(timer.elapsed()).constData()); // The server is silent for 20 s.
    }

    void whatWasCancelledIsAskedAgain()
    {
        const PackageIndexPtr index = liveIndex();
        std::stop_source source;
        source.request_stop();
        QVERIFY(!audit(index, "fine", source.get_token()));
        const auto done = audit(index, "fine");
        QVERIFY(done);
        const InstallStep& step = (*done)->model.trace.installs.at(0);
        QVERIFY(!step.decisions.empty());
        QCOMPARE(step.decisions.front().after, std::string("1.0"));
    }
};

QTEST_GUILESS_MAIN(TestCancelledAudit)
#include "tst_cancelled_audit.moc"
