#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

class TestBadInput : public QObject
{
    Q_OBJECT

private slots:
    void anyDockerfileGivesAnAudit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty file") << QByteArray();
        QTest::newRow("blanks alone") << QByteArray("\n \n\t\n");
        QTest::newRow("bytes that are no text") << QByteArray("\x00\xff\xfe\x01FROM\x80\n", 10);
        QTest::newRow("RUN before FROM") << QByteArray("RUN pip install torch\n");
        QTest::newRow("FROM without image") << QByteArray("FROM\nRUN pip install x\n");
        QTest::newRow("stage that starts from itself")
            << QByteArray("FROM a AS a\nFROM a\nCOPY --from=b / /\n");
        QTest::newRow("unterminated quote")
            << QByteArray("FROM python:3.12\nRUN pip install \"torch\n");
        QTest::newRow("unterminated heredoc")
            << QByteArray("FROM python:3.12\nRUN <<EOF\npip install torch\n");
        QTest::newRow("requirement that is none")
            << QByteArray("FROM python:3.12\nRUN pip install '===' ']' '-r'\n");
        QTest::newRow("endless loop")
            << QByteArray("FROM python:3.12\nRUN while true; do pip install x; done\n");
        QTest::newRow("function that calls itself")
            << QByteArray("FROM python:3.12\nRUN f() { f; pip install x; }; f\n");
        QTest::newRow("10,000 nested parentheses")
            << QByteArray("FROM python:3.12\nRUN ") + QByteArray(10'000, '(') + "\n";
    }
    void anyDockerfileGivesAnAudit()
    {
        QFETCH(QByteArray, text);
        const auto audit = runAudit({}, servicesFor({{"Dockerfile", text.toStdString()}}));
        if (!audit)
            QVERIFY(!audit.error().message.empty() && !audit.error().message.contains('\n'));
    }

    void requirementFileThatReadsItselfIsAFinding()
    {
        const AuditPtr audit =
            auditOf({{"Dockerfile", "FROM python:3.12\nCOPY r.txt .\nRUN pip install -r r.txt\n"},
                     {"r.txt", "-r r.txt\nflask\n"}});
        QVERIFY(audit->model.trace.installs.front().failure.has_value());
    }

    void limitsOfReadingAreTold_data()
    {
        QTest::addColumn<QByteArray>("run");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("turns of a loop")
            << QByteArray("RUN while true; do :; done")
            << QByteArray(
                   "Dockerfile, line 2: a loop does not end within the turns that are followed");
        QTest::newRow("depth of functions")
            << QByteArray("RUN f() { f; }; f")
            << QByteArray("Dockerfile, line 2: functions are nested too deeply");
        QTest::newRow("steps of a script")
            << QByteArray("RUN while :; do while :; do while :; do :; done; done; done")
            << QByteArray("the script takes more steps than are followed");
        QTest::newRow("bytes of a word") << QByteArray(
            "RUN x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0; do x=$x$x; done")
                                         << QByteArray("longer than is followed");
        QTest::newRow("commands of a script")
            << QByteArray("RUN for i in ") + QByteArray("x ").repeated(900) + "; do for j in "
                + QByteArray("x ").repeated(900) + "; do true-command; done; done"
            << QByteArray("than are followed");
        QTest::newRow("depth of substitutions") << QByteArray("RUN echo ")
                + QByteArray("$(").repeated(200) + "x"
                + QByteArray(")").repeated(200) << QByteArray("too deeply");
        QTest::newRow("depth of requirement files")
            << QByteArray("COPY . .\nRUN pip install -r r0.txt")
            << QByteArray("line 1: requirement files are nested too deeply");
        QTest::newRow("requirements of one command")
            << QByteArray("COPY . .\nRUN pip install -r many.txt")
            << QByteArray("many.txt, line 10001: too many requirements");
        QTest::newRow("bytes of a requirement line")
            << "ENV BLOCK=" + QByteArray(60'000, 'x') + "\nCOPY . .\nRUN pip install -r long.txt"
            << QByteArray("long.txt, line 1: the line is longer than is followed");
        QTest::newRow("depth of an expansion")
            << "ENV A=" + QByteArray("${A:-").repeated(100) + "x" + QByteArray("}").repeated(100)
            << QByteArray("Dockerfile, line 2: the expansion is nested too deeply");
        QTest::newRow("steps of an expansion") << "ENV A=" + QByteArray(20'000, 'a')
                + "\nENV B=${A//" + QByteArray("*a").repeated(200)
                + "*b/x}" << QByteArray("Dockerfile, line 3: the replacement takes too long");
        QTest::newRow("stages") << QByteArray("FROM scratch\n").repeated(500)
                                << QByteArray("only the first 500 stages are looked at");
        QTest::newRow("lines of a Dockerfile")
            << QByteArray("#\n").repeated(100'000)
            << QByteArray("Dockerfile: only the first 100000 lines are read");
        QTest::newRow("ONBUILD in ONBUILD")
            << QByteArray("ONBUILD ").repeated(40) + "RUN x" << QByteArray("Dockerfile: ");
    }
    void limitsOfReadingAreTold()
    {
        QFETCH(const QByteArray, run);
        QFETCH(const QByteArray, told);
        std::map<std::string, std::string> files {
            {"Dockerfile", "FROM python:3.12\n" + run.toStdString() + "\n"}};
        for (int i = 0; i < 40; ++i)
            files["r" + std::to_string(i) + ".txt"] = "-r r" + std::to_string(i + 1) + ".txt\n";
        for (int i = 0; i < 20; ++i)
            files["long.txt"] += "${BLOCK}";
        for (int i = 0; i < 10'001; ++i)
            files["many.txt"] += "p" + std::to_string(i) + "\n";
        const auto audit = runAudit({}, servicesFor(files));
        QVERIFY(audit.has_value());
        const bool isTold =
            std::ranges::any_of((*audit)->limitsReached, [&](const std::string& limit) {
                return limit.contains(told.toStdString());
            });
        QVERIFY2(isTold,
                 (*audit)->limitsReached.empty() ? "no limit is told"
                                                 : (*audit)->limitsReached.front().c_str());
        QVERIFY((*audit)->limitsReached.size() <= 50);
    }

    void missingDockerfileIsOneClearLine()
    {
        const auto audit = runAudit({}, servicesFor({}));
        QVERIFY(!audit.has_value());
        QVERIFY(audit.error().message.contains("Dockerfile"));
    }

    void unknownTargetNamesThoseThereAre()
    {
        AuditOptions options;
        options.target = "nope";
        const auto audit =
            runAudit(options, servicesFor({{"Dockerfile", "FROM python:3.12 AS builder\n"}}));
        QVERIFY(!audit.has_value());
        QVERIFY2(audit.error().message.contains("builder"), audit.error().message.c_str());
    }

    void stoppingGivesCancelled()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto audit = runAudit({}, servicesFor(seedFiles()), stop.get_token());
        QVERIFY(!audit.has_value());
        QCOMPARE(audit.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
