// Verdicts that were wrong once: each row is a build of its own and says what is true of it.

#include "core/index/memory_index.h"
#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

std::size_t lineOf(const Audit& audit, const Finding& finding)
{
    return audit.model.sources.text(finding.span.file).lineOf(finding.span.begin);
}

} // namespace

class TestVerdicts : public QObject
{
    Q_OBJECT

private slots:
    void copiedEnvironmentNeedsItsPython_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("title");
        const QByteArray make = "FROM python:3.11-slim AS build\nRUN python -m venv /opt/venv && "
                                "/opt/venv/bin/pip install --no-cache-dir requests==2.32.3\n";
        const QByteArray copy = "COPY --from=build /opt/venv /opt/venv\n";
        QTest::newRow("another minor version")
            << make + "FROM python:3.12-slim\n" + copy
            << QByteArray("/opt/venv holds packages of Python 3.11, this image has Python 3.12");
        QTest::newRow("the same version")
            << make + "FROM python:3.11-slim\n" + copy << QByteArray();
        QTest::newRow("an image without that program")
            << make + "FROM debian:12-slim\n" + copy
            << QByteArray("/opt/venv needs /usr/local/bin/python, which is not in this image");
        QTest::newRow("the program is copied as well")
            << make + "FROM debian:12-slim\nCOPY --from=build /usr/local /usr/local\n" + copy
            << QByteArray();
        QTest::newRow("an image of which nothing is known")
            << make + "FROM registry.example/team/base:1\n" + copy << QByteArray();
        QTest::newRow("site-packages of another minor version")
            << QByteArray("FROM python:3.11-slim AS build\nRUN pip install --no-cache-dir "
                          "requests==2.32.3\nFROM python:3.12-slim\n"
                          "COPY --from=build /usr/local/lib/python3.11/site-packages "
                          "/usr/local/lib/python3.11/site-packages\n")
            << QByteArray("/usr/local/lib/python3.11/site-packages holds packages of Python 3.11, "
                          "this image has Python 3.12");
    }
    void copiedEnvironmentNeedsItsPython()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, title);
        const AuditPtr audit = auditOf({{"Dockerfile", dockerfile.toStdString()}});
        const auto findings = findingsOf(*audit, "PIN609");
        QCOMPARE(findings.empty(), title.isEmpty());
        if (!findings.empty()) QCOMPARE(QByteArray::fromStdString(findings.front()->title), title);
    }
    void aScriptMayInstallTheLibrary_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<int>("grade");
        QTest::newRow("no script") << QByteArray("true") << static_cast<int>(Grade::Likely);
        QTest::newRow("a script") << QByteArray("/opt/setup.sh")
                                  << static_cast<int>(Grade::Unknown);
        QTest::newRow("a script for a shell")
            << QByteArray("bash /opt/setup") << static_cast<int>(Grade::Unknown);
        QTest::newRow("text for a shell")
            << QByteArray("bash -c 'echo x'") << static_cast<int>(Grade::Likely);
    }
    void aScriptMayInstallTheLibrary()
    {
        QFETCH(QByteArray, command);
        QFETCH(int, grade);
        const AuditPtr audit =
            auditOf({{"Dockerfile",
                      "FROM python:3.12-slim\nRUN " + command.toStdString()
                          + "\nRUN pip install --no-cache-dir opencv-python==4.10.0.84\n"}});
        const auto findings = findingsOf(*audit, "PIN610");
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(static_cast<int>(findings.front()->grade), grade);
    }
    void platformOfFromDecides()
    {
        const std::string install = "RUN pip install --no-cache-dir torch==2.4.1\n";
        const AuditPtr asked = auditOf({{"Dockerfile", "FROM python:3.11-slim\n" + install}});
        const AuditPtr fixed =
            auditOf({{"Dockerfile", "FROM --platform=linux/arm64 python:3.11-slim\n" + install}});
        AuditOptions options;
        options.platform = "linux/arm64";
        const AuditPtr given =
            auditOf({{"Dockerfile", "FROM python:3.11-slim\n" + install}}, options);
        QCOMPARE(targetPlatform(fixed->model), std::string("linux/arm64"));
        QCOMPARE(targetPlatform(asked->model), std::string("linux/amd64"));
        // The default index serves a CUDA build for amd64 and a CPU build for arm64.
        QVERIFY(!findingsOf(*asked, "PIN301").empty());
        QCOMPARE(findingsOf(*fixed, "PIN301").size(), findingsOf(*given, "PIN301").size());
        QVERIFY(findingsOf(*fixed, "PIN301").empty());
    }
    void unsetVariableIsNamed_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QByteArray>("words");
        const QByteArray install = "RUN pip install --no-cache-dir flask==${FLASK_VERSION}\n";
        QTest::newRow("set nowhere") << "FROM python:3.11-slim\n"
                + install << QByteArray("No ARG, ENV or assignment gives FLASK_VERSION a value");
        QTest::newRow("before the first FROM") << "ARG FLASK_VERSION=3.0.3\nFROM python:3.11-slim\n"
                + install << QByteArray("A stage does not see such a value");
        QTest::newRow("an argument without default") << "FROM python:3.11-slim\nARG FLASK_VERSION\n"
                + install << QByteArray("has no default");
        QTest::newRow("set by the RUN itself")
            << QByteArray("FROM python:3.11-slim\nRUN FLASK_VERSION=3.0.3; pip install "
                          "--no-cache-dir flask==${FLASK_VERSION}\n")
            << QByteArray();
        QTest::newRow("a word that may be left out") << QByteArray(
            "FROM python:3.11-slim\nRUN pip install --no-cache-dir flask==3.0.3 $EXTRA_PACKAGES\n")
                                                     << QByteArray();
        QTest::newRow("a default in the word")
            << QByteArray("FROM python:3.11-slim\nRUN pip install --no-cache-dir "
                          "flask==${FLASK_VERSION:-3.0.3}\n")
            << QByteArray();
    }
    void unsetVariableIsNamed()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QByteArray, words);
        const AuditPtr audit = auditOf({{"Dockerfile", dockerfile.toStdString()}});
        const auto findings = findingsOf(*audit, "PIN618");
        QVERIFY(findingsOf(*audit, "PIN203").empty());
        QCOMPARE(findings.empty(), words.isEmpty());
        if (!findings.empty())
            QVERIFY2(findings.front()->message.contains(words.toStdString()),
                     findings.front()->message.c_str());
    }
    void messagesReadWell()
    {
        const AuditPtr command = auditOf({{"Dockerfile",
                                           "FROM python:3.11-slim\nRUN pip install --no-cache-dir "
                                           "--ignore-installed=yes requests==2.32.3\n"}});
        const auto refused = findingsOf(*command, "PIN203");
        QCOMPARE(refused.size(), 1U);
        QVERIFY2(refused.front()->message.ends_with(
                     ". The command ends with an error, and so does the build."),
                 refused.front()->message.c_str());

        const AuditPtr cycle = auditOf({{"Dockerfile",
                                         "FROM python:3.11-slim\nCOPY requirements.txt .\nRUN pip "
                                         "install --no-cache-dir -r requirements.txt\n"},
                                        {"requirements.txt", "-r requirements.txt\n"}});
        const auto recursive = findingsOf(*cycle, "PIN601");
        QCOMPARE(recursive.size(), 1U);
        QVERIFY2(recursive.front()->message.ends_with(
                     "recursively references itself. The build ends with an error here."),
                 recursive.front()->message.c_str());
        QCOMPARE(recursive.front()->level, Level::Critical);

        const AuditPtr bundled = auditOf({{"Dockerfile",
                                           "FROM python:3.11-slim\nRUN pip install --no-cache-dir "
                                           "--ignore-installed filelock==3.16.1 torch==2.4.1\n"}});
        for (const Finding* finding : findingsOf(*bundled, "PIN201"))
            for (const Evidence& evidence : finding->evidence)
                QVERIFY2(!evidence.text.contains('?'), evidence.text.c_str());
    }
    void changeIsReportedAtItsCause()
    {
        // The bare name is fulfilled by what is there; the pin of the companion asks for another
        // torch.
        const AuditPtr audit =
            auditOf({{"Dockerfile",
                      "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.4.0\nCOPY "
                      "requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n"},
                     {"requirements.txt", "torch\ntorchaudio==2.5.1\n"}});
        const auto changed = findingsOf(*audit, "PIN102", "torch");
        QCOMPARE(changed.size(), 1U);
        QCOMPARE(lineOf(*audit, *changed.front()), 2U);
    }
    void apkListsStayOnlyInLayersOfTheImage_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<int>("count");
        QTest::newRow("in the image")
            << QByteArray("FROM python:3.12-alpine\nRUN apk add libpq\n") << 1;
        QTest::newRow("a cache mount") << QByteArray(
            "FROM python:3.12-alpine\nRUN --mount=type=cache,target=/var/cache/apk apk add libpq\n")
                                       << 0;
        QTest::newRow("a stage that only serves COPY")
            << QByteArray("FROM python:3.12-alpine AS build\nRUN apk add libpq\nRUN touch "
                          "/made\nFROM python:3.12-alpine\nCOPY --from=build /made /made\n")
            << 0;
        QTest::newRow("a stage that the image starts from") << QByteArray(
            "FROM python:3.12-alpine AS base\nRUN apk add libpq\nFROM base\nRUN touch /made\n")
                                                            << 1;
    }
    void apkListsStayOnlyInLayersOfTheImage()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(int, count);
        QCOMPARE(
            static_cast<int>(
                findingsOf(*auditOf({{"Dockerfile", dockerfile.toStdString()}}), "PIN620").size()),
            count);
    }
    void unsetVariableStandsAtItsOwnWord()
    {
        const std::string text = "FROM python:3.12-slim\nARG FOOBAR=1.17.0\nRUN pip install "
                                 "--no-cache-dir click==$FOO six==$FOOBAR\n";
        const AuditPtr audit = auditOf({{"Dockerfile", text}});
        const auto unset = findingsOf(*audit, "PIN618");
        QCOMPARE(unset.size(), 1U);
        QCOMPARE(text.substr(unset.front()->span.begin, 11), std::string("click==$FOO"));
    }
    void emptiedCacheIsNoCache()
    {
        const AuditPtr audit = auditOf(
            {{"Dockerfile",
              "FROM python:3.11-slim\nRUN pip install requests==2.32.3 && pip cache purge\n"}});
        QVERIFY(findingsOf(*audit, "PIN604").empty());
    }
    void localProjectSaysWhatItRequires_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("setup.cfg")
            << QByteArray("setup.cfg")
            << QByteArray(
                   "[metadata]\nname = app\n[options]\ninstall_requires =\n    click==8.1.7\n")
            << QByteArray("click");
        QTest::newRow("a list in setup.py")
            << QByteArray("setup.py")
            << QByteArray("from setuptools import setup\nsetup(name='app', "
                          "install_requires=['click==8.1.7', \"six==1.17.0\"])\n")
            << QByteArray("click six");
        QTest::newRow("a name of a list in setup.py")
            << QByteArray("setup.py")
            << QByteArray("from setuptools import setup\nneeds = [\n    'click==8.1.7',  # "
                          "why\n]\nsetup(install_requires=needs)\n")
            << QByteArray("click");
        QTest::newRow("a list that a function changes")
            << QByteArray("setup.py")
            << QByteArray("needs = ['click==8.1.7']\nsetup(install_requires=more(needs))\n")
            << QByteArray();
        QTest::newRow("a file that setup.py reads")
            << QByteArray("setup.py")
            << QByteArray(
                   "reqs = "
                   "open('requirements.txt').read().splitlines()\nsetup(install_requires=reqs)\n")
            << QByteArray("rich");
        QTest::newRow("a setup.py that requires nothing")
            << QByteArray("setup.py") << QByteArray("setup(name='app')\n") << QByteArray();
        QTest::newRow("setuptools' dynamic file")
            << QByteArray("pyproject.toml")
            << QByteArray("[project]\nname = \"app\"\ndynamic = "
                          "[\"dependencies\"]\n[tool.setuptools.dynamic]\ndependencies = {file = "
                          "[\"requirements.txt\"]}\n")
            << QByteArray("rich");
        QTest::newRow("a project table without dependencies")
            << QByteArray("pyproject.toml")
            << QByteArray("[project]\nname = \"app\"\nversion = \"1\"\n") << QByteArray();
        QTest::newRow("no file that says it")
            << QByteArray("README.txt") << QByteArray("app\n") << QByteArray("rich");
    }
    void localProjectSaysWhatItRequires()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        const AuditPtr audit =
            auditOf({{"Dockerfile",
                      "FROM python:3.11-slim\nCOPY . /app\nRUN pip install --no-cache-dir /app\n"},
                     {file.toStdString(), text.toStdString()},
                     {"requirements.txt", "rich==13.9.4\n"}});
        QByteArrayList found;
        for (const Mention& mention : audit->model.trace.mentions)
            found.append(QByteArray::fromStdString(mention.name));
        QCOMPARE(found.join(' '), names);
    }
    void neighbourIsBoundedOrTold_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<int>("count");
        const QByteArray install = "RUN pip install --no-cache-dir tensorflow-gpu==1.15.5";
        QTest::newRow("nothing bounds it") << "FROM python:3.7-slim\n" + install + "\n" << 1;
        QTest::newRow("the command bounds it") << "FROM python:3.7-slim\n" + install
                + " 'protobuf<3.21'\n" << 0;
        QTest::newRow("a Python that the breaking release does not serve")
            << "FROM python:3.6-slim\n" + install + "\n"
            << 0;
        QTest::newRow("a release that is not broken") << QByteArray(
            "FROM python:3.11-slim\nRUN pip install --no-cache-dir tensorflow==2.16.1\n")
                                                      << 0;
    }
    void neighbourIsBoundedOrTold()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(int, count);
        QCOMPARE(
            static_cast<int>(
                findingsOf(*auditOf({{"Dockerfile", dockerfile.toStdString()}}), "PIN511").size()),
            count);
    }
    void missingRequirementFile_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("ignore");
        QTest::addColumn<int>("level");
        QTest::newRow("nothing brings it")
            << QByteArray() << QByteArray() << static_cast<int>(Level::Critical);
        QTest::newRow("a command may make it") << QByteArray("RUN make requirements\n")
                                               << QByteArray() << static_cast<int>(Level::Low);
        QTest::newRow("left out by .dockerignore")
            << QByteArray("COPY requirements.txt .\n") << QByteArray("*.txt\n")
            << static_cast<int>(Level::Critical);
    }
    void missingRequirementFile()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, ignore);
        QFETCH(int, level);
        std::map<std::string, std::string> files {
            {"Dockerfile",
             "FROM python:3.11-slim\n" + before.toStdString()
                 + "RUN pip install --no-cache-dir -r requirements.txt\n"}};
        if (!ignore.isEmpty())
            files = {{"Dockerfile", files["Dockerfile"]},
                     {".dockerignore", ignore.toStdString()},
                     {"requirements.txt", "click==8.1.7\n"}};
        const auto findings = findingsOf(*auditOf(files), "PIN601");
        QVERIFY(!findings.empty());
        QCOMPARE(static_cast<int>(findings.front()->level), level);
    }
    void copyBeforeInstallKnowsWhatWasInstalled_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<int>("count");
        QTest::newRow("requirements after the context")
            << QByteArray("COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n") << 1;
        QTest::newRow("requirements first, then the project")
            << QByteArray("COPY requirements.txt .\nRUN pip install --no-cache-dir -r "
                          "requirements.txt\nCOPY . .\nRUN pip install --no-cache-dir .\n")
            << 0;
        QTest::newRow("the project without its dependencies")
            << QByteArray("COPY . .\nRUN pip install --no-cache-dir --no-deps .\n") << 0;
        QTest::newRow("a file without a dot in its name")
            << QByteArray("COPY Pipfile ./\nRUN pip install --no-cache-dir -r requirements.txt\n")
            << 0;
    }
    void copyBeforeInstallKnowsWhatWasInstalled()
    {
        QFETCH(QByteArray, lines);
        QFETCH(int, count);
        const AuditPtr audit =
            auditOf({{"Dockerfile", "FROM python:3.11-slim\nWORKDIR /app\n" + lines.toStdString()},
                     {"requirements.txt", "click==8.1.7\n"},
                     {"Pipfile", ""},
                     {"setup.py", "setup(name='app', install_requires=['click'])\n"}});
        QCOMPARE(static_cast<int>(findingsOf(*audit, "PIN603").size()), count);
    }
    void cloneOfTheOwnRepository()
    {
        const std::string project =
            "[project]\nname = \"My_Tool\"\nversion = \"1\"\ndependencies = [\"click==8.1.7\"]\n";
        const auto build = [&](const std::string& clone) {
            return auditOf({{"Dockerfile",
                             "FROM python:3.11\nRUN " + clone
                                 + " && cd my-tool && pip install --no-cache-dir -e .\n"},
                            {"pyproject.toml", project}});
        };
        const AuditPtr own = build("git clone https://git.example/team/my-tool.git");
        QCOMPARE(findingsOf(*own, "PIN622").size(), 1U);
        QVERIFY(findingsOf(*own, "PIN622").front()->title.contains("not from the build context"));
        QVERIFY(own->model.trace.installs.front().after->find("click") != nullptr);
        // A tag may hold other requirements than the files at hand: they are not taken for it, and
        // that is told.
        const AuditPtr fixed = build("git clone --branch v1 https://git.example/team/my-tool.git");
        QCOMPARE(findingsOf(*fixed, "PIN622").size(), 1U);
        QCOMPARE(findingsOf(*fixed, "PIN622").front()->level, Level::Low);
        QCOMPARE(findingsOf(*fixed, "PIN622").front()->grade, Grade::Likely);
        QVERIFY(fixed->model.trace.installs.front().after->find("click") == nullptr);
        const AuditPtr other = build("git clone https://git.example/team/other.git my-tool");
        QCOMPARE(findingsOf(*other, "PIN622").size(), 1U);
        QVERIFY(other->model.trace.installs.front().after->find("click") == nullptr);
        const AuditPtr checkedOut = build("git clone https://git.example/team/other.git my-tool && "
                                          "cd my-tool && git checkout 0a1b2c3 && cd ..");
        QVERIFY(findingsOf(*checkedOut, "PIN622").empty());
    }
    void pinsOfOtherToolsArePins()
    {
        const AuditPtr conda =
            auditOf({{"Dockerfile",
                      "FROM mambaorg/micromamba:1.5.10\nCOPY environment.yml /tmp/\nRUN micromamba "
                      "install -y -n base -f /tmp/environment.yml\n"},
                     {"environment.yml",
                      "name: base\nchannels: [conda-forge]\ndependencies:\n  - python=3.11.9\n  - "
                      "numpy=1.26.4\n"}});
        QVERIFY(findingsOf(*conda, "PIN606").empty());
        const AuditPtr open =
            auditOf({{"Dockerfile",
                      "FROM mambaorg/micromamba:1.5.10\nCOPY environment.yml /tmp/\nRUN micromamba "
                      "install -y -n base -f /tmp/environment.yml\n"},
                     {"environment.yml",
                      "name: base\nchannels: [conda-forge]\ndependencies:\n  - python=3.11\n  - "
                      "numpy>=1.26.4\n"}});
        QVERIFY(!findingsOf(*open, "PIN606").empty());
        const AuditPtr frozen = auditOf(
            {{"Dockerfile",
              "FROM python:3.12-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /bin/\nWORKDIR "
              "/app\nCOPY pyproject.toml ./\nRUN uv sync --frozen\n"},
             {"pyproject.toml",
              "[project]\nname = \"app\"\nversion = \"1\"\ndependencies = [\"click>=8\"]\n"}});
        QVERIFY(findingsOf(*frozen, "PIN606").empty());
        const AuditPtr variable = auditOf({{"Dockerfile",
                                            "FROM registry.example/base:1\nRUN pip install "
                                            "--no-cache-dir \"tool==${TOOL_VERSION}\"\n"}});
        QVERIFY(findingsOf(*variable, "PIN606").empty());
    }
    void librariesOfTorchAreToldWithIt()
    {
        const AuditPtr audit =
            auditOf({{"Dockerfile",
                      "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.4.1\nRUN pip "
                      "install --no-cache-dir torch==2.5.1\n"}});
        for (const Finding* change : findingsOf(*audit, "PIN102")) {
            QVERIFY2(!change->subject.starts_with("nvidia-") && change->subject != "triton",
                     change->title.c_str());
            if (change->subject == "torch")
                QVERIFY2(change->message.contains("of its libraries"), change->message.c_str());
        }
        QCOMPARE(findingsOf(*audit, "PIN102", "torch").size(), 1U);
    }
    void releaseThatWasTakenBack()
    {
        const auto index = std::make_shared<MemoryIndex>();
        index->add("default index", "tool", {.filename = "tool-1.0-py3-none-any.whl"});
        index->add("default index", "tool",
                   {.filename = "tool-1.1-py3-none-any.whl", .yanked = true});
        const auto auditWith = [&](const std::string& requirement) {
            AuditServices services =
                servicesFor({{"Dockerfile",
                              "FROM python:3.12-slim\nRUN pip install --no-cache-dir '"
                                  + requirement + "'\n"}});
            services.index = index;
            return *runAudit({}, services);
        };
        QCOMPARE(findingsOf(*auditWith("tool==1.1"), "PIN412", "tool").size(), 1U);
        QVERIFY(findingsOf(*auditWith("tool==1.0"), "PIN412").empty());
        QVERIFY(findingsOf(*auditWith("tool>=1.0"), "PIN412").empty());
    }
    void boundsOutsideTheirMarker_data()
    {
        QTest::addColumn<QByteArray>("requirements");
        QTest::addColumn<int>("count");
        QTest::newRow("the marker is false")
            << QByteArray("flask==3.0.3\nwerkzeug<3; python_version < '3.9'\n") << 1;
        QTest::newRow("the marker is true")
            << QByteArray("flask==3.0.3\nwerkzeug<4; python_version >= '3.9'\n") << 0;
        QTest::newRow("another line bounds it")
            << QByteArray("flask==3.0.3\nwerkzeug<3; python_version < '3.9'\nwerkzeug<4; "
                          "python_version >= '3.9'\n")
            << 0;
        QTest::newRow("nothing brings it")
            << QByteArray("click==8.1.7\nwerkzeug<3; python_version < '3.9'\n") << 0;
        QTest::newRow("no upper bound")
            << QByteArray("flask==3.0.3\nwerkzeug>=2; python_version < '3.9'\n") << 0;
    }
    void boundsOutsideTheirMarker()
    {
        QFETCH(QByteArray, requirements);
        QFETCH(int, count);
        const AuditPtr audit = auditOf({{"Dockerfile",
                                         "FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip "
                                         "install --no-cache-dir -r requirements.txt\n"},
                                        {"requirements.txt", requirements.toStdString()}});
        QCOMPARE(static_cast<int>(findingsOf(*audit, "PIN414").size()), count);
    }
    void endOfLifeIsToldWhereThePythonIsChosen()
    {
        const AuditPtr audit = auditOf(
            {{"Dockerfile",
              "FROM continuumio/miniconda3:24.1.2-0\nRUN conda create -y -n old python=3.7\n"}});
        const auto findings = findingsOf(*audit, "PIN510", "Python 3.7");
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(lineOf(*audit, *findings.front()), 2U);
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
