#include "core/python/tag.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;

class TagTest : public QObject
{
    Q_OBJECT

private slots:
    void platformsOfGlibc()
    {
        const auto platforms = linuxPlatforms("x86_64", LibcVersion {2, 18}, std::nullopt);
        QCOMPARE(platforms.front(), std::string("manylinux_2_18_x86_64"));
        QCOMPARE(platforms[1], std::string("manylinux_2_17_x86_64"));
        QCOMPARE(platforms[2], std::string("manylinux2014_x86_64"));
        QCOMPARE(platforms[platforms.size() - 2], std::string("manylinux1_x86_64"));
        QCOMPARE(platforms.back(), std::string("linux_x86_64"));
        QCOMPARE(platforms.size(), std::size_t(14 + 3 + 1));
        const auto arm = linuxPlatforms("aarch64", LibcVersion {2, 17}, std::nullopt);
        QCOMPARE(arm,
                 (std::vector<std::string> {"manylinux_2_17_aarch64", "manylinux2014_aarch64",
                                            "linux_aarch64"}));
    }

    void platformsOfMusl()
    {
        QCOMPARE(linuxPlatforms("x86_64", std::nullopt, LibcVersion {1, 1}),
                 (std::vector<std::string> {"musllinux_1_1_x86_64", "musllinux_1_0_x86_64",
                                            "linux_x86_64"}));
    }

    void olderManylinuxNamesFollow()
    {
        const std::vector<std::string> asked {"manylinux2014_x86_64", "manylinux1_x86_64",
                                              "manylinux2014_aarch64"};
        QCOMPARE(expandedPlatforms(asked),
                 (std::vector<std::string> {"manylinux2014_x86_64", "manylinux2010_x86_64",
                                            "manylinux1_x86_64", "manylinux2014_aarch64"}));
    }

    void ranksAreTheOrderOfTags()
    {
        const TargetPython target({.major = 3, .minor = 12},
                                  linuxPlatforms("x86_64", LibcVersion {2, 35}, std::nullopt));
        for (std::uint32_t rank = 0; rank < target.tags().size(); ++rank)
            QCOMPARE(target.rankOf(target.tags()[rank]), rank);
        QCOMPARE(target.tags().front().toString(),
                 std::string("cp312-cp312-manylinux_2_35_x86_64"));
        QCOMPARE(target.tags().back().toString(), std::string("py30-none-any"));
        const auto rank = [&](const char* tags) { return target.rankOf(*parseTagSet(tags)); };
        QVERIFY(rank("cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64")
                < rank("cp39-abi3-linux_x86_64"));
        QVERIFY(rank("cp39-abi3-linux_x86_64") < rank("py2.py3-none-any"));
        QVERIFY(!rank("cp311-cp311-linux_x86_64") && !rank("cp312-cp312-win_amd64")
                && !rank("cp312-cp312t-linux_x86_64"));
    }

    void olderPythonsHaveOtherAbis()
    {
        const std::vector<std::string> platforms {"linux_x86_64"};
        QCOMPARE(supportedTags({.major = 3, .minor = 7}, platforms).front().abi,
                 std::string("cp37m"));
        QCOMPARE(supportedTags({.major = 2, .minor = 7}, platforms).front().abi,
                 std::string("cp27mu"));
        QVERIFY(std::ranges::none_of(supportedTags({.major = 3, .minor = 1}, platforms),
                                     [](const Tag& tag) { return tag.abi == "abi3"; }));
    }

    void readsPythonVersions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        QTest::newRow("two numbers") << "3.10" << "3.10";
        QTest::newRow("three numbers") << "3.10.12" << "3.10.12";
        QTest::newRow("without a dot") << "312" << "3.12";
        QTest::newRow("one number") << "3" << "";
        QTest::newRow("a word") << "3.x" << "";
        QTest::newRow("a sign") << "3.-1" << "";
        QTest::newRow("too large") << "3.99999999999" << "";
    }
    void readsPythonVersions()
    {
        QFETCH(QString, text);
        const auto version = parsePythonVersion(text.toStdString());
        QTEST(QString::fromStdString(version ? version->toString() : ""), "read");
    }
};

QTEST_APPLESS_MAIN(TagTest)
#include "tst_tag.moc"
