// What `cmake --install` leaves: programs that find their data beside them, pages, completions,
// desktop files.

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString source = QStringLiteral(PINWHEEL_SOURCE_DIR);

struct Run {
    int status = -1;
    QByteArray output; ///< both channels
};

/// Runs a program without what the tests say of the data folder.
Run run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("PINWHEEL_DATA"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000)) return {};
    return {process.exitCode(), process.readAll()};
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestInstalledTree : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const Run installed =
            run("cmake",
                {"--install", QStringLiteral(PINWHEEL_BINARY_DIR), "--prefix", m_folder.path()});
        QVERIFY2(installed.status == 0, installed.output.right(1000).constData());
    }

    void theProgramFindsItsDataBesideIt()
    {
        const Run audit = run(file("bin/pinwheel"),
                              {"audit", file("share/pinwheel/examples/cuda-worker"), "--no-color"});
        QVERIFY2(audit.status == 1, audit.output.left(500).constData());
        QVERIFY(audit.output.contains("--ignore-installed"));
        const Run page = run(file("bin/pinwheel"), {"explain", "PIN101"});
        QCOMPARE(page.status, 0);
    }

    void theProgramReachesTheNetwork()
    {
        if (!QFile::exists(QStringLiteral(PINWHEEL_BINARY_DIR "/lib/pinwheel/pinwheel-network.so")))
            QSKIP("built without the network");
        // Nobody listens on the port of the discard service: what is said is of the connection, not
        // of a missing library.
        const Run audit = run(file("bin/pinwheel"),
                              {"audit", file("share/pinwheel/examples/clean"), "--index", "live",
                               "--index-url", "http://127.0.0.1:9/simple", "--no-fixes"});
        QVERIFY2(!audit.output.contains("the network cannot be used"),
                 audit.output.left(500).constData());
        QVERIFY2(audit.output.contains("127.0.0.1:9"), audit.output.left(2000).constData());
    }

    void theProgramThatWritesPdfIsBesideIt()
    {
        if (!QFile::exists(file("bin/pinwheel-pdf"))) QSKIP("built without the window");
        const Run audit =
            run(file("bin/pinwheel"),
                {"audit", file("share/pinwheel/examples/clean"), "-o", file("clean.pdf")});
        QVERIFY2(audit.status == 0, audit.output.constData());
        QVERIFY(bytesOf(file("clean.pdf")).startsWith("%PDF-"));
    }

    void theDebianPackageNamesWhatTheProgramNeeds()
    {
        for (const char* program : {"dpkg-query", "objdump"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                QSKIP("no Debian system");
        const Run depends =
            run(QStringLiteral("cmake"),
                {"-DPINWHEEL_TELL=ON",
                 QStringLiteral("-DCPACK_PINWHEEL_BINARIES=%1").arg(file("bin/pinwheel")), "-P",
                 source + "/cmake/debian_depends.cmake"});
        QVERIFY2(depends.status == 0, depends.output.constData());
        for (const char* library :
             {"libc6 (>= ", "libstdc++6 (>= ", "libsqlite3-0 (>= ", "libtree-sitter0.22 (>= "})
            QVERIFY2(depends.output.contains(library), depends.output.constData());
    }

    void everyCommandHasItsManPage()
    {
        const QString list = QString::fromUtf8(bytesOf(source + "/app/cli/commands.def"));
        static const QRegularExpression line(QStringLiteral("^COMMAND\\(\\w+, (\\w+)\\)"),
                                             QRegularExpression::MultilineOption);
        int count = 0;
        for (const auto& match : line.globalMatch(list)) {
            const QString page = file("share/man/man1/pinwheel-" + match.captured(1) + ".1");
            QVERIFY2(bytesOf(page).startsWith(".TH "), qPrintable(page));
            ++count;
        }
        QVERIFY(count >= 10);
        QVERIFY(QFile::exists(file("share/man/man1/pinwheel.1")));
    }

    void manPagesAreCleanForTheirReader()
    {
        const QString reader = QStandardPaths::findExecutable(QStringLiteral("mandoc"));
        if (reader.isEmpty()) QSKIP("mandoc is not installed");
        for (const QString& page : QDir(file("share/man/man1")).entryList(QDir::Files)) {
            const Run lint =
                run(reader, {"-T", "lint", "-W", "warning", file("share/man/man1/" + page)});
            for (const QByteArray& line : lint.output.trimmed().split('\n'))
                // The pages have no date: the same program gives the same bytes.
                QVERIFY2(line.isEmpty() || line.contains("missing date"), line.constData());
            const Run read = run(reader, {"-T", "utf8", file("share/man/man1/" + page)});
            QByteArray words = read.output;
            // A bold letter is itself, a step back, and itself again.
            static const QRegularExpression overstruck(QStringLiteral(".\\x08"));
            words = QString::fromUtf8(words).remove(overstruck).toUtf8();
            for (const char* part :
                 {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "--help", "SEE ALSO"})
                QVERIFY2(words.contains(part), qPrintable(page + ": " + QString::fromLatin1(part)));
        }
    }

    void completionsAreScripts_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("bash") << QStringLiteral("share/bash-completion/completions/pinwheel");
        QTest::newRow("zsh") << QStringLiteral("share/zsh/vendor-completions/_pinwheel");
        QTest::newRow("fish") << QStringLiteral("share/fish/vendor_completions.d/pinwheel.fish");
    }
    void completionsAreScripts()
    {
        QFETCH(QString, script);
        QVERIFY(bytesOf(file(script)).contains("--fail-on")
                || bytesOf(file(script)).contains("-l fail-on"));
        const QString shell =
            QStandardPaths::findExecutable(QString::fromLatin1(QTest::currentDataTag()));
        if (shell.isEmpty()) QSKIP("the shell is not installed");
        const Run check = run(shell, {"-n", file(script)});
        QVERIFY2(check.status == 0, check.output.constData());
    }

    void desktopFilesAreValid()
    {
        if (!QFile::exists(file("bin/pinwheel-workbench"))) QSKIP("built without the window");
        QVERIFY(bytesOf(file("share/icons/hicolor/scalable/apps/pinwheel-workbench.svg"))
                    .contains("<svg"));
        const QString entry = file("share/applications/pinwheel-workbench.desktop");
        QVERIFY(QFile::exists(entry));
        if (!QStandardPaths::findExecutable(QStringLiteral("desktop-file-validate")).isEmpty()) {
            const Run check = run("desktop-file-validate", {entry});
            QVERIFY2(check.status == 0 && check.output.isEmpty(), check.output.constData());
        }
        if (QStandardPaths::findExecutable(QStringLiteral("appstreamcli")).isEmpty())
            QSKIP("appstreamcli is not installed");
        // The project has no home page yet; everything else must be as the specification wants it.
        const Run check = run("appstreamcli",
                              {"validate", "--no-net", "--override=url-homepage-missing=info",
                               file("share/metainfo/io.pinwheel.workbench.metainfo.xml")});
        QVERIFY2(check.status == 0, check.output.constData());
    }

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestInstalledTree)
#include "tst_installed_tree.moc"
