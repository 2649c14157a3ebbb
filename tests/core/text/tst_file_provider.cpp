#include "core/text/file_provider.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace pinwheel;
using Kind = FileProvider::Kind;

class TestFileProvider : public QObject
{
    Q_OBJECT

private slots:
    void pathsThatLeaveTheFolderAreEmpty_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("normalized");
        const auto row = [](const char* path, const char* normalized) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(normalized);
        };
        row("a/./b/../c", "a/c");
        row("./a", "a");
        row("/a//b/", "a/b");
        row("../a", "");
        row("a/../../b", "");
        row("..", "");
    }
    void pathsThatLeaveTheFolderAreEmpty()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, normalized);
        QCOMPARE(QByteArray::fromStdString(normalizedPath(path.toStdString())), normalized);
    }

    void memoryKnowsFoldersByTheirFiles()
    {
        const MemoryFileProvider files({{"a/b.txt", "x"}, {"a/c/d.txt", "y"}, {"e", "z"}});
        QCOMPARE(files.kindOf("a"), Kind::Folder);
        QCOMPARE(files.kindOf("a/b.txt"), Kind::File);
        QCOMPARE(files.kindOf("a/x"), Kind::Missing);
        QCOMPARE(files.kindOf("../a"), Kind::Missing);
        QCOMPARE(*files.list("a"), (std::vector<std::string> {"b.txt", "c"}));
        QCOMPARE(*files.list(""), (std::vector<std::string> {"a", "e"}));
    }

    void overlayHidesWhatIsBelow()
    {
        const auto below = std::make_shared<const MemoryFileProvider>(
            std::map<std::string, std::string> {{"a", "old"}, {"b", "b"}});
        const OverlayFileProvider files(below, {{"a", "new"}, {"c", "c"}});
        QCOMPARE(*files.read("a"), std::string("new"));
        QCOMPARE(*files.read("b"), std::string("b"));
        QCOMPARE(*files.list(""), (std::vector<std::string> {"a", "b", "c"}));
    }

    void diskTellsWhatIsWrongInOneLine()
    {
        const QTemporaryDir folder;
        const std::filesystem::path root(folder.path().toStdString());
        std::filesystem::create_directory(root / "sub");
        std::ofstream(root / "big") << std::string(33U << 20, 'x');
        const DiskFileProvider files(root);
        for (const char* path : {"missing", "sub", "big", "../outside"}) {
            const auto read = files.read(path);
            QVERIFY(!read.has_value());
            QVERIFY2(read.error().message.contains(std::string_view(path).substr(
                         std::string_view(path).starts_with("..") ? 3 : 0)),
                     read.error().message.c_str());
            QVERIFY(!read.error().message.contains('\n'));
        }
        QCOMPARE(files.read("big").error().code, ErrorCode::LimitExceeded);
        QCOMPARE(files.kindOf("sub"), Kind::Folder);
        QCOMPARE(files.kindOf("../"), Kind::Missing);
    }
};

QTEST_APPLESS_MAIN(TestFileProvider)
#include "tst_file_provider.moc"
