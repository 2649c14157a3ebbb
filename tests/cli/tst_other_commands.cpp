// fix, trace, simulate, chains, scan, diff, verify, config, completions and man through the real
// program.

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

namespace {

const QString examples = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples");

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The first example in a folder of its own.
void copySeed(const QString& folder)
{
    for (const QString name : {"Dockerfile", "requirements.txt"})
        writeFile(folder + "/" + name, bytesOf(examples + "/cuda-worker/" + name));
}

} // namespace

class TestOtherCommands : public QObject
{
    Q_OBJECT

private slots:
    void fixAppliesWhatTheDiffShows()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        const ProgramRun diff = runProgram({"fix", folder.path(), "--diff"});
        QVERIFY2(diff.output.startsWith("--- "), diff.output.left(500).constData());
        QCOMPARE(runProgram({"fix", folder.path(), "--check"}).status, 1);
        const QByteArray before = bytesOf(folder.filePath("Dockerfile"));
        const ProgramRun applied = runProgram({"fix", folder.path(), "--all-safe"});
        QVERIFY2(applied.status == 0, applied.trouble.constData());
        QVERIFY(bytesOf(folder.filePath("Dockerfile")) != before);
        QCOMPARE(runProgram({"fix", folder.path(), "--check"}).status, 0);
        // What was written is what the diff promised.
        QTemporaryDir patched;
        copySeed(patched.path());
        QProcess patch;
        patch.setWorkingDirectory(patched.path());
        patch.start(QStringLiteral("patch"), {"-p1", "--quiet"});
        if (!patch.waitForStarted()) QSKIP("patch is not installed");
        patch.write(diff.output);
        patch.closeWriteChannel();
        QVERIFY(patch.waitForFinished());
        QVERIFY2(patch.exitCode() == 0, patch.readAll().constData());
        for (const QString name : {"Dockerfile", "requirements.txt"})
            QCOMPARE(bytesOf(patched.filePath(name)), bytesOf(folder.filePath(name)));
    }

    void fixLowersTheRiskThatItPromises()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        const auto overall = [&] {
            return QJsonDocument::fromJson(
                       runProgram({"audit", folder.path(), "--format", "json"}).output)["overall"]
                .toObject();
        };
        const QJsonObject before = overall();
        QCOMPARE(runProgram({"fix", folder.path(), "--all-safe"}).status, 0);
        QCOMPARE(overall()["before"].toString(), before["after_fixes"].toString());
    }

    void traceFollowsAPackage()
    {
        const ProgramRun run =
            runProgram({"trace", examples + "/cuda-worker", "--package", "torch"});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.output.contains("replace the build")
                     && run.output.contains("torch 2.5.1+cu124"),
                 run.output.constData());
        QVERIFY(!run.output.contains("flask"));
    }

    void traceIsJsonWithTheEnvironmentAfterALayer()
    {
        const QByteArray output = runProgram({"trace", examples + "/cuda-worker", "--format",
                                              "json", "--package", "torch"})
                                      .output;
        const QJsonArray layers = QJsonDocument::fromJson(output)["layers"].toArray();
        QVERIFY2(!layers.isEmpty(), output.constData());
        bool replaced = false;
        for (const QJsonValue layer : layers)
            for (const QJsonValue install : layer["installs"].toArray())
                for (const QJsonValue decision : install["decisions"].toArray()) {
                    QCOMPARE(decision["name"].toString(), QString("torch"));
                    replaced |= decision["decision"].toString() == QString("replace the build");
                }
        QVERIFY(replaced);
        const QJsonArray environments = layers.last()["environments"].toArray();
        QVERIFY(!environments.isEmpty());
        QVERIFY(environments.first()["distributions"].toArray().size() > 1);
    }

    void simulationIsAFreezeOfTheImage()
    {
        const ProgramRun run = runProgram({"simulate", examples + "/clean"});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.output.contains("\nflask==3.1.2\n"), run.output.constData());
        QVERIFY(runProgram({"simulate", examples + "/cuda-worker", "--after-fixes"})
                    .output.contains("\ntorch==2.5.1+cu124"));
        QVERIFY(runProgram({"simulate", examples + "/clean", "--script"})
                    .output.startsWith("#!/usr/bin/env python3\n"));
    }

    void chainsBreakOnAGpuWithoutCode()
    {
        const ProgramRun fine = runProgram({"chains", examples + "/cuda-worker"});
        QVERIFY2(fine.output.contains("torch"), fine.output.constData());
        const ProgramRun broken =
            runProgram({"chains", examples + "/cuda-worker", "--gpu", "RTX 5090"});
        QCOMPARE(broken.status, 1);
        QVERIFY2(broken.output.contains("breaks: ") && broken.output.contains("12.0"),
                 broken.output.constData());
    }

    void scanWritesOneLineForEachProject()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath("a/Dockerfile"),
                  "FROM python:3.12-slim\nRUN pip install flask==3.1.2\n");
        writeFile(folder.filePath("b/gpu.Dockerfile"), "FROM python:3.12-slim\n");
        writeFile(folder.filePath("c/Dockerfile"), QByteArray("\0\1\2", 3));
        const auto lines = [&](const QStringList& more, const QByteArray& input = {}) {
            QMap<QString, QJsonObject> out;
            const ProgramRun run = runProgram(QStringList {"scan"} + more, folder.path(), input);
            if (run.status != 0) return out;
            for (const QByteArray& line : run.output.split('\n'))
                if (!line.isEmpty())
                    out.insert(QJsonDocument::fromJson(line)["project"].toString(),
                               QJsonDocument::fromJson(line).object());
            return out;
        };
        const auto one = lines({".", "nowhere", "--jobs", "1", "--findings"});
        QCOMPARE(one.size(), 4);
        QVERIFY(one.value("a/Dockerfile")["ok"].toBool());
        QVERIFY(!one.value("nowhere")["ok"].toBool()
                && one.value("nowhere")["error"].toString().contains("no such file"));
        QCOMPARE(lines({".", "nowhere", "--jobs", "3", "--findings"}), one);
        QCOMPARE(lines({"-", "--findings"}, "a\nb\nc\nnowhere\n"), one);
        const ProgramRun run = runProgram({"scan", "."}, folder.path());
        QVERIFY2(run.trouble.contains("3 projects: "), run.trouble.constData());
    }

    void diffTellsNewFixedAndSame()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        const QString old = folder.filePath("old.json");
        QVERIFY(runProgram({"audit", folder.path(), "--format", "json", "-o", old}).status <= 1);
        const ProgramRun same = runProgram({"diff", old, folder.path()});
        QVERIFY2(same.status == 0 && same.output.contains("the findings are the same"),
                 same.output.constData());
        QCOMPARE(runProgram({"fix", folder.path(), "--all-safe"}).status, 0);
        const ProgramRun fixed = runProgram({"diff", old, folder.path()});
        QVERIFY2(fixed.output.contains("\nfixed: "), fixed.output.constData());
        const QString now = folder.filePath("now.json");
        QVERIFY(runProgram({"audit", folder.path(), "--format", "json", "-o", now}).status <= 1);
        const ProgramRun back = runProgram({"diff", now, old, "--format", "markdown"});
        QCOMPARE(back.status, 1);
        QVERIFY2(back.output.contains("| new | high |"), back.output.constData());
        QVERIFY(QJsonDocument::fromJson(
                    runProgram({"diff", now, old, "--format", "json"}).output)["changes"]
                    .toArray()
                    .size()
                > 0);
    }

    void baselineCountsOnlyWhatIsNew()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        const QString baseline = folder.filePath("baseline.json");
        QVERIFY(runProgram({"audit", folder.path(), "--format", "json", "-o", baseline}).status
                == 1);
        const ProgramRun run =
            runProgram({"audit", folder.path(), "--baseline", baseline, "--fail-on", "low"});
        QVERIFY2(run.status == 0, run.output.left(2'000).constData());
        QFile file(folder.filePath("Dockerfile"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("RUN pip install --force-reinstall scipy==1.11.4\n");
        file.close();
        QCOMPARE(
            runProgram({"audit", folder.path(), "--baseline", baseline, "--fail-on", "low"}).status,
            1);
        QCOMPARE(runProgram({"audit", folder.path(), "--baseline", folder.filePath("Dockerfile")})
                     .status,
                 2);
    }

    void verifySaysWhetherTheAuditStillHolds()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        const QString report = folder.filePath("report.json");
        QVERIFY(
            runProgram({"audit", folder.path(), "--gpu", "A100", "--format", "json", "-o", report})
                .status
            <= 1);
        const ProgramRun same = runProgram({"verify", report, folder.path()});
        QVERIFY2(same.status == 0, (same.output + same.trouble).constData());
        QFile file(folder.filePath("requirements.txt"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("flask\n");
        file.close();
        const ProgramRun changed = runProgram({"verify", report, folder.path()});
        QCOMPARE(changed.status, 1);
        QVERIFY2(changed.output.contains("input requirements.txt has changed"),
                 changed.output.constData());
        QVERIFY2(changed.output.contains("\nthe audit is another one: "),
                 changed.output.constData());
    }

    void settingsAreReadAndTheirOriginIsShown()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        writeFile(folder.filePath("pinwheel.toml"),
                  "fail-on = \"never\"\ngpus = [\"A100\"]\n\n[severity]\nPIN201 = \"off\"\n");
        QCOMPARE(runProgram({"audit", folder.path()}).status, 0);
        QCOMPARE(runProgram({"audit", folder.path(), "--no-config"}).status, 1);
        QCOMPARE(runProgram({"audit", folder.path(), "--fail-on", "low"}).status, 1);
        const ProgramRun show = runProgram({"config", "show", folder.path(), "--gpu", "H100"}, {},
                                           {}, {{"PINWHEEL_PROFILE", "strict"}});
        QVERIFY2(show.output.contains("fail-on=never") && show.output.contains("# pinwheel.toml:1"),
                 show.output.constData());
        QVERIFY(show.output.contains("gpus=H100") && show.output.contains("# --gpu"));
        QVERIFY(show.output.contains("profile=strict")
                && show.output.contains("# PINWHEEL_PROFILE"));
        writeFile(folder.filePath("pinwheel.toml"), "fial-on = \"never\"\n");
        const ProgramRun bad = runProgram({"audit", folder.path()});
        QCOMPARE(bad.status, 2);
        QVERIFY2(bad.trouble.contains("did you mean 'fail-on'?"), bad.trouble.constData());
    }

    void aProjectCannotTurnTheNetworkOn()
    {
        QTemporaryDir folder;
        copySeed(folder.path());
        writeFile(folder.filePath("pinwheel.toml"), "index = \"live\"\n");
        const ProgramRun run = runProgram({"audit", folder.path()});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.trouble.contains("pinwheel.toml:1") && run.trouble.contains("--index live"),
                 run.trouble.constData());
    }

    void completionsAreScriptsOfTheirShells_data()
    {
        QTest::addColumn<QString>("shell");
        for (const char* shell : {"bash", "zsh", "fish"})
            QTest::newRow(shell) << QString::fromLatin1(shell);
    }
    void completionsAreScriptsOfTheirShells()
    {
        QFETCH(QString, shell);
        const ProgramRun run = runProgram({"completions", shell});
        QCOMPARE(run.status, 0);
        for (const char* word : {"audit", "fail-on", "sarif", "baseline"})
            QVERIFY2(run.output.contains(word), word);
        if (QStandardPaths::findExecutable(shell).isEmpty()) QSKIP("the shell is not installed");
        QProcess process;
        process.start(shell,
                      {shell == QLatin1String("fish") ? QStringLiteral("--no-execute")
                                                      : QStringLiteral("-n")});
        process.write(run.output);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    void bashCompletesLevels()
    {
        QTemporaryDir folder;
        writeFile(
            folder.filePath("script"),
            runProgram({"completions", "bash"}).output
                + "COMP_WORDS=(pinwheel audit --fail-on hi) COMP_CWORD=3\n_pinwheel\necho "
                  "\"${COMPREPLY[@]}\"\n"
                  "COMP_WORDS=(pinwheel aud) COMP_CWORD=1\n_pinwheel\necho \"${COMPREPLY[@]}\"\n");
        QProcess process;
        process.start(QStringLiteral("bash"), {folder.filePath("script")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), QByteArray("high\naudit\n"));
    }

    void fishCompletes()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("fish")).isEmpty())
            QSKIP("fish is not installed");
        QTemporaryDir folder;
        writeFile(folder.filePath("audited.txt"), "a file that begins like a command\n");
        writeFile(folder.filePath("p.fish"), runProgram({"completions", "fish"}).output);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", folder.path());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("fish"),
                      {"--no-config", "-c",
                       "source p.fish; for line in 'audit --fail-on hi' aud 'audit --format sar' "
                       "'config sh'; "
                       "complete -C \"pinwheel $line\"; echo; end"});
        QVERIFY(process.waitForFinished());
        // Each answer is words with their descriptions behind a tab.
        QStringList words;
        for (const QByteArray& line : process.readAllStandardOutput().split('\n'))
            if (!line.isEmpty()) words += QString::fromUtf8(line.left(line.indexOf('\t')));
        QCOMPARE(words.mid(0, 3), QStringList({"high", "audit", "sarif"}));
        QVERIFY2(words.contains("show"), qPrintable(words.join(' ')));
    }

    void zshCompletes()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("zsh")).isEmpty())
            QSKIP("zsh is not installed");
        QTemporaryDir folder;
        writeFile(folder.filePath("_pinwheel"), runProgram({"completions", "zsh"}).output);
        // An interactive shell on a terminal of its own; its `pinwheel` prints what the line
        // became.
        writeFile(folder.filePath("type.zsh"),
                  "zmodload zsh/zpty\nzpty shell zsh -f -i\n"
                  "zpty -w shell \"PS1=; fpath=($PWD \\$fpath); autoload -Uz compinit; compinit -u "
                  "-D; pinwheel() { print -r -- \\\"ARGS<\\$*>\\\" }\"\n"
                  "for typed in 'audit --fail-on hi' aud 'audit --format sar'; do zpty -w shell "
                  "\"pinwheel $typed\"$'\\t'; done\n"
                  "zpty -w shell \"print DO''NE\"\n" // What it prints, not the line's echo.
                  "while zpty -r shell line $'*\\n'; do print -r -- $line; [[ $line == *DONE* ]] "
                  "&& break; done\nzpty -d shell\n");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", folder.path());
        environment.insert("TERM", "dumb");
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("zsh"), {"-f", "type.zsh"});
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray said = process.readAllStandardOutput();
        for (const char* line :
             {"ARGS<audit --fail-on high>", "ARGS<audit>", "ARGS<audit --format sarif>"})
            QVERIFY2(said.contains(line), said.constData());
    }

    void manPagesNameEveryOption()
    {
        const ProgramRun page = runProgram({"man", "audit"});
        QCOMPARE(page.status, 0);
        QVERIFY(page.output.startsWith(".TH PINWHEEL\\-AUDIT 1 "));
        const ProgramRun help = runProgram({"audit", "--help"});
        for (const QByteArray& word : help.output.simplified().split(' ')) {
            if (!word.startsWith("--")) continue;
            QByteArray name = word.split(',').first();
            name.replace("-", "\\-");
            QVERIFY2(page.output.contains(name), name.constData());
        }
        QCOMPARE(runProgram({"man", "nope"}).status, 2);
    }
};

QTEST_APPLESS_MAIN(TestOtherCommands)
#include "tst_other_commands.moc"
