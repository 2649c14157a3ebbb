// What packaging/ci holds, as far as it can be tried without its servers: the files parse, and the
// action's step runs.

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <yaml-cpp/yaml.h>

using namespace pinwheel::test;

namespace {

const QString source = QStringLiteral(PINWHEEL_SOURCE_DIR);

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Runs the step of the action in a folder as a runner would.
int runStep(const QString& folder, const QMap<QString, QString>& inputs, QByteArray* output)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       QFileInfo(QStringLiteral(PINWHEEL_PROGRAM)).path() + ":"
                           + environment.value(QStringLiteral("PATH")));
    for (const auto& [name, value] : inputs.asKeyValueRange())
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(source + "/packaging/ci/github/audit.sh", QStringList());
    if (!process.waitForFinished(120'000)) return -1;
    *output = process.readAllStandardOutput() + process.readAllStandardError();
    return process.exitCode();
}

} // namespace

class TestCiFiles : public QObject
{
    Q_OBJECT

private slots:
    void definitionsParse()
    {
        const YAML::Node action =
            YAML::LoadFile((source + "/packaging/ci/github/action.yml").toStdString());
        QCOMPARE(action["runs"]["using"].as<std::string>(), std::string("composite"));
        for (const YAML::Node& step : action["runs"]["steps"])
            QVERIFY(step["run"].IsDefined() != step["uses"].IsDefined());
        const YAML::Node gitlab =
            YAML::LoadFile((source + "/packaging/ci/gitlab/pinwheel.gitlab-ci.yml").toStdString());
        QVERIFY(gitlab["pinwheel"]["script"].size() > 0);
        const YAML::Node hooks = YAML::LoadFile((source + "/.pre-commit-hooks.yaml").toStdString());
        QCOMPARE(hooks[0]["id"].as<std::string>(), std::string("pinwheel"));
    }

    void preCommitHookSeesTheFilesThatMatter()
    {
        const YAML::Node hooks = YAML::LoadFile((source + "/.pre-commit-hooks.yaml").toStdString());
        const QRegularExpression files(QString::fromStdString(hooks[0]["files"].as<std::string>()));
        QVERIFY(files.isValid());
        for (const char* path :
             {"Dockerfile", "docker/gpu.Dockerfile", "Dockerfile.dev", "Containerfile",
              "requirements.txt", "a/requirements-dev.in", "constraints.txt", "environment.yml",
              "pyproject.toml", "uv.lock", "pinwheel.toml", ".dockerignore", "Pipfile",
              "pylock.toml", "app/setup.cfg"})
            QVERIFY2(files.match(QString::fromLatin1(path)).hasMatch(), path);
        for (const char* path : {"main.py", "README.md", "docs/requirement.html"})
            QVERIFY2(!files.match(QString::fromLatin1(path)).hasMatch(), path);
    }

    void stepWritesReportAnnotationsAndSummary()
    {
        QTemporaryDir folder;
        for (const QString name : {"Dockerfile", "requirements.txt"})
            writeFile(folder.filePath(name),
                      bytesOf(source + "/resources/examples/cuda-worker/" + name));
        QByteArray output;
        const QString summary = folder.filePath("summary.md");
        QCOMPARE(runStep(folder.path(),
                         {{"GITHUB_STEP_SUMMARY", summary}, {"ARGUMENTS", "--gpu\nA100\n"}},
                         &output),
                 1);
        QVERIFY2(output.contains("::error file=Dockerfile,line=73"),
                 output.left(2'000).constData());
        QVERIFY(bytesOf(summary).contains("**Overall risk: high**"));
        QCOMPARE(QJsonDocument::fromJson(bytesOf(folder.filePath("pinwheel.sarif")))["version"]
                     .toString(),
                 QStringLiteral("2.1.0"));
        QCOMPARE(runStep(folder.path(), {{"FAIL_ON", "never"}}, &output), 0);
    }

    void inputsAreNotRunByTheShell()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath("Dockerfile"), "FROM scratch\n");
        QByteArray output;
        QCOMPARE(
            runStep(folder.path(),
                    {{"AUDIT_PATH", "$(touch made); touch made"}, {"ARGUMENTS", "`touch made`"}},
                    &output),
            2);
        QVERIFY(!QFile::exists(folder.filePath("made")));
    }
};

QTEST_APPLESS_MAIN(TestCiFiles)
#include "tst_ci_files.moc"
