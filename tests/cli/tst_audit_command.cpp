#include "tests/cli/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

namespace {

const QString examples = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples");

} // namespace

class TestAuditCommand : public QObject
{
    Q_OBJECT

private slots:
    void exitStatusFollowsTheThreshold_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("level");
        QTest::addColumn<int>("status");
        QTest::newRow("high risk fails by default") << "cuda-worker" << QString() << 1;
        QTest::newRow("nothing is critical") << "cuda-worker" << "critical" << 0;
        QTest::newRow("never fails") << "cuda-worker" << "never" << 0;
        QTest::newRow("clean project") << "clean" << QString() << 0;
        QTest::newRow("broken project") << "broken" << "critical" << 1;
    }
    void exitStatusFollowsTheThreshold()
    {
        QFETCH(QString, example);
        QFETCH(QString, level);
        QFETCH(int, status);
        QStringList arguments = {"audit", examples + "/" + example};
        if (!level.isEmpty()) arguments << "--fail-on" << level;
        const ProgramRun run = runProgram(arguments);
        QVERIFY2(run.status == status, (run.output.right(2'000) + run.trouble).constData());
        QVERIFY(!run.output.isEmpty());
        QCOMPARE(run.trouble, QByteArray());
    }

    void pathMayBeFolderFileOrNothing()
    {
        const QByteArray folder = runProgram({"audit", examples + "/clean"}).output;
        QCOMPARE(runProgram({"audit", examples + "/clean/Dockerfile"}).output, folder);
        QCOMPARE(runProgram({"audit"}, examples + "/clean").output, folder);
        QCOMPARE(runProgram({"audit", "clean", "--dockerfile", "Dockerfile"}, examples).output,
                 folder);
    }

    void composeAndBakeFilesStandForTheirDockerfiles()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("api"));
        writeFile(folder.filePath("api/Dockerfile.gpu"),
                  "FROM python:3.12 AS base\nARG FLASK=3.0.0\nFROM base AS web\nARG FLASK\nRUN pip "
                  "install flask==$FLASK\nFROM base AS other\nRUN pip install six==1.16.0\n");
        writeFile(folder.filePath("compose.yaml"),
                  "services:\n  db: {image: postgres}\n  web:\n    build: {context: api, "
                  "dockerfile: Dockerfile.gpu, target: web, args: {FLASK: "
                  "\"${FLASK_VERSION:-3.0.3}\"}, platforms: [linux/arm64]}\n"
                  "  other:\n    build: {context: ./api, dockerfile: Dockerfile.gpu}\n  far:\n    "
                  "build: https://example.com/x.git\n");
        writeFile(
            folder.filePath("docker-bake.json"),
            R"({"target": {"web": {"context": "api", "dockerfile": "Dockerfile.gpu", "target": "web"}, "other": {"context": "api", "dockerfile": "Dockerfile.gpu"}}})");
        writeFile(folder.filePath("docker-bake.hcl"), "target \"x\" {}");
        const auto trace = [&](const QStringList& words) {
            return runProgram(QStringList {"trace", "--no-resolve"} + words, folder.path());
        };
        QVERIFY(trace({"compose.yaml", "--service", "web"}).output.contains("flask==3.0.3"));
        QVERIFY(trace({"--service", "web"}).output.contains("flask==3.0.3"));
        writeFile(folder.filePath(".env"), "FLASK_VERSION=3.0.2\n");
        QVERIFY(trace({"compose.yaml", "--service", "web"}).output.contains("flask==3.0.2"));
        QVERIFY(QFile::remove(folder.filePath(".env")));
        QVERIFY(trace({"compose.yaml", "--service", "web", "--build-arg", "FLASK=2.3.0"})
                    .output.contains("flask==2.3.0"));
        QVERIFY(trace({"compose.yaml", "--service", "other"}).output.contains("six==1.16.0"));
        QVERIFY(trace({"compose.yaml", "--service", "other", "--target", "web"})
                    .output.contains("flask==3.0.0"));
        QVERIFY(trace({"docker-bake.json", "--target", "web"}).output.contains("flask==3.0.0"));
        QVERIFY(trace({"docker-bake.json", "--service", "other"}).output.contains("six==1.16.0"));
        const ProgramRun audit = runProgram(
            {"audit", "compose.yaml", "--service", "web", "--format", "json", "--no-resolve"},
            folder.path());
        QCOMPARE(QJsonDocument::fromJson(audit.output)["options"]["platform"].toString(),
                 QStringLiteral("linux/arm64"));
        const auto refuses = [&](const QStringList& words, const char* why) {
            const ProgramRun run = trace(words);
            return run.status == 2 && run.output.isEmpty() && run.trouble.contains(why)
                && run.trouble.count('\n') == 1;
        };
        QVERIFY(refuses({"compose.yaml"},
                        "choose one with --service: web (api/Dockerfile.gpu, stage web), other "
                        "(api/Dockerfile.gpu)"));
        QVERIFY(refuses({"."}, "choose one with --service"));
        QVERIFY(refuses({"compose.yaml", "--service", "db"}, "no 'db' is built in it"));
        QVERIFY(refuses({"compose.yaml", "--service", "far"}, "its context is not a folder here"));
        QVERIFY(refuses({"docker-bake.hcl"}, "HCL is not read"));
        QVERIFY(refuses({"api/Dockerfile.gpu", "--service", "web"}, "is no Compose or bake file"));
    }

    void platformAndGpuChangeTheVerdict()
    {
        const auto overall = [](const QStringList& more) {
            const ProgramRun run = runProgram(
                QStringList {"audit", examples + "/cuda-worker", "--format", "json", "--no-fixes"}
                + more);
            return QJsonDocument::fromJson(run.output)["overall"]["before"].toString();
        };
        QCOMPARE(overall({}), QStringLiteral("high"));
        QCOMPARE(overall({"--platform", "linux/arm64"}), QStringLiteral("critical"));
        QCOMPARE(overall({"--gpu", "RTX 5090"}), QStringLiteral("critical"));
    }

    void outputFileIsReplacedAtOnceAndTellsTheFormat()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("audit.sarif");
        writeFile(path, "old");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        const ProgramRun run = runProgram({"audit", examples + "/clean", "-o", path});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.output, QByteArray());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll())["version"].toString(),
                 QStringLiteral("2.1.0"));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        QCOMPARE(
            QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot).size(),
            1);
    }

    void coloursFollowTheirSwitches()
    {
        QVERIFY(!runProgram({"audit", examples + "/broken"}).output.contains('\x1b'));
        QVERIFY(runProgram({"audit", examples + "/broken", "--color"}).output.contains('\x1b'));
        QVERIFY(!runProgram({"audit", examples + "/broken", "--no-color"}, {}, {},
                            {{"CLICOLOR_FORCE", "1"}})
                     .output.contains('\x1b'));
        QVERIFY(runProgram({"audit", examples + "/broken"}, {}, {},
                           {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", ""}})
                    .output.contains('\x1b'));
    }

    void targetIsTheStage()
    {
        const ProgramRun run = runProgram({"audit", examples + "/multistage-venv", "--target",
                                           "test", "--format", "json", "--fail-on", "never"});
        QCOMPARE(run.status, 0);
        const QJsonDocument json = QJsonDocument::fromJson(run.output);
        QCOMPARE(json["options"]["target"].toString(), QStringLiteral("test"));
        bool found = false;
        for (const QJsonValue stage : json["stages"].toArray())
            found =
                found || (stage["name"] == QLatin1String("test") && stage["is_target"].toBool());
        QVERIFY(found);
    }

    void quietPrintsNothing()
    {
        const ProgramRun run = runProgram({"audit", examples + "/cuda-worker", "--quiet"});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.output + run.trouble, QByteArray());
    }

    void progressIsALineASecondInALog()
    {
        QElapsedTimer timer;
        timer.start();
        const ProgramRun run =
            runProgram({"audit", examples + "/cuda-worker", "--quiet", "--progress"});
        QVERIFY2(run.trouble.startsWith("resolving "), run.trouble.constData());
        QVERIFY2(run.trouble.count('\n') <= timer.elapsed() / 1000 + 1, run.trouble.constData());
    }

    void rulesAndPagesBelongTogether()
    {
        const QJsonArray rules =
            QJsonDocument::fromJson(runProgram({"rules", "--format", "json"}).output).array();
        QVERIFY(!rules.isEmpty());
        for (const QJsonValue rule : rules) {
            const ProgramRun page = runProgram({"explain", rule["id"].toString()});
            QVERIFY2(page.status == 0, page.trouble.constData());
            QVERIFY(page.output.size() > 100);
        }
        QCOMPARE(runProgram({"rules"}).output.count('\n'), rules.size());
    }

    void helpAndVersionAreEverywhere()
    {
        QVERIFY(runProgram({"--version"}).output.startsWith("pinwheel "));
        for (const QString command : {"audit", "explain", "rules", "index"}) {
            const ProgramRun run = runProgram({command, "--help"});
            QCOMPARE(run.status, 0);
            QVERIFY(run.output.contains("Usage") || run.output.contains("OPTIONS"));
        }
    }
};

QTEST_APPLESS_MAIN(TestAuditCommand)
#include "tst_audit_command.moc"
