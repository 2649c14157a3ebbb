// Ignore comments of our own and of other tools, and how they go with findings that say several
// places at once.

#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

class TestSuppressions : public QObject
{
    Q_OBJECT

private slots:
    void commentSuppresses_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<bool>("suppressed");
        const QByteArray pip = "RUN pip install requests==2.32.3\n";
        const QByteArray apt =
            "RUN apt-get update && apt-get install -y --no-install-recommends curl\n";
        QTest::newRow("no comment")
            << "FROM python:3.12-slim\n" + pip << QByteArray("PIN604") << false;
        QTest::newRow("our id above")
            << "FROM python:3.12-slim\n# pinwheel: ignore=PIN604 measured\n" + pip
            << QByteArray("PIN604") << true;
        QTest::newRow("our name above")
            << "FROM python:3.12-slim\n# pinwheel: ignore=cache-left measured\n" + pip
            << QByteArray("PIN604") << true;
        QTest::newRow("hadolint's id above") << "FROM python:3.12-slim\n# hadolint ignore=DL3042\n"
                + pip << QByteArray("PIN604") << true;
        QTest::newRow("several of hadolint's ids")
            << "FROM python:3.12-slim\n# hadolint ignore=DL3008, DL3009\n" + apt
            << QByteArray("PIN605") << true;
        QTest::newRow("another id") << "FROM python:3.12-slim\n# hadolint ignore=DL3008\n" + pip
                                    << QByteArray("PIN604") << false;
        QTest::newRow("for the whole file")
            << "# hadolint global ignore=DL3042\nFROM python:3.12-slim\n" + pip
            << QByteArray("PIN604") << true;
        QTest::newRow("all of BuildKit's checks")
            << QByteArray("# check=skip=all\nFROM python:3.12-slim\nCMD python app.py\n")
            << QByteArray("PIN702") << true;
        QTest::newRow("all of BuildKit's checks are none of ours")
            << "# check=skip=all\nFROM python:3.12-slim\n" + pip << QByteArray("PIN604") << false;
        QTest::newRow("what ends the build is no check")
            << QByteArray("# check=skip=all\nFROM python:3.12-slim\nENV ONLY\n")
            << QByteArray("PIN708") << false;
        QTest::newRow("BuildKit's directive") << QByteArray(
            "# check=skip=JSONArgsRecommended\nFROM python:3.12-slim\nCMD python app.py\n")
                                              << QByteArray("PIN702") << true;
    }
    void commentSuppresses()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, rule);
        QFETCH(bool, suppressed);
        AuditOptions options;
        options.profile = "all";
        const AuditPtr audit = auditOf({{"Dockerfile", dockerfile.toStdString()}}, options);
        const auto findings = findingsOf(*audit, rule.toStdString());
        QVERIFY(!findings.empty());
        for (const Finding* finding : findings)
            QCOMPARE(finding->suppressedBy.has_value(), suppressed);
    }

    void groupKeepsIgnoredPlacesApart_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("rule");
        QTest::newRow("downloads left in layers") << QByteArray("DL3042") << QByteArray("PIN604");
        QTest::newRow("requirements not pinned") << QByteArray("DL3013") << QByteArray("PIN606");
    }
    void groupKeepsIgnoredPlacesApart()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, rule);
        const AuditPtr audit = auditOf({{"Dockerfile",
                                         "FROM python:3.12-slim\nRUN pip install requests\nRUN pip "
                                         "install flask\n# hadolint ignore="
                                             + id.toStdString() + "\nRUN pip install click\n"}});
        const auto findings = findingsOf(*audit, rule.toStdString());
        QCOMPARE(findings.size(), 2U);
        const auto ignored = std::ranges::count_if(
            findings, [](const Finding* finding) { return finding->suppressedBy.has_value(); });
        QCOMPARE(ignored, 1);
        for (const Finding* finding : findings)
            QCOMPARE(finding->layers.size(), finding->suppressedBy ? 1U : 2U);
        QVERIFY(findingsOf(*audit, "PIN901").empty());
    }

    void unusedSuppressionIsAFinding()
    {
        const AuditPtr audit = auditOf({{"Dockerfile",
                                         "FROM python:3.12-slim\n# pinwheel: ignore=PIN301 not "
                                         "so\nRUN pip install --no-cache-dir requests==2.32.3\n"}});
        QCOMPARE(findingsOf(*audit, "PIN901").size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestSuppressions)
#include "tst_suppressions.moc"
