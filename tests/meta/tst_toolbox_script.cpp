// packaging/toolbox/toolbox.sh on machines that lack something. Programs that would change the
// machine are stand-ins that write down how they were called, so each row is one machine: what it
// has, and the one line that is said about what it has not.

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace {

using Programs = QMap<QString, QByteArray>; // name to the body of a shell script

struct Outcome {
    int status = -1;
    QByteArray said; // standard error
    QByteArray calls; // one line a call: the program and its words
};

} // namespace

class TestToolboxScript : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    void write(const QString& name, const QByteArray& text, bool executable = false) const
    {
        QFile file(path(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly));
        file.write(text);
        if (executable)
            file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeUser);
    }
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QStringList toolboxes() const
    {
        return QDir(path("cache/pinwheel")).entryList({"toolbox-*"}, QDir::Dirs);
    }

    /// A Debian 12 machine with everything, whose user is root; `programs` replaces some and an
    /// empty body takes one away.
    [[nodiscard]] Outcome run(const QByteArray& script, Programs programs = {},
                              const QByteArray& version = "12") const
    {
        Programs all = {
            {"id", "[ \"$1\" = -u ] && echo 0 || echo root"},
            {"df", "echo head; echo disk 9 9 99999 1% /"},
            {"bwrap", "exit 0"},
            {"apt-get", "exit 0"},
            {"apt-cache", "echo '  Candidate: 6.8.2'"},
            {"dpkg", "exit 0"},
            {"mmdebstrap",
             "mkdir -p \"$XDG_CACHE_HOME/root/usr\"; tar -c -C \"$XDG_CACHE_HOME/root\" ."},
        };
        for (const auto& [name, body] : programs.asKeyValueRange())
            all[name] = body;
        for (const auto& [name, body] : all.asKeyValueRange())
            if (!body.isEmpty())
                write("bin/" + name,
                      "#!/bin/bash\necho \"$(basename \"$0\") $*\" >>'" + path("calls").toUtf8()
                          + "'\n" + body + "\n",
                      true);
        for (const char* name :
             {"bash", "awk", "basename", "cut", "find", "flock", "grep", "head", "mkdir", "mktemp",
              "mv", "paste", "rm", "sed", "sha256sum", "sort", "tar", "touch", "xargs"})
            QFile::link(QStringLiteral("/usr/bin/") + name, path(QStringLiteral("bin/") + name));
        write("os-release", "ID=debian\nVERSION_ID=" + version + "\nVERSION_CODENAME=bookworm\n");
        write("apt/sources.list", "deb http://mirror.invalid/debian bookworm main\n");

        QProcess process;
        QProcessEnvironment environment;
        environment.insert("PATH", path("bin"));
        environment.insert("HOME", m_folder->path());
        environment.insert("XDG_CACHE_HOME", path("cache"));
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        // A group of its own: the row that presses Ctrl-C is to stop the script alone.
        process.setUnixProcessParameters(QProcess::UnixProcessFlag::CreateNewSession);
        process.start("/bin/bash",
                      {"-c",
                       "set -euo pipefail; top=$0; . \"$top/packaging/toolbox/toolbox.sh\"; "
                       "os_release=$1/os-release; apt_folder=$1/apt\n"
                           + script,
                       PINWHEEL_SOURCE_DIR, m_folder->path()});
        if (!process.waitForFinished(60'000)) return {};
        return {.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                .said = process.readAllStandardError(),
                .calls = read("calls")};
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aToolboxIsMadeOnce()
    {
        const Outcome first = run("toolbox_make");
        QVERIFY2(first.status == 0, first.said.constData());
        QCOMPARE(toolboxes().size(), 1);
        QVERIFY(QFile::exists(path("cache/pinwheel/" + toolboxes().first() + "/usr")));
        QVERIFY2(first.calls.contains("mmdebstrap --variant=minbase"), first.calls.constData());
        QVERIFY(run("toolbox_make").status == 0);
        QCOMPARE(read("calls").count("mmdebstrap"), 1);
    }

    void sourcesAreTheMachinesOwn()
    {
        write("apt/sources.list.d/more.sources",
              "Types: deb\nURIs: http://mirror.invalid/security\nSuites: "
              "bookworm-security\nComponents: main\n");
        QCOMPARE(run("toolbox_sources >&2").said,
                 QByteArray("deb http://mirror.invalid/debian trixie  main\ndeb "
                            "http://mirror.invalid/security trixie-security main\n"));
    }

    void oneLineSaysWhatIsMissing_data()
    {
        QTest::addColumn<Programs>("programs");
        QTest::addColumn<QByteArray>("line");
        const QByteArray user = "[ \"$1\" = -u ] && echo 1000 || echo ada";
        QTest::newRow("the disk is small") << Programs {{"df", "echo head; echo disk 9 9 120 1% /"}}
                                           << QByteArray("only 120 MiB are free");
        QTest::newRow("no right to install, no sudo")
            << Programs {{"id", user}, {"mmdebstrap", {}}}
            << QByteArray(
                   "installing mmdebstrap needs root: call ./dev as root once, or install sudo");
        QTest::newRow("sudo refuses")
            << Programs {{"id", user}, {"mmdebstrap", {}}, {"sudo", "exit 1"}}
            << QByteArray("sudo does not give it to ada");
        QTest::newRow("a user without ranges of ids and without sudo")
            << Programs {{"id", user}} << QByteArray("making the toolbox needs root");
        QTest::newRow("no apt-get") << Programs {{"apt-get", {}}, {"bwrap", {}}}
                                    << QByteArray("install bubblewrap by hand");
        QTest::newRow("no namespaces")
            << Programs {{"bwrap", "exit 1"}} << QByteArray("lets root make no namespaces");
        QTest::newRow("no network for apt")
            << Programs {{"mmdebstrap", {}},
                         {"apt-get",
                          "echo 'E: Failed to fetch http://x  Temporary failure resolving x' >&2; "
                          "exit 100"}}
            << QByteArray("could not install them: the network or the server does not answer");
        QTest::newRow("no network for mmdebstrap")
            << Programs {{"mmdebstrap", "echo 'E: Could not connect to x' >&2; exit 1"}}
            << QByteArray("making the toolbox failed: the network or the server does not answer");
        QTest::newRow("the disk becomes full")
            << Programs {{"mmdebstrap", "echo 'dpkg: No space left on device' >&2; exit 1"}}
            << QByteArray("making the toolbox failed: the disk is full");
        QTest::newRow("another failure is quoted")
            << Programs {{"mmdebstrap", "echo 'E: no such suite' >&2; exit 1"}}
            << QByteArray("making the toolbox failed: E: no such suite");
    }
    void oneLineSaysWhatIsMissing()
    {
        QFETCH(Programs, programs);
        QFETCH(QByteArray, line);
        const Outcome outcome = run("toolbox_make", programs);
        QCOMPARE(outcome.status, 1);
        QList<QByteArray> lines = outcome.said.trimmed().split('\n');
        lines.removeIf([](const QByteArray& said) {
            return said.startsWith("\x1b[1mdev:");
        }); // what it is about to do
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.first().startsWith("dev: ") && lines.first().contains(line),
                 outcome.said.constData());
        QCOMPARE(toolboxes(), QStringList());
    }

    void sudoMakesItForAUserWithoutRangesOfIds()
    {
        const Outcome outcome = run("toolbox_make",
                                    {{"id", "[ \"$1\" = -u ] && echo 1000 || echo ada"},
                                     {"sudo", "[ \"$1\" != -n ] || exit 0; exec \"$@\""}});
        QVERIFY2(outcome.status == 0, outcome.said.constData());
        QVERIFY2(outcome.calls.contains("sudo mmdebstrap --mode=root"), outcome.calls.constData());
        QCOMPARE(toolboxes().size(), 1);
    }

    void anInterruptedCreationLeavesNothing()
    {
        const Outcome outcome = run("toolbox_make", {{"mmdebstrap", "kill -INT 0"}});
        QVERIFY(outcome.status != 0);
        QCOMPARE(toolboxes(), QStringList());
    }

    void listsThatWereNeverFetchedAreFetched()
    {
        const Outcome outcome =
            run("native_is_possible && echo native >&2",
                {{"apt-cache", "[ -e \"$HOME/lists\" ] && echo '  Candidate: 6.8.2'"},
                 {"apt-get", "[ \"$1\" = update ] && echo >\"$HOME/lists\""}},
                "13");
        QVERIFY2(outcome.said.endsWith("native\n"), outcome.said.constData());
    }

    void anOlderDebianIsNotAsked()
    {
        const Outcome outcome = run("native_is_possible || echo toolbox >&2");
        QCOMPARE(outcome.said, QByteArray("toolbox\n"));
        QCOMPARE(outcome.calls, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestToolboxScript)
#include "tst_toolbox_script.moc"
