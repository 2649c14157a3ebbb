#include "core/dockerfile/dockerignore.h"

#include <QTest>

using namespace pinwheel;

class TestDockerIgnore final : public QObject
{
    Q_OBJECT

private slots:
    void ignores_data();
    void ignores();
    void namesInvalidLines();
    void filePatterns_data();
    void filePatterns();
    void prefersTheFileBesideTheDockerfile();
    void longPatternsEnd();
};

void TestDockerIgnore::ignores_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("ignored");
    const auto row = [](const char* name, const char* text, const char* path, bool ignored) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path) << ignored;
    };
    row("a name at the top", "a.txt", "a.txt", true);
    row("not below", "a.txt", "b/a.txt", false);
    row("everything below a folder", "dir", "dir/a/b", true);
    row("a slash at either end", "/dir/", "dir/a", true);
    row("a comment", "# a\n#a", "a", false);
    row("blanks around", "  a \r\n", "a", true);
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "a",
        "a", true);
    row("one level", "*/temp*", "a/temporary", true);
    row("not two", "*/temp*", "a/b/temp", false);
    row("what matches a folder holds for its files", "*/temp*", "a/temp/x", true);
    row("one character", "temp?", "tempa", true);
    row("exactly one", "temp?", "temp", false);
    row("any depth", "**/*.pyc", "a/b/c.pyc", true);
    row("any depth is also none", "**/*.pyc", "c.pyc", true);
    row("a name at any depth", "**/__pycache__", "a/__pycache__/x.pyc", true);
    row("and none", "**/__pycache__", "__pycache__", true);
    row("but a whole name", "**/pycache__", "a/__pycache__", false);
    row("below a folder", "a/**", "a/b/c", true);
    row("not the folder itself", "a/**", "a", false);
    row("between", "a/**/z", "a/b/c/z", true);
    row("between nothing", "a/**/z", "a/z", true);
    row("between ends at a slash", "a/**/z", "a/bz", false);
    row("everything", "**", "a/b", true);
    row("taken back", "*.md\n!README.md", "README.md", false);
    row("the rest stays", "*.md\n!README.md", "b.md", true);
    row("ignored again", "*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true);
    row("the last pattern decides", "!a\na", "a", true);
    row("a file of an ignored folder taken back", "dir\n!dir/a", "dir/a", false);
    row("all but one", "*\n!requirements.txt", "requirements.txt", false);
    row("a dot stands for itself", "a.b", "axb", false);
    row("a class", "[a-c]x", "bx", true);
    row("not in a class", "[^a-c]x", "bx", false);
    row("an escaped star", "\\*", "a", false);
    row("an escaped star matches a star", "\\*", "*", true);
    row("dots are taken out", "./a/../b", "b", true);
    row("the context itself never", "**\n.", ".", false);
    row("beyond ASCII", "é?", "éß", true);
}

void TestDockerIgnore::ignores()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(bool, ignored);
    QCOMPARE(DockerIgnore::parse(text.toStdString()).ignores(path.toStdString()), ignored);
}

void TestDockerIgnore::namesInvalidLines()
{
    const DockerIgnore ignore = DockerIgnore::parse("a\n!\n[b\nc\\\n# !\n");
    QCOMPARE(ignore.invalidLines(), (std::vector<std::uint32_t> {2, 3, 4}));
    QCOMPARE(ignore.patterns().size(), 1U);
    QVERIFY(!ignore.hasExceptions() && !ignore.isEmpty());
    QVERIFY(DockerIgnore::parse("# a\n\n").isEmpty());
}

void TestDockerIgnore::filePatterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matches");
    // Rows of Go's own table for path/filepath.
    const auto row = [](const char* pattern, const char* name, bool matches) {
        QTest::addRow("%s of %s", pattern, name)
            << QByteArray(pattern) << QByteArray(name) << matches;
    };
    row("abc", "abc", true);
    row("*", "abc", true);
    row("*c", "abc", true);
    row("a*", "a", true);
    row("a*", "ab/c", false);
    row("a*/b", "abc/b", true);
    row("a*/b", "a/c/b", false);
    row("a*b*c*d*e*/f", "axbxcxdxe/f", true);
    row("a*b*c*d*e*/f", "axbxcxdxexxx/fff", false);
    row("a*b?c*x", "abxbbxdbxebxczzx", true);
    row("a*b?c*x", "abxbbxdbxebxczzy", false);
    row("ab[c]", "abc", true);
    row("ab[b-d]", "abc", true);
    row("ab[e-g]", "abc", false);
    row("ab[^c]", "abc", false);
    row("ab[^e-g]", "abc", true);
    row("a\\*b", "a*b", true);
    row("a\\*b", "ab", false);
    row("a?b", "a☺b", true);
    row("a[^a]b", "a☺b", true);
    row("a???b", "a☺b", false);
    row("[a-ζ]*", "α", true);
    row("*[a-ζ]", "A", false);
    row("a?b", "a/b", false);
    row("a*b", "a/b", false);
    row("[\\]a]", "]", true);
    row("[\\-]", "-", true);
    row("[x\\-]", "-", true);
    row("[x\\-]", "z", false);
    row("[]a]", "]", false);
    row("[-]", "-", false);
    row("[x-]", "x", false);
    row("[-x]", "x", false);
    row("\\", "a", false);
    row("[a-b-c]", "a", false);
    row("[", "a", false);
    row("[^", "a", false);
    row("[^bc", "a", false);
    row("a[", "ab", false);
    row("*x", "xxx", true);
}

void TestDockerIgnore::filePatterns()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, name);
    QFETCH(bool, matches);
    QCOMPARE(matchesFilePattern(pattern.toStdString(), name.toStdString()), matches);
}

void TestDockerIgnore::prefersTheFileBesideTheDockerfile()
{
    const MemoryFileProvider files(
        {{".dockerignore", ""}, {"gpu.Dockerfile.dockerignore", ""}, {"app/.dockerignore", ""}});
    QCOMPARE(findDockerIgnore(files, "gpu.Dockerfile", ""),
             std::string("gpu.Dockerfile.dockerignore"));
    QCOMPARE(findDockerIgnore(files, "Dockerfile", ""), std::string(".dockerignore"));
    QCOMPARE(findDockerIgnore(files, "Dockerfile", "app"), std::string("app/.dockerignore"));
    QCOMPARE(findDockerIgnore(files, "Dockerfile", "other"), std::string());
}

void TestDockerIgnore::longPatternsEnd()
{
    std::string pattern;
    for (int i = 0; i < 300; ++i)
        pattern += "*a";
    QVERIFY(!matchesFilePattern(pattern + "b", std::string(5'000, 'a')));
}

QTEST_APPLESS_MAIN(TestDockerIgnore)
#include "tst_dockerignore.moc"
