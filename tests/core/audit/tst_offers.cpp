// Which fixes are on offer for small projects, and what the texts hold after one of them.

#include "core/fixes/prove.h"
#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

using Files = std::map<std::string, std::string>;
Q_DECLARE_METATYPE(Files)

class TestOffers : public QObject
{
    Q_OBJECT

private slots:
    void fixIsOffered_data();
    void fixIsOffered();
    void fixIsNotOffered_data();
    void fixIsNotOffered();
    void untriedFixesAreCounted();
    void findingsAreToldBeforeTheirFixes();
};

namespace {

AuditOptions optionsFor(const QByteArray& gpu)
{
    AuditOptions options;
    if (!gpu.isEmpty()) options.gpus.push_back(gpu.toStdString());
    return options;
}

const Fix* offered(const Audit& audit, std::string_view title)
{
    for (const Finding& finding : audit.findings)
        for (const Fix& fix : finding.fixes)
            if (fix.title == title) return &fix;
    return nullptr;
}

QByteArray titlesOf(const Audit& audit)
{
    QByteArray titles = "offered:";
    for (const Finding& finding : audit.findings)
        for (const Fix& fix : finding.fixes)
            titles += "\n  " + QByteArray::fromStdString(finding.id + ": " + fix.title);
    return titles;
}

const std::string cu124 = "https://download.pytorch.org/whl/cu124";

} // namespace

