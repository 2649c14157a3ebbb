// simulate and compare through the real program: reports in pip's form, read back, and every kind
// of difference.

#include "tests/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

namespace {

const QString seed = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker");

QJsonObject reportOf(const QByteArray& output)
{
    return QJsonDocument::fromJson(output).object();
}

QJsonObject entryOf(const QJsonObject& report, const QString& name)
{
    for (const QJsonValue entry : report["install"].toArray())
        if (entry["metadata"]["name"].toString() == name) return entry.toObject();
    return {};
}

} // namespace

class TestSimulateCommand : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }

    /// What `pinwheel compare` says of a report against a small build.
    [[nodiscard]] ProgramRun compared(const QByteArray& report) const
    {
        writeFile(at("small/Dockerfile"),
                  "FROM python:3.12-slim\nRUN pip install flask==3.1.2 markupsafe==3.0.2\n");
        writeFile(at("report.json"), report);
        return runProgram({"compare", at("report.json"), at("small")});
    }

private slots:
    void aBuildIsOneReportForEachCommand()
    {
        const ProgramRun run = runProgram({"simulate", seed, "--format", "json"});
        QCOMPARE(run.status, 0);
        const QJsonObject report = reportOf(run.output);
        QCOMPARE(report["version"].toString(), "1");
        QVERIFY(report["pip_version"].toString().startsWith("25.1"));
        QCOMPARE(report["environment"].toObject()["python_version"].toString(), "3.10");
        QVERIFY(report["install"].toArray().size() > 100);
        for (const QJsonValue entry : report["install"].toArray()) {
            QVERIFY(entry["download_info"].isObject() && entry["requested"].isBool()
                    && entry["is_direct"].isBool() && entry["is_yanked"].isBool());
            QVERIFY(!entry["metadata"]["name"].toString().isEmpty()
                    && !entry["metadata"]["version"].toString().isEmpty());
            QVERIFY(!entry["pinwheel"]["reason"].toString().isEmpty());
        }
        // numpy was asked for once, and what the last command leaves is what the environment holds.
        QVERIFY(entryOf(report, "numpy").value("requested").toBool());
        QVERIFY(!entryOf(report, "jinja2")["requested"].toBool());
        QCOMPARE(entryOf(report, "torch")["metadata"].toObject()["version"].toString(), "2.5.1");
        const QJsonArray commands = report["pinwheel"].toObject()["commands"].toArray();
        QCOMPARE(commands.size(), 6);
        const QJsonObject cuda = commands[4].toObject();
        QVERIFY(cuda["pinwheel"].toObject()["command"].toString().contains("torch==2.5.1"));
        QCOMPARE(entryOf(cuda, "torch")["metadata"].toObject()["version"].toString(),
                 "2.5.1+cu124");
        QVERIFY(entryOf(cuda, "torch")["pinwheel"].toObject()["filename"].toString().startsWith(
            "torch-2.5.1+cu124-cp310"));
        QVERIFY(!cuda["pinwheel"].toObject()["kept"].toArray().isEmpty());
        QCOMPARE(cuda["version"].toString(), "1");
    }

    void aReportIsReadBackWithoutADifference()
    {
        QCOMPARE(runProgram({"simulate", seed, "--format", "json", "-o", at("own.json")}).status,
                 0);
        const ProgramRun same = runProgram({"compare", at("own.json"), seed});
        QVERIFY2(same.status == 0, same.output.constData());
        QCOMPARE(same.output.count("no difference"), 6);
        QFile file(at("own.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray changed = file.readAll();
        file.close();
        changed.replace("\"version\": \"2.5.1+cu124\"", "\"version\": \"2.4.1+cu124\"");
        writeFile(at("changed.json"), changed);
        const ProgramRun differs = runProgram({"compare", at("changed.json"), seed});
        QCOMPARE(differs.status, 1);
        QVERIFY2(differs.output.contains(
                     "\ntorch: predicted 2.5.1+cu124, is 2.4.1+cu124; predicted because: "),
                 differs.output.constData());
    }

    void oneCommandIsAnsweredInPipsForm()
    {
        const ProgramRun run = runProgram(
            {"simulate", "--format", "json", "--", "pip", "install", "flask[async]==3.1.2"});
        QCOMPARE(run.status, 0);
        const QJsonObject report = reportOf(run.output);
        const QJsonObject flask = entryOf(report, "flask");
        QVERIFY(flask["requested"].toBool());
        QCOMPARE(flask["requested_extras"].toArray(), QJsonArray {"async"});
        QVERIFY(!entryOf(report, "asgiref").isEmpty()
                && !entryOf(report, "asgiref")["requested"].toBool());
        QVERIFY(!report["environment"].toObject().contains(
            "python_full_version")); // Nobody said which 3.12.
        QCOMPARE(reportOf(runProgram({"simulate", "--python", "3.12.4", "--format", "json", "--",
                                      "pip", "install", "flask"})
                              .output)["environment"]
                     .toObject()["python_full_version"]
                     .toString(),
                 "3.12.4");
    }

    void whatIsInstalledIsKept()
    {
        writeFile(
            at("list.json"),
            R"([{"name": "Flask", "version": "3.1.2"}, {"name": "blinker", "version": "1.9.0"}, {"name": "Jinja2", "version": "2.0"}])");
        const ProgramRun run = runProgram({"simulate", "--installed", at("list.json"), "--", "pip",
                                           "install", "flask>=3", "jinja2>=3"});
        QVERIFY2(run.status == 0, run.trouble.constData());
        QVERIFY2(run.output.contains("keep") && run.output.contains("2.0 → 3."),
                 run.output.constData());
        const QJsonObject report =
            reportOf(runProgram({"simulate", "--installed", at("list.json"), "--format", "json",
                                 "--", "pip", "install", "flask>=3"})
                         .output);
        QVERIFY(entryOf(report, "flask").isEmpty());
        QVERIFY(!report["pinwheel"].toObject()["kept"].toArray().isEmpty());
    }

    void aFailureIsStatusOneAndSaysWhy()
    {
        const ProgramRun table = runProgram({"simulate", "--", "pip", "install", "flask==99"});
        QCOMPARE(table.status, 1);
        QVERIFY2(table.output.contains("No matching distribution found for flask==99"),
                 table.output.constData());
        const ProgramRun json = runProgram(
            {"simulate", "--format", "json", "--", "pip", "install", "flask==3.1.2", "werkzeug<2"});
        QCOMPARE(json.status, 1);
        const QJsonObject report = reportOf(json.output);
        QVERIFY(report["install"].toArray().isEmpty());
        QCOMPARE(report["pinwheel"].toObject()["failure"].toObject()["kind"].toString(),
                 "conflict");
    }

    void badQuestionsAreOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no install command")
            << QStringList {"simulate", "--", "apt", "install", "curl"}
            << QByteArray("no pip install");
        QTest::newRow("missing requirement file")
            << QStringList {"simulate", "--", "pip", "install", "-r", "nowhere.txt"}
            << QByteArray("nowhere.txt");
        QTest::newRow("bad Python")
            << QStringList {"simulate", "--python", "x", "--", "pip", "install", "a"}
            << QByteArray("'x' is no Python version");
        QTest::newRow("installed set that is no JSON")
            << QStringList {"simulate", "--installed", "bad.json", "--", "pip", "install", "a"}
            << QByteArray("bad.json: is not what");
        QTest::newRow("installed set with an entry without a name")
            << QStringList {"simulate", "--installed", "nameless.json", "--", "pip", "install", "a"}
            << QByteArray("nameless.json: entry 2 has no name");
        QTest::newRow("Python without a command")
            << QStringList {"simulate", ".", "--python", "3.12"} << QByteArray("for one command");
        QTest::newRow("script as a report")
            << QStringList {"simulate", ".", "--script", "--format", "json"}
            << QByteArray("without --script");
        QTest::newRow("report that is no JSON")
            << QStringList {"compare", "bad.json"} << QByteArray("bad.json: is not what");
        QTest::newRow("report whose list is none")
            << QStringList {"compare", "object.json"} << QByteArray("object.json: is not what");
    }
    void badQuestionsAreOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        writeFile(at("Dockerfile"), "FROM python:3.12-slim\n");
        writeFile(at("bad.json"), "{\"install\": [");
        writeFile(at("object.json"), "{\"install\": {}}");
        writeFile(at("nameless.json"), R"([{"name": "a", "version": "1"}, {"version": "1"}])");
        const ProgramRun run = runProgram(arguments, m_folder.path());
        QVERIFY2(run.status == 2 && run.trouble.count('\n') == 1, run.trouble.constData());
        QVERIFY2(run.trouble.contains(says), run.trouble.constData());
    }

    void everyKindOfDifferenceIsExplained()
    {
        // As `pip install --report` writes it: another Python, another version, one that is
        // missing, one too many.
        const ProgramRun report =
            compared(R"({"version": "1", "environment": {"python_version": "3.11"}, "install": [
            {"metadata": {"name": "Flask", "version": "3.1.1", "requires_dist": ["colorama>=0.4; os_name == 'nt'"]}},
            {"metadata": {"name": "Werkzeug", "version": "3.1.3"}}, {"metadata": {"name": "colorama", "version": "0.4.6"}},
            {"metadata": {"name": "stranger", "version": "1.0"}}]})");
        QCOMPARE(report.status, 1);
        for (const char* line :
             {"Python: predicted 3.12, is 3.11; ",
              "flask: predicted 3.1.2, is 3.1.1; predicted because: ",
              "markupsafe: predicted 3.0.2, is not there; predicted because: ",
              "colorama: not predicted, is 0.4.6; flask 3.1.1 requires colorama>=0.4",
              "stranger: not predicted, is 1.0; "})
            QVERIFY2(report.output.contains(line),
                     (QByteArray(line) + "\n" + report.output).constData());
        // As `pip inspect` writes it: the whole environment.
        const ProgramRun inspect =
            compared(R"({"version": "1", "environment": {"python_version": "3.12"}, "installed": [
            {"metadata": {"name": "flask", "version": "3.1.2"}}, {"metadata": {"name": "MarkupSafe", "version": "3.0.2"}}]})");
        QCOMPARE(inspect.status, 1);
        QVERIFY2(inspect.output.startsWith("what the build leaves in "),
                 inspect.output.constData());
        QVERIFY2(inspect.output.contains("jinja2: predicted 3.")
                     && !inspect.output.contains("\nflask:")
                     && !inspect.output.contains("\nmarkupsafe:"),
                 inspect.output.constData());
    }

    void whatWasToStayAndDidNotIsTold()
    {
        writeFile(at("stay/Dockerfile"),
                  "FROM python:3.12-slim\nRUN pip install markupsafe==3.0.2\nRUN pip install "
                  "jinja2==3.1.6\n");
        writeFile(
            at("report.json"),
            R"({"version": "1", "install": [{"metadata": {"name": "jinja2", "version": "3.1.6"}},
            {"metadata": {"name": "markupsafe", "version": "3.0.3"}}]})");
        const ProgramRun run = runProgram({"compare", at("report.json"), at("stay")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.output.contains("markupsafe: predicted to stay at 3.0.2, is installed as "
                                     "3.0.3; predicted because: kept"),
                 run.output.constData());
    }
};

QTEST_APPLESS_MAIN(TestSimulateCommand)
#include "tst_simulate_command.moc"
