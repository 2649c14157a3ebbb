#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

class TestBadInput : public QObject {
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
        QTest::newRow("stage that starts from itself") << QByteArray("FROM a AS a\nFROM a\nCOPY --from=b / /\n");
        QTest::newRow("unterminated quote") << QByteArray("FROM python:3.12\nRUN pip install \"torch\n");
        QTest::newRow("unterminated heredoc") << QByteArray("FROM python:3.12\nRUN <<EOF\npip install torch\n");
        QTest::newRow("requirement that is none") << QByteArray("FROM python:3.12\nRUN pip install '===' ']' '-r'\n");
        QTest::newRow("endless loop") << QByteArray("FROM python:3.12\nRUN while true; do pip install x; done\n");
        QTest::newRow("function that calls itself") << QByteArray("FROM python:3.12\nRUN f() { f; pip install x; }; f\n");
        QTest::newRow("10,000 nested parentheses") << QByteArray("FROM python:3.12\nRUN ") + QByteArray(10'000, '(') + "\n";
    }
    void anyDockerfileGivesAnAudit()
    {
        QFETCH(QByteArray, text);
        const auto audit = runAudit({}, servicesFor({{"Dockerfile", text.toStdString()}}));
        if (!audit) QVERIFY(!audit.error().message.empty() && !audit.error().message.contains('\n'));
    }

    void requirementFileThatReadsItselfIsAFinding()
    {
        const AuditPtr audit = auditOf({{"Dockerfile", "FROM python:3.12\nCOPY r.txt .\nRUN pip install -r r.txt\n"}, {"r.txt", "-r r.txt\nflask\n"}});
        QVERIFY(audit->model.trace.installs.front().failure.has_value());
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
        const auto audit = runAudit(options, servicesFor({{"Dockerfile", "FROM python:3.12 AS builder\n"}}));
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