void TestOffers::fixIsOffered_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QByteArray>("gpu");
    QTest::addColumn<std::string>("title");
    QTest::addColumn<Files>("patched");
    const auto row = [](const char* name, const Files& files, const char* gpu, const char* title,
                        const Files& patched) {
        QTest::newRow(name) << files << QByteArray(gpu) << std::string(title) << patched;
    };
    row("bitsandbytes moves with torch where neither runs on the GPU",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.5.1 --index-url " + cu124
              + "\nRUN pip install --no-cache-dir bitsandbytes==0.45.0\n"}},
        "RTX 5090", "Ask for bitsandbytes>=0.45.3 and move to torch 2.7.0 of the cu128 index",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.7.0+cu128 --index-url "
          "https://download.pytorch.org/whl/cu128\nRUN pip install --no-cache-dir "
          "\"bitsandbytes>=0.45.3\"\n"}});
    row("bitsandbytes moves alone where torch runs",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.7.0 --index-url "
          "https://download.pytorch.org/whl/cu128\nRUN pip install --no-cache-dir "
          "bitsandbytes==0.45.0\n"}},
        "RTX 5090", "Ask for bitsandbytes>=0.45.3",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.7.0 --index-url "
          "https://download.pytorch.org/whl/cu128\nRUN pip install --no-cache-dir "
          "\"bitsandbytes>=0.45.3\"\n"}});
    row("a cache mount, once for each RUN",
        {{"Dockerfile",
          "FROM python:3.12-slim\nRUN pip install click==8.1.7 && \\\n    pip install "
          "flask==3.0.3\n"}},
        "", "Keep the cache in a cache mount",
        {{"Dockerfile",
          "FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install "
          "click==8.1.7 && \\\n    pip install flask==3.0.3\n"}});
    const Files ranges {{"Dockerfile",
                         "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install --no-cache-dir "
                         "click==8.1.7 'numpy<2'\nCOPY requirements.txt .\nRUN pip install "
                         "--no-cache-dir -r requirements.txt\n"},
                        {"requirements.txt", "flask==3.0.3\nnumpy>=1.26\n"}};
    row("differing ranges, kept in the file", ranges, "", "Name numpy in requirements.txt alone",
        {{"Dockerfile",
          "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install --no-cache-dir click==8.1.7\nCOPY "
          "requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n"},
         {"requirements.txt", "flask==3.0.3\nnumpy>=1.26,<2\n"}});
    row("differing ranges, kept in the Dockerfile", ranges, "", "Name numpy in Dockerfile alone",
        {{"Dockerfile",
          "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install --no-cache-dir click==8.1.7 "
          "'numpy>=1.26,<2'\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r "
          "requirements.txt\n"},
         {"requirements.txt", "flask==3.0.3\n"}});
    row("a virtual environment where the distribution's Python refuses",
        {{"Dockerfile",
          "FROM debian:12-slim\nRUN apt-get update && apt-get install -y python3 python3-pip && rm "
          "-rf /var/lib/apt/lists/*\n# the server\nRUN pip install --no-cache-dir flask==3.0.3\n"}},
        "", "Install into a virtual environment",
        {{"Dockerfile",
          "FROM debian:12-slim\nRUN apt-get update && apt-get install -y python3 python3-pip "
          "python3-venv && rm -rf /var/lib/apt/lists/*\n# the server\nRUN python3 -m venv "
          "/opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN pip install --no-cache-dir "
          "flask==3.0.3\n"}});
    row("the dependent is raised to NumPy 2",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir numpy==2.1.3 "
          "opencv-python-headless==4.9.0.80\n"}},
        "", "Ask for opencv-python-headless>=4.10.0.84",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir numpy==2.1.3 "
          "\"opencv-python-headless>=4.10.0.84\"\n"}});
    row("apt's lists go behind the last of several commands",
        {{"Dockerfile",
          "FROM debian:12-slim\nRUN set -e; echo begin; apt-get update && apt-get install -y "
          "--no-install-recommends curl\n"}},
        "", "Remove apt's lists in this RUN",
        {{"Dockerfile",
          "FROM debian:12-slim\nRUN set -e; echo begin; apt-get update && apt-get install -y "
          "--no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n"}});
    row("a requirement moves to the package that it bounds",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir click==8.1.7 numpy\nRUN pip "
          "install --no-cache-dir 'numba==0.58.1' flask==3.0.3\n"}},
        "", "Ask for numba in the command that installs numpy",
        {{"Dockerfile",
          "FROM python:3.11-slim\nRUN pip install --no-cache-dir click==8.1.7 numpy "
          "'numba==0.58.1'\nRUN pip install --no-cache-dir flask==3.0.3\n"}});
    row("the whole context goes behind the install",
        {{"Dockerfile",
          "FROM python:3.12-slim\nWORKDIR /app\n# all of it\nCOPY --chown=1000:1000 . /app\nENV "
          "A=1\nRUN pip install --no-cache-dir -r requirements.txt -c constraints.txt\nCMD "
          "[\"python\"]\n"},
         {"requirements.txt", "click==8.1.7\n"},
         {"constraints.txt", "click<9\n"}},
        "", "Copy what the install reads before it, and the rest behind it",
        {{"Dockerfile",
          "FROM python:3.12-slim\nWORKDIR /app\n# all of it\nCOPY --chown=1000:1000 "
          "constraints.txt requirements.txt /app/\nENV A=1\nRUN pip install --no-cache-dir -r "
          "requirements.txt -c constraints.txt\n"
          "COPY --chown=1000:1000 . /app\nCMD [\"python\"]\n"}});
    row("a source folder goes behind the install, lines keep their ends",
        {{"Dockerfile",
          "FROM python:3.12-slim\r\nWORKDIR /app\r\nCOPY requirements.txt .\r\nCOPY service "
          "./service\r\nRUN pip install --no-cache-dir -r requirements.txt"},
         {"requirements.txt", "click==8.1.7\n"},
         {"service/main.py", "pass\n"}},
        "", "Copy it behind the install",
        {{"Dockerfile",
          "FROM python:3.12-slim\r\nWORKDIR /app\r\nCOPY requirements.txt .\r\nRUN pip install "
          "--no-cache-dir -r requirements.txt\r\nCOPY service ./service"}});
}

void TestOffers::fixIsOffered()
{
    QFETCH(Files, files);
    QFETCH(QByteArray, gpu);
    QFETCH(std::string, title);
    QFETCH(Files, patched);
    const AuditPtr audit = auditOf(files, optionsFor(gpu));
    const Fix* fix = offered(*audit, title);
    QVERIFY2(fix != nullptr, titlesOf(*audit).constData());
    const auto texts = patchedTexts(audit->model.sources, fix->edits);
    QVERIFY(texts.has_value());
    QCOMPARE(*texts, patched);
}

