// The check as a step of the Dockerfile: where it goes, that it changes nothing else, and where it
// cannot stand.

#include "core/fixes/prove.h"
#include "core/report/outline.h"
#include "core/report/verification_script.h"
#include "core/report/verification_step.h"
#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

using Files = std::map<std::string, std::string>;

/// The Dockerfile with the step, as the fix leaves it.
std::string patched(const Files& files, QByteArray* trouble = nullptr)
{
    const AuditPtr audit = auditOf(files);
    const auto fix = verificationStepOf(*audit, servicesFor(files));
    if (!fix) {
        if (trouble) *trouble = QByteArray::fromStdString(fix.error().message);
        return {};
    }
    const auto texts = patchedTexts(audit->model.sources, fix->edits);
    if (!texts) return {};
    const auto text = texts->find("Dockerfile");
    return text == texts->end() ? files.at("Dockerfile") : text->second;
}

} // namespace

class TestVerificationStep : public QObject
{
    Q_OBJECT

private slots:
    void itStandsBehindTheLastChangeOfTheTargetStage()
    {
        const std::string head =
            "FROM python:3.12-slim AS build\nRUN pip install --no-cache-dir click==8.1.7\nFROM "
            "python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\nCOPY a.txt /srv/";
        const std::string tail = "\nUSER 1000\nCMD [\"python\"]\n";
        const std::string after = patched({{"Dockerfile", head + tail}, {"a.txt", "a\n"}});
        QVERIFY2(after.starts_with(head + "\n\n# Ends the build"), after.c_str());
        QVERIFY2(after.ends_with("\nPINWHEEL_CHECK" + tail), after.c_str());
    }

    void theEnvironmentStaysAndNothingIsFound()
    {
        const Files files = seedFiles();
        const AuditPtr before = auditOf(files);
        Files fixed = files;
        fixed["Dockerfile"] = patched(files);
        const AuditPtr after = auditOf(fixed);
        QCOMPARE(after->findings.size(), before->findings.size());
        QVERIFY(finalEnvironment(*after)->distributions
                == finalEnvironment(*before)->distributions);
    }

    void theScriptIsThatOfTheReport()
    {
        const Files files {
            {"Dockerfile",
             "FROM python:3.12-slim\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install "
             "--no-cache-dir flask==3.0.3\nENV PATH=/opt/venv/bin:$PATH\n"}};
        const AuditPtr audit = auditOf({{"Dockerfile", patched(files)}});
        const Instruction& step = audit->model.dockerfile.instructions.at(3);
        QCOMPARE(step.heredocs.size(), std::size_t {1});
        QCOMPARE(step.heredocs.front().content,
                 verificationScript(*auditOf(files), Expectations::OfTheseTexts).python);
        QVERIFY(!step.heredocs.front().expand);
        QVERIFY(audit->model.sources.slice(step.span).starts_with(
            "RUN /opt/venv/bin/python - <<'PINWHEEL_CHECK'\n"));
    }

    void aSecondCallReplacesTheStep()
    {
        Files files {
            {"Dockerfile", "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\n"}};
        files["Dockerfile"] = patched(files);
        QCOMPARE(patched(files), files["Dockerfile"]);
        std::string& text = files["Dockerfile"];
        text.replace(text.find("flask==3.0.3"), 12, "flask==3.0.2");
        const std::string again = patched(files);
        QVERIFY(again != text);
        QCOMPARE(QByteArray::fromStdString(again).count("PINWHEEL_CHECK"), 2);
        QVERIFY(again.contains("\"flask\": (\"3.0.2\", True, \"==3.0.2\")"));
    }

    void itExpectsWhatTheTextsGiveWithoutTheirFixes()
    {
        // The fixed seed keeps the builds of its index; the texts as they stand do not.
        const VerificationScript now =
            verificationScript(*auditOfSeed(), Expectations::OfTheseTexts);
        QVERIFY(!now.afterFixes);
        QVERIFY(now.python.contains("\"torch\": (\"2.5.1\", True"));
    }

    void whereItCannotStand_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing is known of the image")
            << QByteArray("FROM scratch\nCOPY a /a\n") << QByteArray("not known");
        QTest::newRow("lines that end with CR LF")
            << QByteArray("FROM python:3.12-slim\r\nRUN pip install flask==3.0.3\r\n")
            << QByteArray("CR LF");
        QTest::newRow("another shell") << QByteArray(
            "FROM python:3.12-slim\nSHELL [\"/bin/fancy\", \"-c\"]\nRUN pip install flask==3.0.3\n")
                                       << QByteArray("SHELL");
        QTest::newRow("no instruction of its own")
            << QByteArray("FROM python:3.12-slim\n") << QByteArray("no instruction");
    }
    void whereItCannotStand()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, says);
        QByteArray trouble;
        QCOMPARE(patched({{"Dockerfile", dockerfile.toStdString()}, {"a", "a\n"}}, &trouble),
                 std::string());
        QVERIFY2(trouble.contains(says), trouble.constData());
    }
};

QTEST_APPLESS_MAIN(TestVerificationStep)
#include "tst_verification_step.moc"
