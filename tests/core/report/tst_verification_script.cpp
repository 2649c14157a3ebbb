// The generated check is run by a real Python on environments that fulfil it and that do not.

#include "core/report/verification_script.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

struct Outcome {
    int status = -1;
    QByteArray output;
};

void write(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void installStandIn(const QString& folder, const QByteArray& name, const QByteArray& version,
                    const QByteArray& module = {})
{
    const QString info = folder + "/" + name + "-" + version + ".dist-info";
    write(info + "/METADATA",
          "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    write(info + "/top_level.txt", module + "\n");
}

Outcome run(const std::string& script, const QString& packages)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PYTHONPATH"), packages);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("python3"), {"-"});
    process.write(script.data(), static_cast<qint64>(script.size()));
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput() + process.readAllStandardError()};
}

std::string scriptFor(const std::string& requirements)
{
    const AuditPtr audit =
        auditOf({{"Dockerfile",
                  "FROM python:3.12-slim\nCOPY r.txt .\nRUN pip install --no-deps -r r.txt\n"},
                 {"r.txt", requirements}});
    return verificationScript(*audit).python;
}

} // namespace

class TestVerificationScript : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty())
            QSKIP("python3 is not installed");
    }

    void statesTheExpectationsOfTheFixedSeed()
    {
        const VerificationScript script = verificationScript(*auditOfSeed());
        QVERIFY(script.afterFixes);
        for (const char* words :
             {"\"torch\": (\"2.5.1+cu124\", True", "torch.version.cuda != \"12.4\"",
              "\"numpy\": (\"1.26.", "\"scipy\": (\"1.12.", "\"bitsandbytes\": (\"0.45.0\", True",
              "\"pip\", \"check\""})
            QVERIFY2(script.python.contains(words), words);
    }

    void passesWhereEverythingIsAsExpected()
    {
        QTemporaryDir folder;
        installStandIn(folder.path(), "itsdangerous", "2.2.0", "itsdangerous_stand_in");
        write(folder.path() + "/itsdangerous_stand_in.py", "");
        const Outcome outcome = run(scriptFor("itsdangerous==2.2.0\n"), folder.path());
        // `pip check` sees the whole machine, so only our own lines are judged.
        QVERIFY2(outcome.output.contains("ok    itsdangerous 2.2.0"), outcome.output.constData());
        QVERIFY2(outcome.output.contains("ok    import itsdangerous_stand_in"),
                 outcome.output.constData());
        QVERIFY2(!outcome.output.contains("FAIL  itsdangerous"), outcome.output.constData());
    }

    void failsOnAnotherVersion()
    {
        QTemporaryDir folder;
        installStandIn(folder.path(), "itsdangerous", "2.1.0");
        const Outcome outcome = run(scriptFor("itsdangerous==2.2.0\n"), folder.path());
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains("FAIL  itsdangerous 2.1.0 is installed, expected 2.2.0"),
                 outcome.output.constData());
    }

    void failsOnTwoMetadataFolders()
    {
        QTemporaryDir folder;
        installStandIn(folder.path(), "itsdangerous", "2.1.0");
        installStandIn(folder.path(), "itsdangerous", "2.2.0");
        const Outcome outcome = run(scriptFor("itsdangerous>=2,<3\n"), folder.path());
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains(
                     "FAIL  itsdangerous has metadata of several versions: 2.1.0, 2.2.0"),
                 outcome.output.constData());
    }

    void failsOnAMissingPackageAndABrokenImport()
    {
        QTemporaryDir folder;
        installStandIn(folder.path(), "blinker", "1.9.0", "blinker_stand_in");
        write(folder.path() + "/blinker_stand_in.py", "raise RuntimeError('broken')\n");
        const Outcome outcome =
            run(scriptFor("itsdangerous==2.2.0\nblinker==1.9.0\n"), folder.path());
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains("FAIL  itsdangerous is not installed (expected 2.2.0)"),
                 outcome.output.constData());
        QVERIFY2(outcome.output.contains(
                     "FAIL  import blinker_stand_in (blinker): RuntimeError: broken"),
                 outcome.output.constData());
    }
};

QTEST_APPLESS_MAIN(TestVerificationScript)
#include "tst_verification_script.moc"
