// Requirement files that a lock is exported to, and what an interpreter says of itself.

#include "core/build/python_answer.h"
#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const std::map<std::string, std::string> poetryFiles {
    {"pyproject.toml", "[tool.poetry]\nname = \"shop\"\nversion = \"1\"\n"},
    {"poetry.lock",
     "[[package]]\nname = \"tqdm\"\nversion = \"4.66.1\"\noptional = false\ngroups = [\"main\"]\n"
     "files = [{file = \"tqdm-4.66.1-py3-none-any.whl\", hash = "
     "\"sha256:d302b3c5b53d47bce91fea46679d9c3c6508cf6332229aa1e7d8653723793386\"}]\n\n"
     "[[package]]\nname = \"colorama\"\nversion = \"0.4.6\"\noptional = false\ngroups = "
     "[\"main\"]\nmarkers = \"platform_system == \\\"Windows\\\"\"\nfiles = []\n\n"
     "[[package]]\nname = \"click\"\nversion = \"8.1.7\"\noptional = false\ngroups = "
     "[\"dev\"]\nfiles = []\n\n"
     "[metadata]\nlock-version = \"2.1\"\npython-versions = \">=3.10\"\n"}};

AuditPtr auditOfText(const std::string& dockerfile, std::map<std::string, std::string> files)
{
    files.emplace("Dockerfile", dockerfile);
    AuditOptions options;
    options.proveFixes = false;
    return auditOf(std::move(files), options);
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void poetryExport_data()
    {
        QTest::addColumn<QByteArray>("commands");
        QTest::addColumn<bool>("hasClick");
        QTest::newRow("to a file") << QByteArray(
            "poetry export -f requirements.txt -o r.txt --without-hashes && pip install -r r.txt")
                                   << false;
        QTest::newRow("to the output")
            << QByteArray("poetry export --without-hashes > r.txt && pip install -r r.txt")
            << false;
        QTest::newRow("with a group") << QByteArray(
            "poetry export --with dev --without-hashes --output r.txt && pip install -r r.txt")
                                      << true;
        QTest::newRow("with hashes")
            << QByteArray("poetry export -o r.txt && pip install -r r.txt") << false;
    }
    void poetryExport()
    {
        QFETCH(QByteArray, commands);
        QFETCH(bool, hasClick);
        const AuditPtr audit =
            auditOfText("FROM python:3.12\nCOPY pyproject.toml poetry.lock ./\nRUN "
                            + commands.toStdString() + "\n",
                        poetryFiles);
        const InstalledDistribution* tqdm = finalDistribution(*audit, "tqdm");
        QVERIFY(tqdm != nullptr);
        QCOMPARE(tqdm->versionText(), std::string("4.66.1"));
        QCOMPARE(finalDistribution(*audit, "click") != nullptr, hasClick);
        QVERIFY(finalDistribution(*audit, "colorama") == nullptr);
        QCOMPARE(audit->model.trace.installs.back().completeness, Completeness::Known);
    }

    void theLockIsTheEvidence()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12 AS lock\nCOPY pyproject.toml poetry.lock ./\nRUN poetry "
                        "export --without-hashes -o /r.txt\nFROM python:3.12\nCOPY --from=lock "
                        "/r.txt /\nRUN pip install -r /r.txt\n",
                        poetryFiles);
        const Decision* decision = decisionIn(audit->model.trace.installs.back(), "tqdm");
        QVERIFY(decision != nullptr);
        QCOMPARE(std::string(audit->model.sources.text(decision->askedBy.front().file).path()),
                 std::string("poetry.lock"));
        QCOMPARE(std::string(audit->model.sources.slice(decision->askedBy.front())),
                 std::string("tqdm"));
    }

    void uvExport()
    {
        const std::string lock =
            "version = 1\nrequires-python = \">=3.12\"\n\n[[package]]\nname = \"shop\"\nversion = "
            "\"1\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"tqdm\" }]\n\n"
            "[[package]]\nname = \"tqdm\"\nversion = \"4.66.1\"\nsource = { registry = "
            "\"https://pypi.org/simple\" }\n";
        const AuditPtr audit = auditOfText(
            "FROM python:3.12\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/\nCOPY pyproject.toml "
            "uv.lock ./\nRUN uv export --frozen --no-hashes --no-emit-project -o r.txt\nRUN pip "
            "install -r r.txt\n",
            {{"pyproject.toml",
              "[project]\nname = \"shop\"\nversion = \"1\"\ndependencies = [\"tqdm\"]\n"},
             {"uv.lock", lock}});
        const InstalledDistribution* tqdm = finalDistribution(*audit, "tqdm");
        QVERIFY(tqdm != nullptr);
        QCOMPARE(tqdm->versionText(), std::string("4.66.1"));
    }

    void withoutTheLockNothingIsSaid()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12\nCOPY pyproject.toml ./\nRUN poetry export "
                        "--without-hashes -o r.txt && pip install -r r.txt\n",
                        poetryFiles);
        QVERIFY(audit->model.trace.installs.back().completeness != Completeness::Known);
    }

    void pythonAnswers_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char* script, const char* answer) {
            QTest::newRow(script) << QByteArray(script) << QByteArray(answer);
        };
        row("import sys; print(sys.prefix)", "/opt/venv\n");
        row("import sys\nprint( sys.executable )", "/opt/venv/bin/python\n");
        row("import site; print(site.getsitepackages()[0])",
            "/opt/venv/lib/python3.11/site-packages\n");
        row("import sysconfig; print(sysconfig.get_paths()[\"purelib\"])",
            "/opt/venv/lib/python3.11/site-packages\n");
        row("import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')", "3.11\n");
        row("import sys; print(f\"cp{sys.version_info[0]}{sys.version_info[1]}\", end=\"\")",
            "cp311");
        row("import sys; print('%d.%d' % sys.version_info[:2])", "3.11\n");
        row("import platform; print(platform.machine())", "x86_64\n");
        row("print(1)", "");
        row("import torch; print(torch.__version__)", "");
        row("import sys; print(sys.prefix); print(sys.prefix)", "");
        row("import sys; print(f'{sys.prefix')", "");
        row("open('x', 'w').write('y')", "");
    }
    void pythonAnswers()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, answer);
        const auto printed = pythonAnswer(script.toStdString(),
                                          {.path = "/opt/venv/bin/python",
                                           .prefix = "/opt/venv",
                                           .version = "3.11",
                                           .machine = "x86_64"});
        QCOMPARE(QByteArray::fromStdString(printed.value_or("")), answer);
    }

    void theInterpretersAnswerIsUsed()
    {
        const AuditPtr audit = auditOfText("FROM python:3.12\nRUN pip install --prefix \"$(python "
                                           "-c 'import sys; print(sys.prefix)')\" tqdm==4.66.1\n",
                                           {});
        QVERIFY(finalDistribution(*audit, "tqdm") != nullptr);
        QCOMPARE(audit->model.trace.installs.back().completeness, Completeness::Known);
    }
};

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
