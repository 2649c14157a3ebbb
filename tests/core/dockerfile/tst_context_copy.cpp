// Which files COPY and ADD bring where.
#include "core/dockerfile/context_copy.h"

#include <QTest>

using namespace pinwheel;

namespace {

const MemoryFileProvider& project()
{
    static const MemoryFileProvider files({{"requirements.txt", ""},
                                           {"requirements-dev.txt", ""},
                                           {"setup.py", ""},
                                           {"src/app.py", ""},
                                           {"src/lib/a.py", ""},
                                           {"src/lib/b.txt", ""},
                                           {"data.tar.gz", ""},
                                           {"docs/x.md", ""},
                                           {"sub/requirements.txt", ""},
                                           {".dockerignore", ""}});
    return files;
}

std::string shown(const CopyResult& result)
{
    std::string text;
    for (const CopiedFile& file : result.files) {
        text += file.imagePath + "<" + (file.kind == CopiedFile::Kind::Heredoc ? "<<" : "")
            + file.sourcePath + " ";
    }
    for (const UnknownCopy& copy : result.unknown)
        text += copy.imagePath + (copy.isTree ? "/**" : "") + "<?" + copy.source + " ";
    for (const std::string& source : result.missing)
        text += "missing:" + source + " ";
    if (!text.empty()) text.pop_back();
    return text;
}

} // namespace

class TestContextCopy final : public QObject
{
    Q_OBJECT

private slots:
    void copies_data();
    void copies();
    void ignoredFilesAreNotThere();
    void excludesAreLeftOut();
    void parentsKeepTheirFolders();
    void heredocsAreFiles();
    void makesFolders();
    void imagePaths_data();
    void imagePaths();
};

void TestContextCopy::copies_data()
{
    QTest::addColumn<QByteArray>("sources"); ///< the last one is the destination
    QTest::addColumn<bool>("isAdd");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char* name, const char* sources, const char* result,
                        bool isAdd = false) {
        QTest::newRow(name) << QByteArray(sources) << isAdd << QByteArray(result);
    };
    row("a file as a file", "requirements.txt /tmp/r.txt", "/tmp/r.txt<requirements.txt");
    row("a file into a folder", "requirements.txt /tmp/", "/tmp/requirements.txt<requirements.txt");
    row("into the working folder", "requirements.txt .", "/app/requirements.txt<requirements.txt");
    row("a relative destination", "./src/app.py x/y", "/app/x/y<src/app.py");
    row("several files", "requirements.txt setup.py ./",
        "/app/requirements.txt<requirements.txt /app/setup.py<setup.py");
    row("the content of a folder", "src /code",
        "/code/app.py<src/app.py /code/lib/a.py<src/lib/a.py /code/lib/b.txt<src/lib/b.txt");
    row("a slash behind the folder changes nothing", "src/lib/ /l/",
        "/l/a.py<src/lib/a.py /l/b.txt<src/lib/b.txt");
    row("a leading slash is the context", "/setup.py ../../../x", "/x<setup.py");
    row("a wildcard", "requirements*.txt /r/",
        "/r/requirements-dev.txt<requirements-dev.txt /r/requirements.txt<requirements.txt");
    row("a wildcard in a folder", "*/requirements.txt /r/",
        "/r/requirements.txt<sub/requirements.txt");
    row("a wildcard that matches one file", "set*.py /s.py", "/s.py<setup.py");
    row("a wildcard that matches nothing copies nothing", "requirement[s].tx poetry.loc* /r/", "");
    row("a missing file", "poetry.lock /", "missing:poetry.lock");
    row("paths do not leave the context", "../setup.py /", "/setup.py<setup.py");
    row("ADD of a URL", "https://x.org/a/get-pip.py?x=1 /tmp/",
        "/tmp/get-pip.py<?https://x.org/a/get-pip.py?x=1", true);
    row("ADD of a URL as a file", "https://x.org/get-pip.py /g.py",
        "/g.py<?https://x.org/get-pip.py", true);
    row("ADD of an archive", "data.tar.gz /d", "/d/**<?data.tar.gz", true);
    row("COPY of an archive", "data.tar.gz /d/", "/d/data.tar.gz<data.tar.gz");
    row("ADD of a repository", "https://github.com/a/b.git#v1 /d",
        "/d/**<?https://github.com/a/b.git#v1", true);
}

