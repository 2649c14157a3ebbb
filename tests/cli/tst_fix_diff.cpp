// What `pinwheel fix --diff` prints is taken by git apply and by patch, and gives what applying
// gives.

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

using Files = QMap<QString, QByteArray>;
Q_DECLARE_METATYPE(Files)

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString& folder, const Files& files)
{
    for (const auto& [name, bytes] : files.asKeyValueRange())
        writeFile(folder + "/" + name, bytes);
}

Files readAll(const QString& folder, const Files& like)
{
    Files files;
    for (const QString& name : like.keys())
        files.insert(name, bytesOf(folder + "/" + name));
    return files;
}

QByteArray withCrLf(QByteArray text)
{
    return text.replace("\n", "\r\n");
}
QByteArray withoutLastNewline(QByteArray text)
{
    return text.trimmed();
}

/// Empty where the program took the input.
QString troubleOf(const QString& folder, const QString& program, const QStringList& arguments,
                  const QByteArray& input)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForStarted()) return program + " does not start";
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished()) return program + " does not end";
    return process.exitCode() == 0 ? QString()
                                   : program + ": " + QString::fromUtf8(process.readAll());
}

} // namespace

class TestFixDiff : public QObject
{
    Q_OBJECT

private slots:
    void gitAndPatchTakeIt_data();
    void gitAndPatchTakeIt();
    void credentialsAreNotShownAndItIsSaid();
};

void TestFixDiff::gitAndPatchTakeIt_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("path"); // given to the program, behind the folder
    const QString example = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker/");
    const QByteArray seed = bytesOf(example + "Dockerfile");
    const QByteArray list = bytesOf(example + "requirements.txt");
    const QByteArray small =
        "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install \"numpy>=1.26,<2\"\nCOPY "
        "requirements.txt .\nRUN pip install -r requirements.txt\n";
    const QByteArray smallList = "flask==3.1.2\nnumpy>=1.26,<2\nclick\n";
    const QByteArray blankNames =
        "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install --no-cache-dir "
        "'numpy>=1.26,<2'\nCOPY [\"my list.txt\", \"/app/my list.txt\"]\nRUN pip install "
        "--no-cache-dir -r 'my list.txt'\n";
    QTest::newRow("the first example")
        << Files {{"Dockerfile", seed}, {"requirements.txt", list}} << "";
    QTest::newRow("the first example with CR LF")
        << Files {{"Dockerfile", withCrLf(seed)}, {"requirements.txt", withCrLf(list)}} << "";
    QTest::newRow("two files") << Files {{"Dockerfile", small}, {"requirements.txt", smallList}}
                               << "";
    QTest::newRow("no newline at the end")
        << Files {{"Dockerfile", withoutLastNewline(small)},
                  {"requirements.txt", "flask==3.1.2\nnumpy>=1.26,<2"}}
        << "";
    QTest::newRow("CR LF and no newline at the end")
        << Files {{"Dockerfile", withCrLf(withoutLastNewline(small))},
                  {"requirements.txt", "flask==3.1.2\r\nnumpy>=1.26,<2"}}
        << "";
    QTest::newRow("a byte order mark")
        << Files {{"Dockerfile", "\xEF\xBB\xBF" + small},
                  {"requirements.txt", "\xEF\xBB\xBFnumpy>=1.26,<2\n"}}
        << "";
    QTest::newRow("bytes that are no UTF-8 beside the change") << Files {
        {"Dockerfile", QByteArray(small).insert(small.indexOf("COPY"), "# caf\xE9 \x1b[31m\n")},
        {"requirements.txt", smallList}} << "";
    QTest::newRow("a name with a blank")
        << Files {{"Dockerfile", blankNames}, {"my list.txt", smallList}} << "";
    QTest::newRow("a Dockerfile of another name")
        << Files {{"my worker.Dockerfile", small}, {"requirements.txt", smallList}}
        << "my worker.Dockerfile";
    QTest::newRow("a requirement file in a folder")
        << Files {{"Dockerfile",
                   QByteArray(small).replace("requirements.txt .", "deep/er/requirements.txt .")},
                  {"deep/er/requirements.txt", smallList}}
        << "";
}

void TestFixDiff::gitAndPatchTakeIt()
{
    QFETCH(Files, files);
    QFETCH(QString, path);
    QTemporaryDir elsewhere;
    QTemporaryDir applied;
    QTemporaryDir patched;
    writeAll(applied.path(), files);
    writeAll(patched.path(), files);
    const auto place = [&](const QTemporaryDir& folder) {
        return path.isEmpty() ? folder.path() : folder.filePath(path);
    };
    const ProgramRun diff =
        runProgram({"fix", place(patched), "--all-safe", "--diff"}, elsewhere.path());
    QCOMPARE(diff.status, 0);
    QVERIFY2(diff.output.startsWith("--- "), diff.trouble.constData());
    QCOMPARE(readAll(patched.path(), files), files); // Showing writes nothing.
    const ProgramRun apply = runProgram({"fix", place(applied), "--all-safe"}, elsewhere.path());
    QVERIFY2(apply.status == 0, apply.trouble.constData());
    const Files wanted = readAll(applied.path(), files);
    QVERIFY(wanted != files);

    int asked = 0;
    if (!QStandardPaths::findExecutable("git").isEmpty()) {
        QCOMPARE(troubleOf(patched.path(), "git", {"apply", "--check", "-"}, diff.output),
                 QString());
        QTemporaryDir byGit;
        writeAll(byGit.path(), files);
        QCOMPARE(troubleOf(byGit.path(), "git", {"apply", "-"}, diff.output), QString());
        QCOMPARE(readAll(byGit.path(), files), wanted);
        ++asked;
    }
    if (!QStandardPaths::findExecutable("patch").isEmpty()) {
        QCOMPARE(troubleOf(patched.path(), "patch", {"-p1", "--dry-run", "--binary", "--fuzz=0"},
                           diff.output),
                 QString());
        QCOMPARE(troubleOf(patched.path(), "patch", {"-p1", "--dry-run", "--fuzz=0"}, diff.output),
                 QString());
        QCOMPARE(troubleOf(patched.path(), "patch", {"-p1", "--binary", "--fuzz=0"}, diff.output),
                 QString());
        QCOMPARE(readAll(patched.path(), files), wanted);
        ++asked;
    }
    if (asked == 0) QSKIP("neither git nor patch is installed");
}

void TestFixDiff::credentialsAreNotShownAndItIsSaid()
{
    QTemporaryDir folder;
    writeFile(folder.filePath("Dockerfile"),
              "FROM python:3.12-slim\nRUN pip install --extra-index-url "
              "https://bob:s3cretword@packages.example/simple flask==3.1.2\n");
    const ProgramRun run = runProgram({"fix", folder.path(), "--diff"});
    QVERIFY2(run.output.contains("--no-cache-dir"), run.output.constData());
    QVERIFY(!run.output.contains("s3cretword"));
    QVERIFY2(run.trouble.contains("cannot be applied"), run.trouble.constData());
}

QTEST_GUILESS_MAIN(TestFixDiff)
#include "tst_fix_diff.moc"
