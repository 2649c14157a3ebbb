// The program against indexes that nginx serves on loopback: what it decides, what it asks for,
// what it keeps, and that a recording tells the same without a network.

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace pinwheel::test;

class TestLiveIndex : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QProcess m_nginx;
    QString m_place;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray bytesOf(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16 {0};
    }
    /// What nginx was asked since the last call: "GET /simple/alpha/ 200 -".
    [[nodiscard]] QByteArrayList asked()
    {
        QFile file(path("access.log"));
        if (!file.open(QIODevice::ReadWrite)) return {};
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        file.resize(0);
        return lines;
    }
    [[nodiscard]] QMap<QString, QString> environment(const QString& cache) const
    {
        return {{"XDG_CACHE_HOME", path(cache)}};
    }
    void writeProject(const QString& name, const QString& command)
    {
        writeFile(path(name + "/Dockerfile"),
                  ("FROM python:3.12-slim\nRUN " + command + "\n").toUtf8());
    }

    /// pip itself on the same index, as its report.
    [[nodiscard]] QByteArray reportOfPip(const QString& file, const QStringList& arguments)
    {
        QProcess pip;
        pip.start(QStringLiteral("python3"),
                  QStringList {"-m", "pip", "install", "--dry-run", "--ignore-installed",
                               "--break-system-packages", "--no-cache-dir",
                               "--disable-pip-version-check", "--quiet", "--report", path(file),
                               "--index-url", m_place + "/simple"}
                      + arguments);
        if (!pip.waitForFinished(120'000) || pip.exitCode() != 0) return pip.readAllStandardError();
        return {};
    }

private slots:
    void initTestCase()
    {
        for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                 "ALL_PROXY", "PIP_INDEX_URL"})
            qunsetenv(name);
        QProcess make;
        make.start(QStringLiteral("python3"),
                   {QStringLiteral(PINWHEEL_SOURCE_DIR "/tests/net/make_index.py"), path("web")});
        QVERIFY(make.waitForFinished() && make.exitCode() == 0);
        const quint16 port = freePort();
        QVERIFY(port != 0);
        m_place = QStringLiteral("http://127.0.0.1:%1").arg(port);
        // Inside a container the only user may be root, and nothing but our folder may be writable.
        const QString configuration =
            QStringLiteral(
                "daemon off; master_process off; pid %1/nginx.pid; error_log %1/error.log;\n"
                "events { worker_connections 64; }\n"
                "http {\n"
                "  log_format short '$request_method $request_uri $status $http_range';\n"
                "  access_log %1/access.log short;\n"
                "  client_body_temp_path %1/t1; proxy_temp_path %1/t2; fastcgi_temp_path %1/t3; "
                "uwsgi_temp_path %1/t4; scgi_temp_path %1/t5;\n"
                "  types { text/html html; application/vnd.pypi.simple.v1+json json; "
                "application/octet-stream whl; }\n"
                "  server { listen 127.0.0.1:%2; root %1/web; absolute_redirect off;\n"
                "    location /json/ { index index.json; }\n"
                "    location /private/ { auth_basic index; auth_basic_user_file %1/users; alias "
                "%1/web/simple/; }\n"
                "  }\n"
                "}\n")
                .arg(m_folder.path())
                .arg(port);
        writeFile(path("nginx.conf"), configuration.toUtf8());
        writeFile(path("users"), "me:{PLAIN}secret\n");
        m_nginx.start(QStringLiteral("nginx"),
                      {"-p", m_folder.path(), "-c", path("nginx.conf"), "-e", path("error.log")});
        QVERIFY2(m_nginx.waitForStarted(), "nginx does not start");
        QVERIFY2(QTest::qWaitFor([this] { return QFile::exists(path("nginx.pid")); }),
                 bytesOf("error.log").constData());
        (void)asked();
    }
    void cleanupTestCase()
    {
        m_nginx.terminate();
        if (!m_nginx.waitForFinished(5000)) m_nginx.kill();
        m_nginx.waitForFinished();
    }

    void theEnvironmentIsWhatTheIndexSays_data()
    {
        QTest::addColumn<QString>("index");
        QTest::newRow("pages in HTML") << "simple";
        QTest::newRow("pages in JSON") << "json";
    }
    void theEnvironmentIsWhatTheIndexSays()
    {
        QFETCH(QString, index);
        writeProject(index,
                     QStringLiteral("pip install --index-url %1/%2/ alpha").arg(m_place, index));
        const ProgramRun run = runProgram({"simulate", path(index), "--index", "live"}, {}, {},
                                          environment("cache-" + index));
        QVERIFY2(run.status == 0, run.trouble.constData());
        // alpha 2.0 is yanked, 1.5 bounds beta; gamma 3.0 is for another Python; its extra brings
        // epsilon.
        for (const QByteArray pin : {"alpha==1.5", "beta==1.4", "gamma==0.9", "epsilon==7.1"})
            QVERIFY2(run.output.contains(pin), run.output.constData());
        QVERIFY(!run.output.contains("delta"));
        const QByteArrayList lines = asked();
        const QByteArray page = "GET /" + index.toUtf8() + "/";
        for (const QByteArray name : {"alpha", "beta", "gamma", "epsilon"})
            QVERIFY2(lines.contains(page + name + "/ 200 -"), lines.join('\n').constData());
        QVERIFY(lines.contains("GET /files/beta-1.4-py3-none-any.whl.metadata 200 -"));
        const auto parts = std::ranges::count_if(lines, [](const QByteArray& line) {
            return line.contains("alpha-1.5-py3-none-any.whl 206 bytes=");
        });
        QVERIFY2(parts == 2, lines.join('\n').constData()); // The end, then METADATA alone.
        for (const QByteArray& line : lines)
            QVERIFY2(!line.contains(".whl 200"), line.constData());
    }

    void whatIsKeptIsNotTransferredAgain()
    {
        writeProject("again",
                     QStringLiteral("pip install --index-url %1/simple alpha").arg(m_place));
        const ProgramRun first = runProgram({"simulate", path("again"), "--index", "live"}, {}, {},
                                            environment("cache-again"));
        (void)asked();
        const ProgramRun second = runProgram({"simulate", path("again"), "--index", "live"}, {}, {},
                                             environment("cache-again"));
        QCOMPARE(second.output, first.output);
        for (const QByteArray& line : asked())
            QVERIFY2(line.contains(" 304 "), line.constData());
        const ProgramRun info =
            runProgram({"index", "info", "--index", "live"}, {}, {}, environment("cache-again"));
        QVERIFY2(info.output.contains("answers kept in"), info.output.constData());
    }

    void aDamagedCacheIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no database") << QByteArray(5000, 'x') << QByteArray("is damaged");
        QTest::newRow("another program's")
            << QByteArray("SQLite format 3").append(QByteArray(4081, '\0'))
            << QByteArray("is damaged");
    }
    void aDamagedCacheIsSetAside()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, says);
        const QString cache = QStringLiteral("cache-damaged-%1").arg(bytes.size());
        writeFile(path(cache + "/pinwheel/index.sqlite"), bytes);
        writeProject("damaged",
                     QStringLiteral("pip install --index-url %1/simple beta").arg(m_place));
        const ProgramRun run = runProgram({"simulate", path("damaged"), "--index", "live"}, {}, {},
                                          environment(cache));
        QVERIFY2(run.status == 0 && run.output.contains("beta==2.0"), run.trouble.constData());
        QVERIFY2(run.trouble.contains(says) && run.trouble.contains("set aside"),
                 run.trouble.constData());
        QCOMPARE(bytesOf(cache + "/pinwheel/index.sqlite.set-aside"), bytes);
    }

    void aRecordingTellsTheSameWithoutTheIndex()
    {
        writeProject("recorded",
                     QStringLiteral("pip install --index-url %1/simple alpha absent").arg(m_place));
        const QString file = path("recording.json");
        const ProgramRun record =
            runProgram({"index", "record", path("recorded"), "--index", "live", "-o", file}, {}, {},
                       environment("cache-record"));
        QVERIFY2(record.status == 0, record.trouble.constData());
        const QStringList audit {"audit", path("recorded"), "--format", "json", "--index"};
        const ProgramRun live =
            runProgram(audit + QStringList("live"), {}, {}, environment("cache-record"));
        (void)asked();
        const ProgramRun offline =
            runProgram(audit + QStringList(file), {}, {}, environment("cache-record"));
        QVERIFY2(!live.output.isEmpty(), live.trouble.constData());
        QCOMPARE(offline.output, live.output);
        QCOMPARE(offline.status, live.status);
        QCOMPARE(asked(), QByteArrayList {QByteArray()}); // Nothing.
        const ProgramRun info = runProgram({"index", "info", "--index", file});
        QVERIFY2(info.output.contains("recording of the live index"), info.output.constData());
        // The same from the shipped data.
        const ProgramRun shipped = runProgram({"index", "record", path("recorded"), "-o", file});
        QVERIFY2(shipped.status == 0, shipped.trouble.constData());
        QCOMPARE(runProgram(audit + QStringList(file)).output,
                 runProgram(audit + QStringList("shipped")).output);
    }

    void credentialsOfTheUrlOpenThePage()
    {
        QString withUser = m_place;
        withUser.replace(QStringLiteral("http://"), QStringLiteral("http://me:secret@"));
        writeProject("private",
                     QStringLiteral("pip install --index-url %1/private beta").arg(withUser));
        const ProgramRun run = runProgram({"simulate", path("private"), "--index", "live"}, {}, {},
                                          environment("cache-private"));
        QVERIFY2(run.output.contains("beta==2.0"), run.output.constData());
        writeProject("locked",
                     QStringLiteral("pip install --index-url %1/private beta").arg(m_place));
        const ProgramRun refused = runProgram({"trace", path("locked"), "--index", "live"}, {}, {},
                                              environment("cache-locked"));
        QVERIFY2(!refused.output.contains("beta==2.0") && !refused.output.contains("beta 2.0"),
                 refused.output.constData());
        const QString file = path("private.json");
        QCOMPARE(runProgram({"index", "record", path("private"), "--index", "live", "-o", file}, {},
                            {}, environment("cache-private"))
                     .status,
                 0);
        QVERIFY(!bytesOf("private.json").contains("secret"));
    }

    void aReportOfPipIsAsPredicted()
    {
        if (const QByteArray trouble = reportOfPip("pip.json", {"alpha"}); !trouble.isEmpty()) {
            if (trouble.contains("No module named pip")) QSKIP("pip is not installed");
            QFAIL(trouble.constData());
        }
        const QString python =
            QJsonDocument::fromJson(bytesOf("pip.json"))["environment"]["python_version"]
                .toString();
        const auto compare = [&](const QString& name, const QString& command) {
            writeFile(
                path(name + "/Dockerfile"),
                QStringLiteral("FROM python:%1-slim\nRUN pip install --index-url %2/simple %3\n")
                    .arg(python, m_place, command)
                    .toUtf8());
            return runProgram({"compare", path("pip.json"), path(name), "--index", "live"}, {}, {},
                              environment("cache-" + name));
        };
        const ProgramRun same = compare("same", "alpha");
        QVERIFY2(
            same.status == 0
                && same.output.contains("4 distributions predicted, 4 in the file, no difference"),
            (same.output + same.trouble).constData());
        const ProgramRun other = compare("other", "alpha==1.0");
        QCOMPARE(other.status, 1);
        for (const char* line : {"alpha: predicted 1.0, is 1.5; predicted because: ",
                                 "beta: predicted 2.0, is 1.4; predicted because: ",
                                 "gamma: not predicted, is 0.9; alpha 1.5 requires gamma[more]"})
            QVERIFY2(other.output.contains(line), other.output.constData());
    }

    void withoutBeingAskedNothingIsAsked()
    {
        writeProject("quiet",
                     QStringLiteral("pip install --index-url %1/simple alpha").arg(m_place));
        (void)asked();
        (void)runProgram({"audit", path("quiet")});
        QCOMPARE(asked(), QByteArrayList {QByteArray()});
    }

    void badFilesOfIndexDataAreTroubleInOneLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray() << QByteArray("neither");
        QTest::newRow("text") << QByteArray("hello") << QByteArray("neither");
        QTest::newRow("cut") << QByteArray(
            "{\"format\": \"pinwheel index recording\", \"version\": 1, \"ind")
                             << QByteArray("neither");
        QTest::newRow("newer") << QByteArray(
            "{\"format\": \"pinwheel index recording\", \"version\": 2}")
                               << QByteArray("format 2");
        QTest::newRow("found without a page") << QByteArray(
            "{\"format\":\"pinwheel index "
            "recording\",\"version\":1,\"indexes\":[{\"kind\":\"index\",\"label\":\"a\","
            "\"projects\":[{\"name\":\"x\",\"status\":\"found\"}]}]}")
                                              << QByteArray("damaged");
        QTest::newRow("members of other kinds")
            << QByteArray("{\"format\":\"pinwheel index "
                          "recording\",\"version\":1,\"indexes\":[[1],{\"projects\":{}}]}")
            << QByteArray("damaged");
    }
    void badFilesOfIndexDataAreTroubleInOneLine()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, says);
        writeFile(path("bad.json"), bytes);
        writeProject("bad", "pip install alpha");
        const ProgramRun run = runProgram({"audit", path("bad"), "--index", path("bad.json")});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.trouble.contains(says) && run.trouble.count('\n') == 1,
                 run.trouble.constData());
    }
};

QTEST_GUILESS_MAIN(TestLiveIndex)
#include "tst_live_index.moc"
