// Bad input through the real program: a finding, or one line on standard error with status 2. Never
// a crash.

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace pinwheel::test;

class TestBadCommandLines : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        writeFile(at("good/Dockerfile"), "FROM python:3.12-slim\nRUN pip install flask==3.1.2\n");
    }

    void troubleIsOneLineWithStatusTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("names");
        const auto row = [](const char* what, const QStringList& arguments, const char* names) {
            QTest::newRow(what) << arguments << QByteArray(names);
        };
        row("no subcommand", {}, "subcommand");
        row("unknown subcommand", {"audti"}, "audti");
        row("unknown option", {"audit", "--nope"}, "--nope");
        row("option that is nearly one", {"audit", "--frmat", "json"}, "did you mean '--format'?");
        row("missing path", {"audit", "nowhere"}, "nowhere: no such file");
        row("missing Dockerfile", {"audit", "good", "--dockerfile", "nope/Dockerfile"},
            "nope/Dockerfile: no such file");
        row("folder without Dockerfile", {"audit", "empty"}, "no Dockerfile");
        row("folder called Dockerfile", {"audit", "folder"}, "no Dockerfile");
        row("folder named as the Dockerfile", {"audit", "folder", "--dockerfile", "Dockerfile"},
            "is a folder");
        row("several Dockerfiles", {"audit", "several"}, "a.Dockerfile, b.Dockerfile");
        row("file larger than the limit", {"audit", "large"}, "MB");
        row("unknown target", {"audit", "good", "--target", "nope"}, "nope");
        row("bad platform", {"audit", "good", "--platform", "windows"}, "windows");
        row("platform without sense", {"audit", "good", "--platform", "a/b/c/d"}, "a/b/c/d");
        row("unknown GPU", {"audit", "good", "--gpu", "RTX 509"}, "RTX 509");
        row("bad driver", {"audit", "good", "--driver", "new"}, "new");
        row("bad profile", {"audit", "good", "--profile", "strickt"}, "did you mean 'strict'");
        row("bad level", {"audit", "good", "--fail-on", "worst"}, "worst");
        row("bad format", {"audit", "good", "--format", "sari"}, "did you mean 'sarif'");
        row("build argument without name", {"audit", "good", "--build-arg", "=x"}, "=x");
        row("colour and no colour", {"audit", "good", "--color", "--no-color"}, "color");
        row("output into a folder that is not there", {"audit", "good", "-o", "nowhere/x.json"},
            "nowhere/x.json");
        row("output onto a folder", {"audit", "good", "-o", "good"}, "is a folder");
        row("unknown rule", {"explain", "PIN10"}, "no such rule");
        row("rule that is a path", {"explain", "../../etc/passwd"}, "no such rule");
        row("rule missing", {"explain"}, "RULE");
        row("bad format of rules", {"rules", "--format", "xml"}, "xml");
    }
    void troubleIsOneLineWithStatusTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, names);
        QDir().mkpath(at("empty"));
        QDir().mkpath(at("folder/Dockerfile"));
        writeFile(at("several/a.Dockerfile"), "FROM scratch\n");
        writeFile(at("several/b.Dockerfile"), "FROM scratch\n");
        if (!QFile::exists(at("large/Dockerfile")))
            writeFile(at("large/Dockerfile"), QByteArray(50 << 20, 'x'));
        const ProgramRun run = runProgram(arguments, m_folder.path());
        QVERIFY2(run.status == 2, run.trouble.constData());
        QVERIFY2(run.trouble.startsWith("pinwheel: "), run.trouble.constData());
        QCOMPARE(run.trouble.count('\n'), 1);
        QVERIFY2(run.trouble.contains(names), run.trouble.constData());
        QCOMPARE(run.output, QByteArray());
    }

    void unreadableFileIsNamed()
    {
        if (::geteuid() == 0) QSKIP("root reads everything");
        writeFile(at("secret/Dockerfile"), "FROM scratch\n");
        QFile::setPermissions(at("secret/Dockerfile"), {});
        const ProgramRun run = runProgram({"audit", "secret"}, m_folder.path());
        QCOMPARE(run.status, 2);
        QVERIFY(run.trouble.contains("secret/Dockerfile") || run.trouble.contains("Dockerfile: "));
    }

    void badTextIsAudited_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("requirements");
        const QByteArray reads = "FROM python:3.12-slim\nCOPY r.txt .\nRUN pip install -r r.txt\n";
        QByteArray binary;
        for (int i = 0; i < 4'096; ++i)
            binary += static_cast<char>(i * 37 % 256);
        QTest::newRow("empty Dockerfile") << QByteArray() << QByteArray();
        QTest::newRow("binary Dockerfile") << binary << QByteArray();
        QTest::newRow("Dockerfile of zeros") << QByteArray(10'000, '\0') << QByteArray();
        QTest::newRow("20 MB in one line")
            << "FROM scratch\nRUN " + QByteArray(20 << 20, 'x') << QByteArray();
        QTest::newRow("empty requirements") << reads << QByteArray();
        QTest::newRow("binary requirements") << reads << binary;
        QTest::newRow("requirements that read themselves") << reads << QByteArray("-r r.txt\n");
        QTest::newRow("requirements that leave the project")
            << reads << QByteArray("-r ../../../../etc/passwd\n");
        QTest::newRow("100,000 requirements")
            << reads << QByteArray("flask==3.1.2\n").repeated(100'000);
        QTest::newRow("UTF-16 requirements") << reads
                                             << QByteArray("\xff\xfe"
                                                           "f\0l\0a\0s\0k\0\n\0",
                                                           14);
    }
    void badTextIsAudited()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, requirements);
        QTemporaryDir folder;
        writeFile(folder.filePath("Dockerfile"), dockerfile);
        writeFile(folder.filePath("r.txt"), requirements);
        const ProgramRun run = runProgram({"audit"}, folder.path());
        QVERIFY2(run.status >= 0 && run.status <= 2, run.trouble.left(2'000).constData());
        if (run.status == 2)
            QVERIFY2(run.trouble.count('\n') == 1 && run.trouble.startsWith("pinwheel: "),
                     run.trouble.left(2'000).constData());
        else
            QCOMPARE(run.trouble, QByteArray());
        QVERIFY(!run.trouble.contains("root:x:") && !run.output.contains("root:x:"));
    }

    void fullDiskIsOneLine()
    {
        if (!QFile::exists(QStringLiteral("/dev/full"))) QSKIP("there is no /dev/full");
        const ProgramRun run = runProgram({"audit", "good", "-o", "/dev/full"}, m_folder.path());
        QCOMPARE(run.status, 2);
        QVERIFY2(run.trouble.contains("/dev/full: cannot be written"), run.trouble.constData());
    }
};

QTEST_APPLESS_MAIN(TestBadCommandLines)
#include "tst_bad_command_lines.moc"
