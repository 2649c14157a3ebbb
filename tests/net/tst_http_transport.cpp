// HTTP against a server on loopback that goes wrong in every way: what comes back, how often it was
// asked, and who saw credentials.

#include "app/net/http_transport.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <thread>

using namespace pinwheel;
using namespace std::chrono_literals;

namespace {

HttpOptions quickOptions()
{
    return {.silence = 700ms,
            .whole = 1500ms,
            .backOff = 20ms,
            .longestWait = 1200ms,
            .tries = 3,
            .connections = 8,
            .netrc = {}};
}

QByteArray describe(const Result<HttpResponse>& answer)
{
    return answer ? QByteArray::number(answer->status)
                  : QByteArray::fromStdString(answer.error().message);
}

} // namespace

class TestHttpTransport : public QObject
{
    Q_OBJECT

private:
    QProcess m_server;
    std::string m_place;
    QByteArray m_port;
    QByteArray m_otherPort;

    [[nodiscard]] Result<HttpResponse> get(const std::string& page, HttpRequest request = {},
                                           HttpOptions options = quickOptions())
    {
        request.url = m_place + page + "/";
        if (request.maximumBytes == 0) request.maximumBytes = 1 << 20;
        return std::move(
            makeHttpTransport(std::move(options))->fetch(std::span(&request, 1), {}).front());
    }
    [[nodiscard]] QByteArrayList log()
    {
        const auto answer = get("log");
        return answer ? QByteArray::fromStdString(answer->body).split('\n') : QByteArrayList();
    }
    [[nodiscard]] qsizetype timesAsked(const QByteArray& page)
    {
        return std::ranges::count_if(
            log(), [&](const QByteArray& line) { return line.contains(" /" + page + "/ "); });
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
        const QByteArrayList ports = m_server.readLine().trimmed().split(' ');
        QCOMPARE(ports.size(), 2);
        m_port = ports[0];
        m_otherPort = ports[1];
        m_place = "http://127.0.0.1:" + m_port.toStdString() + "/";
    }
    void cleanupTestCase()
    {
        m_server.closeWriteChannel();
        if (!m_server.waitForFinished(5000)) m_server.kill();
        m_server.waitForFinished();
    }

    void answersAreGivenWhateverTheirStatus_data()
    {
        QTest::addColumn<std::string>("page");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("asked");
        QTest::newRow("a page") << std::string("fine") << 200 << 1;
        QTest::newRow("no such page") << std::string("absent") << 404 << 1;
        QTest::newRow("forbidden") << std::string("forbidden") << 403 << 1;
        QTest::newRow("credentials wanted") << std::string("unauthorized") << 401 << 1;
        QTest::newRow("broken for good: three tries") << std::string("broken") << 500 << 3;
        QTest::newRow("too many requests for good, and an hour is not waited")
            << std::string("busy") << 429 << 3;
        QTest::newRow("too many requests once") << std::string("busy-once") << 200 << 2;
    }
    void answersAreGivenWhateverTheirStatus()
    {
        QFETCH(std::string, page);
        QFETCH(int, status);
        QFETCH(int, asked);
        const auto answer = get(page);
        QVERIFY2(answer, describe(answer).constData());
        QCOMPARE(answer->status, status);
        QCOMPARE(timesAsked(QByteArray::fromStdString(page)), qsizetype {asked});
    }

