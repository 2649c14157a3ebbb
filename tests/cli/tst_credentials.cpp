// A credential in every place that an audit reads is in no output of any command.

#include "tests/cli/program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

namespace {

/// A project whose every secret contains the word `hunter2`.
void writeProject(const QString& folder)
{
    writeFile(
        folder + "/Dockerfile",
        "FROM python:3.12\n"
        "ARG GITHUB_TOKEN=ghp_hunter2hunter2hunter2hunter2hunter2aa\n"
        "ARG DB_PASSWORD=hunter2\n"
        "ENV PIP_EXTRA_INDEX_URL=https://bob:hunter2@extra.example/simple "
        "AWS_SECRET_ACCESS_KEY=hunter2\n"
        "COPY pip.conf /etc/pip.conf\n"
        "COPY requirements.txt .\n"
        "RUN pip install --index-url https://user:hunter2@index.example/simple flask\n"
        "RUN "
        "PIP_INDEX_URL=https://__token__:hunter2@gitlab.example/api/v4/projects/1/packages/pypi/"
        "simple pip install click\n"
        "RUN pip install git+https://oauth2:hunter2@git.example/team/tool.git@v1\n"
        "RUN pip install --extra-index-url 'https://index.example/simple?token=hunter2' jinja2\n"
        "RUN echo 'machine index.example login bob password hunter2' > /root/.netrc && pip install "
        "requests\n"
        "RUN pip install -r requirements.txt --proxy http://bob:hunter2@proxy.example:3128\n");
    writeFile(folder + "/pip.conf",
              "[global]\nindex-url = https://bob:hunter2@conf.example/simple\n");
    writeFile(folder + "/requirements.txt",
              "--extra-index-url https://bob:hunter2@req.example/simple\n"
              "internal @ https://bob:hunter2@files.example/internal-1.0-py3-none-any.whl\n"
              "numpy>=1\nnumpy<3\n");
}

} // namespace

class TestCredentials : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeProject(m_folder.path());
    }

    void noOutputShowsOne_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString path = m_folder.path();
        for (const char* format :
             {"text", "markdown", "html", "json", "sarif", "csv", "junit", "github", "cyclonedx"})
            QTest::newRow(format) << QStringList {"audit", path,       "--fail-on",
                                                  "never", "--format", QString::fromLatin1(format)};
        QTest::newRow("summary") << QStringList {"audit", path, "--fail-on", "never", "--summary"};
        QTest::newRow("progress") << QStringList {"audit", path, "--fail-on", "never",
                                                  "--progress"};
        QTest::newRow("build argument")
            << QStringList {"audit",    path,   "--fail-on",   "never",
                            "--format", "json", "--build-arg", "DB_PASSWORD=hunter2"};
        QTest::newRow("trace") << QStringList {"trace", path};
        QTest::newRow("chains") << QStringList {"chains", path};
        QTest::newRow("fix, as a diff") << QStringList {"fix", path, "--diff"};
        QTest::newRow("scan with findings") << QStringList {"scan", path, "--findings"};
    }
    void noOutputShowsOne()
    {
        QFETCH(QStringList, arguments);
        const ProgramRun run = runProgram(arguments);
        QVERIFY2(run.status == 0 || run.status == 1, run.trouble.constData());
        QVERIFY(!run.output.isEmpty());
        for (const QByteArray& stream : {run.output, run.trouble}) {
            const qsizetype at = stream.indexOf("hunter2");
            QVERIFY2(at < 0, stream.mid(std::max<qsizetype>(0, at - 150), 250).constData());
        }
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
