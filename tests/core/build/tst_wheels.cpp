// Wheels that one command makes and another one installs: `pip wheel`, `pip download`, and the
// folders between stages.

#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

AuditPtr auditOfText(const std::string& dockerfile, std::map<std::string, std::string> files = {})
{
    files.emplace("Dockerfile", dockerfile);
    AuditOptions options;
    options.proveFixes = false;
    return auditOf(std::move(files), options);
}

const InstallStep& lastStep(const Audit& audit)
{
    if (audit.model.trace.installs.empty()) qFatal("no install command was seen");
    return audit.model.trace.installs.back();
}

} // namespace

class TestWheels : public QObject
{
    Q_OBJECT

private slots:
    void wheelsAreInstalled_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        const std::string make = "FROM python:3.12 AS build\nCOPY requirements.txt .\nRUN pip "
                                 "wheel --wheel-dir /wheels -r requirements.txt\n";
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("in one stage",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN pip wheel -w /w -r requirements.txt && "
            "pip install /w/*.whl\n");
        row("the folder is copied",
            make
                + "FROM python:3.12-slim\nCOPY --from=build /wheels /wheels\nRUN pip install "
                  "--no-cache-dir /wheels/*\n");
        row("the files are copied",
            make
                + "FROM python:3.12-slim\nCOPY --from=build /wheels/*.whl /tmp/\nRUN pip install "
                  "/tmp/*.whl\n");
        row("the folder is mounted",
            make
                + "FROM python:3.12-slim\nRUN "
                  "--mount=type=bind,from=build,source=/wheels,target=/mnt/w pip install "
                  "/mnt/w/*.whl\n");
        row("the stage below made them", make + "FROM build\nRUN pip install /wheels/*.whl\n");
        row("in the working folder",
            "FROM python:3.12\nWORKDIR /w\nCOPY requirements.txt .\nRUN pip wheel -r "
            "requirements.txt\nRUN pip install *.whl\n");
        row("downloaded",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN pip download -d /w -r "
            "requirements.txt\nRUN pip install /w/*\n");
        row("without an index",
            make
                + "FROM python:3.12-slim\nCOPY --from=build /wheels /wheels\nCOPY requirements.txt "
                  ".\nRUN pip install --no-index --find-links=/wheels -r requirements.txt\n");
        row("moved one by one",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN pip wheel -w /w -r requirements.txt && "
            "mkdir /x && mv /w/*.whl /x/\nRUN pip install /x/*.whl\n");
        row("by uv",
            make
                + "FROM python:3.12-slim\nCOPY --from=build /wheels /wheels\nRUN pip install uv && "
                  "uv pip install --system /wheels/*.whl\n");
    }
    void wheelsAreInstalled()
    {
        QFETCH(QByteArray, dockerfile);
        const AuditPtr audit = auditOfText(dockerfile.toStdString(),
                                           {{"requirements.txt", "flask==3.0.0\ntqdm<4.67\n"}});
        const InstallStep& step = lastStep(*audit);
        QCOMPARE(step.completeness, Completeness::Known);
        QVERIFY(!step.failure.has_value());
        const InstalledDistribution* flask = finalDistribution(*audit, "flask");
        QVERIFY(flask != nullptr);
        QCOMPARE(flask->versionText(), std::string("3.0.0"));
        const InstalledDistribution* tqdm = finalDistribution(*audit, "tqdm");
        QVERIFY(tqdm != nullptr);
        QVERIFY2(tqdm->versionText().starts_with("4.66"), tqdm->versionText().c_str());
        // What flask needs was made into a wheel as well.
        QVERIFY(finalDistribution(*audit, "werkzeug") != nullptr);
    }

    void whatIsTakenAwayIsNotInstalled()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12\nRUN pip wheel --no-deps -w /w flask==3.0.0 "
                        "tqdm==4.66.0\nRUN rm -f /w/tqdm-*\nRUN pip install --no-deps /w/*.whl\n");
        QVERIFY(finalDistribution(*audit, "flask") != nullptr);
        QVERIFY(finalDistribution(*audit, "tqdm") == nullptr);
    }

    void aWheelThatIsThereIsReplacedByItsVersionAlone()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12\nRUN pip install tqdm==4.66.0\nRUN pip wheel --no-deps "
                        "-w /w tqdm==4.66.1\nRUN pip install --no-deps /w/*.whl\n");
        const Decision* decision = decisionIn(lastStep(*audit), "tqdm");
        QVERIFY(decision != nullptr);
        QCOMPARE(decision->kind, DecisionKind::Upgrade);
        QCOMPARE(decision->after, std::string("4.66.1"));
    }

    void aReleaseIsNoSurerThanItsWheel()
    {
        const AuditPtr direct = auditOfText("FROM python:3.12\nRUN pip install python-magic\n");
        const AuditPtr made = auditOfText(
            "FROM python:3.12\nRUN pip wheel -w /w python-magic\nRUN pip install /w/*.whl\n");
        QCOMPARE(decisionIn(lastStep(*made), "python-magic")->grade,
                 decisionIn(lastStep(*direct), "python-magic")->grade);
        QCOMPARE(finalDistribution(*made, "python-magic")->grade,
                 finalDistribution(*direct, "python-magic")->grade);
    }

    void theRequirementIsTheEvidence()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12 AS build\nCOPY requirements.txt .\nRUN pip wheel -w /w "
                        "-r requirements.txt\nFROM python:3.12-slim\nCOPY --from=build /w /w\nRUN "
                        "pip install /w/*\n",
                        {{"requirements.txt", "tqdm==4.66.0\nclick==8.1.7\n"}});
        const Decision* decision = decisionIn(lastStep(*audit), "tqdm");
        QVERIFY(decision != nullptr);
        QVERIFY(!decision->askedBy.empty());
        QCOMPARE(std::string(audit->model.sources.slice(decision->askedBy.front())),
                 std::string("tqdm==4.66.0"));
        QVERIFY(std::ranges::any_of(audit->model.trace.layers, [](const Layer& layer) {
            return layer.title == "requirements.txt"
                && layer.subtitle == "wheels for a later install";
        }));
        QVERIFY2(lastStep(*audit).text.ends_with("install /w/*"), lastStep(*audit).text.c_str());
    }

    void aProjectsWheelBringsWhatItRequires()
    {
        const std::string pyproject =
            "[project]\nname = \"shop\"\nversion = \"1\"\ndependencies = [\"tqdm==4.66.0\"]\n";
        const AuditPtr audit =
            auditOfText("FROM python:3.12 AS build\nWORKDIR /src\nCOPY pyproject.toml .\nRUN pip "
                        "wheel --no-deps -w /w .\nFROM python:3.12-slim\nCOPY --from=build /w "
                        "/w\nRUN pip install /w/*.whl\n",
                        {{"pyproject.toml", pyproject}});
        QVERIFY(finalDistribution(*audit, "tqdm") != nullptr);
        const AuditPtr alone =
            auditOfText("FROM python:3.12\nWORKDIR /src\nCOPY pyproject.toml .\nRUN pip wheel "
                        "--no-deps -w /w .\nRUN pip install --no-deps /w/*.whl\n",
                        {{"pyproject.toml", pyproject}});
        QVERIFY(finalDistribution(*alone, "tqdm") == nullptr);
    }

    void whatIsNotKnownStaysSo_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::newRow("a condition that is not known")
            << QByteArray("FROM python:3.12\nRUN if [ -e /etc/x ]; then pip wheel -w /w flask; "
                          "fi\nRUN pip install /w/*.whl\n");
        QTest::newRow("a word that is not known")
            << QByteArray("FROM python:3.12\nRUN pip wheel -w /w $(head -1 /etc/wanted)\nRUN pip "
                          "install /w/*.whl\n");
        QTest::newRow("a folder of another image") << QByteArray(
            "FROM python:3.12\nCOPY --from=example.org/wheels /w /w\nRUN pip install /w/*.whl\n");
    }
    void whatIsNotKnownStaysSo()
    {
        QFETCH(QByteArray, dockerfile);
        const AuditPtr audit = auditOfText(dockerfile.toStdString());
        QVERIFY(lastStep(*audit).completeness != Completeness::Known);
    }

    void withoutDependenciesTheProjectIsAll_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("with what it requires") << QByteArray("") << false;
        QTest::newRow("alone") << QByteArray("--no-deps ") << true;
    }
    void withoutDependenciesTheProjectIsAll()
    {
        QFETCH(QByteArray, options);
        QFETCH(bool, isKnown);
        const AuditPtr audit =
            auditOfText("FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install "
                            + options.toStdString() + "-e .\n",
                        {{"app.py", "\n"}});
        QCOMPARE(lastStep(*audit).completeness == Completeness::Known, isKnown);
    }
};

QTEST_GUILESS_MAIN(TestWheels)
#include "tst_wheels.moc"
