// What the walk over the instructions leaves: interpreters, environments, files and decisions, on
// small builds.

#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const InstallStep& lastStep(const Audit& audit)
{
    if (audit.model.trace.installs.empty()) qFatal("no install command was seen");
    return audit.model.trace.installs.back();
}

AuditPtr auditOfText(const std::string& dockerfile, std::map<std::string, std::string> files = {})
{
    files.emplace("Dockerfile", dockerfile);
    AuditOptions options;
    options.proveFixes = false;
    return auditOf(std::move(files), options);
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private slots:
    void pipBelongsToTheRightEnvironment_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("environment");
        const auto row = [](const char* name, const char* text, const char* environment) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(environment);
        };
        row("image's own Python", "FROM python:3.12-slim\nRUN pip install flask\n", "Python 3.12");
        row("venv by path",
            "FROM python:3.12\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install flask\n",
            "/opt/venv");
        row("venv by PATH",
            "FROM python:3.12\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN pip "
            "install flask\n",
            "/opt/venv");
        row("venv by activation",
            "FROM python:3.12\nRUN python -m venv /opt/venv\nRUN . /opt/venv/bin/activate && pip "
            "install flask\n",
            "/opt/venv");
        row("activation ends with its RUN",
            "FROM python:3.12\nRUN python -m venv /v && . /v/bin/activate\nRUN pip install flask\n",
            "Python 3.12");
        row("distribution's Python",
            "FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip3 "
            "install flask\n",
            "system Python 3.10");
        row("link made by the build",
            "FROM ubuntu:22.04\nRUN apt-get install -y python3 python3-pip && ln -s "
            "/usr/bin/python3 /usr/bin/python\nRUN python -m pip install flask\n",
            "system Python 3.10");
        row("bash -c", "FROM python:3.11\nRUN bash -c \"pip install flask\"\n", "Python 3.11");
        row("exec form", "FROM python:3.11\nRUN [\"pip\", \"install\", \"flask\"]\n",
            "Python 3.11");
        row("heredoc", "FROM python:3.11\nRUN <<EOF\npip install flask\nEOF\n", "Python 3.11");
        row("one of pyenv's",
            "FROM debian:12\nRUN curl https://pyenv.run | bash\nENV "
            "PATH=/root/.pyenv/bin:$PATH\nRUN pyenv install 3.12 && pyenv install 3.11\nRUN pyenv "
            "exec python3.11 -m pip install flask\n",
            "pyenv Python 3.11");
        row("conda environment",
            "FROM continuumio/miniconda3\nRUN conda create -n app python=3.10\nRUN conda run -n "
            "app pip install flask\n",
            "conda app");
    }
    void pipBelongsToTheRightEnvironment()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, environment);
        const AuditPtr audit = auditOfText(dockerfile.toStdString());
        QCOMPARE(QByteArray::fromStdString(lastStep(*audit).environment), environment);
        QVERIFY(decisionIn(lastStep(*audit), "flask") != nullptr);
    }

    void aFileThatIsNoneOfItsFormatEndsTheCommand_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("pip install .")
            << QByteArray("pip install .") << QByteArray("pyproject.toml")
            << QByteArray("[project\nname = 'x'\n");
        QTest::newRow("poetry") << QByteArray("pip install poetry && poetry install")
                                << QByteArray("poetry.lock")
                                << QByteArray("[[package]]\nname = \n");
        QTest::newRow("uv") << QByteArray("pip install uv && uv sync --frozen")
                            << QByteArray("uv.lock") << QByteArray("version = 1\nversion = 2\n");
        QTest::newRow("pipenv") << QByteArray("pip install pipenv && pipenv install --deploy")
                                << QByteArray("Pipfile.lock") << QByteArray("{\"default\": {},}");
        QTest::newRow("conda") << QByteArray("conda env create -f environment.yml")
                               << QByteArray("environment.yml")
                               << QByteArray("name: x\ndependencies: [python\n");
    }
    void aFileThatIsNoneOfItsFormatEndsTheCommand()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        const std::string path = file.toStdString();
        const AuditPtr audit = auditOfText("FROM continuumio/miniconda3:24.5.0-0\nCOPY " + path
                                               + " ./\nRUN " + command.toStdString() + "\n",
                                           {{path, text.toStdString()}});
        QCOMPARE(lastStep(*audit).failureKind.value_or(""), std::string("bad-requirement-file"));
        const auto told = std::ranges::find(audit->findings, "PIN601", &Finding::rule);
        QVERIFY(told != audit->findings.end());
        QCOMPARE(told->level, Level::Critical);
        QCOMPARE(std::string(audit->model.sources.text(told->span.file).path()), path);
    }

    void requirementsAreReadAsTheImageHoldsThem_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArrayList>("installed");
        QTest::addColumn<QByteArrayList>("absent");
        const auto row = [](const char* name, const char* text, QByteArrayList installed,
                            QByteArrayList absent) {
            QTest::newRow(name) << QByteArray(text) << installed << absent;
        };
        row("each RUN sees the variables of its place",
            "FROM python:3.12\nRUN true\nENV WANTED=flask\nRUN WANTED=django\nRUN pip install "
            "$WANTED\n",
            {"flask"}, {"django"});
        row("HOME follows USER",
            "FROM python:3.12\nRUN echo flask > $HOME/r.txt\nUSER app\nRUN echo django > "
            "$HOME/r.txt\nRUN pip install -r /home/app/r.txt\n",
            {"django"}, {"flask"});
        row("copied",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
            {"flask", "tqdm"}, {});
        row("edited by sed",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN sed -i '/flask/d' requirements.txt && "
            "pip install -r requirements.txt\n",
            {"tqdm"}, {"flask"});
        row("filtered by grep",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN grep -v flask requirements.txt > r.txt "
            "&& pip install -r r.txt\n",
            {"tqdm"}, {"flask"});
        row("written by a heredoc",
            "FROM python:3.12\nCOPY <<EOF /r.txt\nflask\nEOF\nRUN pip install -r /r.txt\n",
            {"flask"}, {"tqdm"});
        row("appended",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN echo requests >> requirements.txt && "
            "pip install -r requirements.txt\n",
            {"flask", "tqdm", "requests"}, {});
        row("read by cat",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install $(cat requirements.txt)\n",
            {"flask", "tqdm"}, {});
        row("read by xargs",
            "FROM python:3.12\nCOPY requirements.txt .\nRUN cat requirements.txt | xargs pip "
            "install\n",
            {"flask", "tqdm"}, {});
        row("loop over names",
            "FROM python:3.12\nRUN for p in flask tqdm; do pip install $p; done\n", {"tqdm"}, {});
        row("whole context",
            "FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n",
            {"flask", "tqdm"}, {});
        row("bind mount",
            "FROM python:3.12\nRUN --mount=type=bind,source=requirements.txt,target=/r.txt pip "
            "install -r /r.txt\n",
            {"flask", "tqdm"}, {});
        row("copied from a stage",
            "FROM python:3.12 AS a\nCOPY requirements.txt /x/\nFROM python:3.12\nCOPY --from=a "
            "/x/requirements.txt /y/r.txt\nRUN pip install -r /y/r.txt\n",
            {"flask", "tqdm"}, {});
    }
    void requirementsAreReadAsTheImageHoldsThem()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArrayList, installed);
        QFETCH(QByteArrayList, absent);
        const AuditPtr audit =
            auditOfText(dockerfile.toStdString(), {{"requirements.txt", "flask\ntqdm\n"}});
        for (const QByteArray& name : installed)
            QVERIFY2(decisionIn(lastStep(*audit), name.toStdString()) != nullptr, name.constData());
        for (const QByteArray& name : absent)
            QVERIFY2(decisionIn(lastStep(*audit), name.toStdString()) == nullptr, name.constData());
    }

    void aCondaFileNamesItsEnvironmentAndItsPipPartIsRead()
    {
        const AuditPtr audit = auditOfText(
            "FROM continuumio/miniconda3:24.5.0-0\nCOPY environment.yml r.txt /app/\nRUN conda env "
            "create -f /app/environment.yml\n",
            {{"environment.yml",
              "name: geo\ndependencies:\n  - python=3.11\n  - pip\n  - pip:\n    - -r r.txt\n"},
             {"r.txt", "flask==3.0.0\n"}});
        const InstallStep& step = lastStep(*audit);
        QCOMPARE(step.environment, std::string("conda geo"));
        QCOMPARE(*step.after->python, std::string("3.11"));
        QCOMPARE(decisionIn(step, "python")->after, std::string("=3.11"));
        const Decision* flask = decisionIn(step, "flask");
        QVERIFY(flask != nullptr);
        QCOMPARE(flask->after, std::string("3.0.0"));
        QVERIFY(decisionIn(step, "werkzeug") != nullptr); // what flask needs
    }

    void pipReplacesWhatCondaWasAskedForInAnotherSeries()
    {
        const AuditPtr audit = auditOfText(
            "FROM continuumio/miniconda3:24.5.0-0\nCOPY environment.yml ./\nRUN conda env create "
            "-f environment.yml\n"
            "RUN conda run -n geo pip install pandas==2.1.4\n",
            {{"environment.yml",
              "name: geo\ndependencies: [python=3.11, numpy=2.1, pandas=2.2, click=8.1]\n"}});
        const InstallStep& step = lastStep(*audit);
        QCOMPARE(decisionIn(step, "pandas")->before, std::string("=2.2"));
        QCOMPARE(decisionIn(step, "pandas")->after, std::string("2.1.4"));
        // pandas 2.1 needs numpy below 2, which no release of the series 2.1 is.
        const Decision* numpy = decisionIn(step, "numpy");
        QVERIFY(numpy != nullptr);
        QCOMPARE(numpy->before, std::string("=2.1"));
        QVERIFY2(numpy->after.starts_with("1."), numpy->after.c_str());
    }

    void environmentTravelsWithCopyFrom()
    {
        const AuditPtr audit =
            auditOfText("FROM python:3.12 AS build\nRUN python -m venv /venv && /venv/bin/pip "
                        "install flask==3.0.0\n"
                        "FROM python:3.12-slim\nCOPY --from=build /venv /venv\n");
        const InstalledDistribution* flask = finalDistribution(*audit, "flask");
        QVERIFY(flask != nullptr);
        QCOMPARE(flask->versionText(), std::string("3.0.0"));
    }

    void onlyWhatTheTargetNeedsIsWalked()
    {
        const AuditPtr audit = auditOfText("FROM python:3.12 AS a\nRUN pip install flask\nFROM "
                                           "python:3.12\nRUN pip install tqdm\n");
        QCOMPARE(audit->model.trace.installs.size(), 1U);
        QVERIFY(!audit->model.trace.stages.front().inTarget);
    }

    void managedPythonRefuses()
    {
        const AuditPtr audit = auditOfText(
            "FROM debian:12\nRUN apt-get install -y python3-pip\nRUN pip install flask\n");
        QCOMPARE(lastStep(*audit).failureKind, std::optional<std::string>("externally-managed"));
        const AuditPtr broken =
            auditOfText("FROM debian:12\nENV PIP_BREAK_SYSTEM_PACKAGES=1\nRUN apt-get install -y "
                        "python3-pip\nRUN pip install flask\n");
        QVERIFY(!lastStep(*broken).failure.has_value());
    }

    void settingsComeFromVariablesAndFiles()
    {
        const AuditPtr audit = auditOfText(
            "FROM python:3.12\nENV PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cu124\nRUN "
            "pip install flask\n");
        QCOMPARE(lastStep(*audit).indexes.size(), 2U);
        QCOMPARE(lastStep(*audit).indexes.back().label, std::string("cu124"));
        const AuditPtr configured =
            auditOfText("FROM python:3.12\nRUN printf '[global]\\nindex-url = "
                        "https://download.pytorch.org/whl/cpu\\n' > /etc/pip.conf\nRUN pip install "
                        "torch==2.5.1\n");
        QCOMPARE(lastStep(*configured).indexes.front().label, std::string("cpu"));
    }

    void unknownWordsAreUnknownAndTheRestIsNot()
    {
        const AuditPtr audit = auditOfText("FROM python:3.12\nARG EXTRA\nRUN pip install flask "
                                           "torch==$(curl -s https://example.org/v)\n");
        QVERIFY(lastStep(*audit).completeness != Completeness::Known);
        QVERIFY(decisionIn(lastStep(*audit), "flask") != nullptr);
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