void TestContextCopy::copies()
{
    QFETCH(QByteArray, sources);
    QFETCH(bool, isAdd);
    QFETCH(QByteArray, result);
    CopyRequest request {.isAdd = isAdd, .workingFolder = "/app"};
    for (const QByteArray& word : sources.split(' '))
        request.sources.push_back(word.toStdString());
    request.destination = request.sources.back();
    request.sources.pop_back();
    QCOMPARE(QByteArray::fromStdString(shown(copyFromContext(request, project(), "", {}, false))),
             result);
}

void TestContextCopy::ignoredFilesAreNotThere()
{
    const DockerIgnore ignore = DockerIgnore::parse("src/lib\n!src/lib/a.py\nsetup.py\ndocs\n");
    const auto copied = [&ignore](const char* source) {
        return shown(copyFromContext({.sources = {source}, .destination = "/x/"}, project(), "",
                                     ignore, false));
    };
    QCOMPARE(copied("src"), std::string("/x/app.py<src/app.py /x/lib/a.py<src/lib/a.py"));
    QCOMPARE(copied("setup.py"), std::string("missing:setup.py"));
    QCOMPARE(copied("setup*"), std::string());
    QCOMPARE(copied("docs"), std::string("missing:docs"));
}

void TestContextCopy::excludesAreLeftOut()
{
    const CopyRequest request {
        .sources = {"src", "requirements*"}, .destination = "/x/", .excludes = {"**/*.txt"}};
    QCOMPARE(shown(copyFromContext(request, project(), "", {}, false)),
             std::string("/x/app.py<src/app.py /x/lib/a.py<src/lib/a.py"));
}

void TestContextCopy::parentsKeepTheirFolders()
{
    const auto copied = [](const char* source) {
        return shown(copyFromContext({.sources = {source}, .destination = "/x", .parents = true},
                                     project(), "", {}, false));
    };
    QCOMPARE(copied("src/lib/a.py"), std::string("/x/src/lib/a.py<src/lib/a.py"));
    QCOMPARE(copied("./src/./lib/a.py"), std::string("/x/lib/a.py<src/lib/a.py"));
    QCOMPARE(
        copied("**/*.py"),
        std::string("/x/setup.py<setup.py /x/src/app.py<src/app.py /x/src/lib/a.py<src/lib/a.py"));
}

void TestContextCopy::heredocsAreFiles()
{
    const auto copied = [](std::vector<std::string> names, const char* to) {
        return shown(copyFromContext({.heredocNames = std::move(names), .destination = to},
                                     project(), "", {}, false));
    };
    QCOMPARE(copied({"EOF"}, "/c.txt"), std::string("/c.txt<<<EOF"));
    QCOMPARE(copied({"a", "b"}, "/d"), std::string("/d/a<<<a /d/b<<<b"));
}

void TestContextCopy::makesFolders()
{
    const CopyResult result =
        copyFromContext({.sources = {"src"}, .destination = "/x"}, project(), "", {}, false);
    QCOMPARE(result.folders, (std::vector<std::string> {"/x", "/x/lib"}));
    // A destination that is a folder already takes a file by its name; a context may be a folder of
    // the project.
    const CopyResult known =
        copyFromContext({.sources = {"app.py"}, .destination = "/x"}, project(), "src", {}, true);
    QCOMPARE(shown(known), std::string("/x/app.py<app.py"));
}

void TestContextCopy::imagePaths_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char* folder, const char* path, const char* result) {
        QTest::addRow("%s in %s", path, folder)
            << QByteArray(folder) << QByteArray(path) << QByteArray(result);
    };
    row("/app", "x", "/app/x");
    row("/app", "/x/", "/x");
    row("/app", "../x/./y//z", "/x/y/z");
    row("/app", "", "/app");
    row("", "x", "/x");
    row("/", "../..", "/");
}

void TestContextCopy::imagePaths()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, result);
    QCOMPARE(QByteArray::fromStdString(imagePath(folder.toStdString(), path.toStdString())),
             result);
}

QTEST_APPLESS_MAIN(TestContextCopy)
#include "tst_context_copy.moc"