void TestOffers::fixIsNotOffered_data()
{
    QTest::addColumn<std::string>("dockerfile");
    QTest::addColumn<std::string>("title");
    const auto row = [](const char* name, std::string dockerfile, std::string title) {
        QTest::newRow(name) << dockerfile << title;
    };
    row("a cache mount for another user",
        "FROM python:3.12-slim\nUSER 1000\nRUN pip install flask==3.0.3\n",
        "Keep the cache in a cache mount");
    row("a cache mount where the cache is elsewhere",
        "FROM python:3.12-slim\nENV PIP_CACHE_DIR=/c\nRUN pip install flask==3.0.3\n",
        "Keep the cache in a cache mount");
    row("no cache for a command that fails",
        "FROM python:3.12-slim\nRUN pip install --no-such-option flask==3.0.3\n",
        "Add --no-cache-dir");
    row("apt's lists behind a command that ends with a semicolon",
        "FROM debian:12-slim\nRUN apt-get update; apt-get install -y curl;\n",
        "Remove apt's lists in this RUN");
    row("apt's lists behind a RUN that ends before",
        "FROM debian:12-slim\nRUN apt-get update; apt-get install -y curl; exit 0\n",
        "Remove apt's lists in this RUN");
    row("a move that would leave a command empty",
        "FROM python:3.11-slim\nRUN pip install --no-cache-dir numpy\nRUN pip install "
        "--no-cache-dir numba==0.58.1\n",
        "Ask for numba in the command that installs numpy");
    row("a move that ends in a conflict",
        "FROM python:3.11-slim\nRUN pip install --no-cache-dir numpy==2.1.3\nRUN pip install "
        "--no-cache-dir numba==0.58.1 flask==3.0.3\n",
        "Ask for numba in the command that installs numpy");
    const std::string later = "Copy what the install reads before it, and the rest behind it";
    row("a copy that the same RUN reads otherwise",
        "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r "
        "requirements.txt && python setup.py build\n",
        later);
    row("a copy that the install builds from",
        "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r "
        "requirements.txt .\n",
        later);
    row("a copy that another command reads before",
        "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN ./prepare.sh\nRUN pip install "
        "--no-cache-dir -r requirements.txt\n",
        later);
    row("a copy into another folder than the one at its new place",
        "FROM python:3.12-slim\nCOPY . .\nWORKDIR /app\nRUN pip install --no-cache-dir -r "
        "/requirements.txt\n",
        later);
    row("one place where the command would be left empty",
        "FROM python:3.12-slim\nRUN pip install --no-cache-dir 'numpy<2'\nRUN pip install "
        "--no-cache-dir 'numpy>=1.26'\n",
        "Name numpy in Dockerfile alone");
}

void TestOffers::fixIsNotOffered()
{
    QFETCH(std::string, dockerfile);
    QFETCH(std::string, title);
    const AuditPtr audit =
        auditOf({{"Dockerfile", dockerfile}, {"requirements.txt", "click==8.1.7\n"}}, {});
    QVERIFY2(!audit->findings.empty(), "nothing is said of the project");
    QVERIFY2(offered(*audit, title) == nullptr, titlesOf(*audit).constData());
}

void TestOffers::untriedFixesAreCounted()
{
    // Each trial reads the text again, so a long comment uses up what all trials together may read.
    std::string text =
        "FROM python:3.12-slim\nRUN pip install click==8.1.7\nADD a.txt b.txt /app/\n";
    while (text.size() < 900'000)
        text += "# " + std::string(900, 'x') + "\n";
    for (int i = 0; i < 12; ++i)
        text += "ADD a.txt /app/" + std::to_string(i) + "\n";
    AuditOptions options;
    options.profile = "all";
    const AuditPtr audit = auditOf({{"Dockerfile", text}, {"a.txt", ""}, {"b.txt", ""}}, options);
    std::size_t proven = 0;
    for (const Finding& finding : audit->findings)
        proven += finding.fixes.size();
    QCOMPARE(proven, audit->fixTrials.tried - audit->fixTrials.withheld);
    QVERIFY2(audit->fixTrials.notTried > 0, titlesOf(*audit).constData());
}

void TestOffers::findingsAreToldBeforeTheirFixes()
{
    AuditServices services = servicesForFolder(PINWHEEL_SOURCE_DIR "/resources/examples/broken");
    std::vector<JudgedFindings> told;
    services.judged = [&told](JudgedFindings judged) { told.push_back(std::move(judged)); };
    const auto audit = runAudit({}, services);
    QVERIFY(audit);
    QCOMPARE(told.size(), 1U);
    QCOMPARE(told.front().sources.size(), (*audit)->model.sources.size());
    QCOMPARE(told.front().findings.size(), (*audit)->findings.size());
    for (std::size_t i = 0; i < told.front().findings.size(); ++i) {
        QCOMPARE(told.front().findings[i].id, (*audit)->findings[i].id);
        QCOMPARE(told.front().findings[i].fixes.size(), 0U);
    }
    QVERIFY(runAudit({.proveFixes = false}, services));
    QCOMPARE(told.size(), 1U);
}

QTEST_APPLESS_MAIN(TestOffers)
#include "tst_offers.moc"