    void troubleIsAnErrorInBoundedTime_data()
    {
        QTest::addColumn<std::string>("page");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("silent") << std::string("silent") << ErrorCode::Network
                                << QByteArray("too long");
        QTest::newRow("drips and never ends")
            << std::string("drip") << ErrorCode::Network << QByteArray("too long");
        QTest::newRow("ends early")
            << std::string("truncated") << ErrorCode::Network << QByteArray();
        QTest::newRow("redirects in a circle")
            << std::string("loop") << ErrorCode::Network << QByteArray("redirects too often");
        QTest::newRow("redirects to a file")
            << std::string("to-file") << ErrorCode::Network << QByteArray("not valid");
        QTest::newRow("endless") << std::string("huge") << ErrorCode::LimitExceeded
                                 << QByteArray("larger than");
        QTest::newRow("no HTTP") << std::string("no-http") << ErrorCode::Network << QByteArray();
        QTest::newRow("gzip that is none")
            << std::string("bad-gzip") << ErrorCode::Network << QByteArray();
    }
    void troubleIsAnErrorInBoundedTime()
    {
        QFETCH(std::string, page);
        QFETCH(ErrorCode, code);
        QFETCH(QByteArray, says);
        QElapsedTimer timer;
        timer.start();
        const auto answer = get(page);
        QVERIFY2(!answer, describe(answer).constData());
        QCOMPARE(answer.error().code, code);
        QVERIFY2(describe(answer).contains(says) && !describe(answer).isEmpty(),
                 describe(answer).constData());
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }

    void packedAnswersThatGrowAreRefused()
    {
        const auto answer = get("bomb"); // 64 KB that unpack to 64 MB.
        QVERIFY2(!answer, describe(answer).constData());
    }

    void nobodyListens()
    {
        HttpRequest request {.url = "http://127.0.0.1:1/", .maximumBytes = 1000};
        const auto answers = makeHttpTransport(quickOptions())->fetch(std::span(&request, 1), {});
        QVERIFY(!answers.front());
        QCOMPARE(answers.front().error().code, ErrorCode::Network);
    }

    void credentialsStayAtTheirPlace()
    {
        const auto answer = get("elsewhere", {.user = "me", .password = "secret"});
        QVERIFY2(answer, describe(answer).constData());
        QCOMPARE(answer->status, 200);
        QVERIFY(answer->url.find("stolen") == std::string::npos);
        const QByteArrayList lines = log();
        QVERIFY(
            lines.contains(m_port + " /elsewhere/ Basic " + QByteArray("me:secret").toBase64()));
        QVERIFY(lines.contains(m_otherPort + " /fine/ -"));
    }

    void netrcServesItsHostAlone()
    {
        HttpOptions options = quickOptions();
        options.netrc = parseNetrc("machine 127.0.0.1 login joe password \"p w\"\nmachine "
                                   "other.example login eve password x\n");
        const auto answer = get("forbidden", {}, options);
        QVERIFY(answer);
        QVERIFY(log().contains(m_port + " /forbidden/ Basic " + QByteArray("joe:p w").toBase64()));
        QVERIFY(findNetrc(options.netrc, "third.example") == nullptr);
    }

    void manyAreAskedAtOnce()
    {
        std::vector<HttpRequest> requests;
        for (int i = 0; i < 40; ++i)
            requests.push_back(
                {.url = m_place + (i % 2 == 0 ? "fine/" : "absent/"), .maximumBytes = 1000});
        const auto answers = makeHttpTransport(quickOptions())->fetch(requests, {});
        QCOMPARE(answers.size(), std::size_t {40});
        for (std::size_t i = 0; i < answers.size(); ++i) {
            QVERIFY2(answers[i], describe(answers[i]).constData());
            QCOMPARE(answers[i]->status, i % 2 == 0 ? 200 : 404);
        }
    }

    void cancellingEndsAtOnce()
    {
        HttpOptions patient = quickOptions();
        patient.silence = patient.whole = 15s;
        const auto transport = makeHttpTransport(patient);
        std::vector<HttpRequest> requests(20, {.url = m_place + "silent/", .maximumBytes = 1000});
        std::stop_source source;
        QElapsedTimer timer;
        timer.start();
        std::jthread later([&] {
            QThread::msleep(200);
            source.request_stop();
        });
        const auto answers = transport->fetch(requests, source.get_token());
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
        for (const auto& answer : answers) {
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_http_transport.moc"
