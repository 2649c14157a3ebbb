#include "core/python/version.h"

#include <QTest>

#include <vector>

using namespace pinwheel;

class VersionTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEverySpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("normal");
        QTest::newRow("trailing zeros stay") << "1.2.0" << "1.2.0";
        QTest::newRow("v in front") << "v1.0" << "1.0";
        QTest::newRow("blanks around") << " \t1.0\n" << "1.0";
        QTest::newRow("a blank beyond ASCII") << QString(QChar(0x2003)) + "1.0" << "1.0";
        QTest::newRow("leading zeros go") << "01.002" << "1.2";
        QTest::newRow("alpha is a") << "1.0-Alpha_1" << "1.0a1";
        QTest::newRow("preview is rc") << "1.0.preview" << "1.0rc0";
        QTest::newRow("c is rc") << "1.0c3" << "1.0rc3";
        QTest::newRow("rev is post") << "1.0.rev2" << "1.0.post2";
        QTest::newRow("a dash and a number is post") << "1.0-3" << "1.0.post3";
        QTest::newRow("dev without number") << "1.0dev" << "1.0.dev0";
        QTest::newRow("a separator behind the letters") << "1.0a." << "1.0a0";
        QTest::newRow("a pre-release number and a post-release") << "1.0a--1" << "1.0a0.post1";
        QTest::newRow("an epoch of 0 goes") << "0!1.0" << "1.0";
        QTest::newRow("an epoch stays") << "1!1.0" << "1!1.0";
        QTest::newRow("local separators become dots") << "1.0+CU_124-01" << "1.0+cu.124.1";
        QTest::newRow("numbers beyond 64 bits")
            << "20240101000000000000000000.0" << "20240101000000000000000000.0";
        QTest::newRow("everything") << "v1!01.2RC_3.post-4.dev5+a" << "1!1.2rc3.post4.dev5+a";
    }
    void readsEverySpelling()
    {
        QFETCH(QString, text);
        const auto version = parseVersion(text.toStdString());
        QVERIFY(version);
        QTEST(QString::fromStdString(version->toString()), "normal");
    }

    void refusesOtherText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"",        " ",      "v",       "latest",   "1..0",           "1.0.",
              ".1",      "1!",     "1.0+",    "1.0+a..b", "1.0+_a",         "1.0 1",
              "1.0a1b2", "1.0--1", "1.0-1-1", "1.0.*",    "1.0.dev1.post2", "1e5",
              "+1",      "-1"})
            QTest::newRow(text) << text;
        QTest::newRow("more digits than Python reads") << QString(4301, QChar('9'));
    }
    void refusesOtherText()
    {
        QFETCH(QString, text);
        QVERIFY(!parseVersion(text.toStdString()));
    }

    void ordersAsPep440()
    {
        const std::vector<std::string> sorted {"0",
                                               "1.dev0",
                                               "1.0.dev456",
                                               "1.0a1",
                                               "1.0a2.dev456",
                                               "1.0a12.dev456",
                                               "1.0a12",
                                               "1.0b1.dev456",
                                               "1.0b2",
                                               "1.0b2.post345.dev456",
                                               "1.0b2.post345",
                                               "1.0rc1.dev456",
                                               "1.0rc1",
                                               "1.0",
                                               "1.0+abc.5",
                                               "1.0+abc.7",
                                               "1.0+5",
                                               "1.0+5.0",
                                               "1.0+10",
                                               "1.0.post456.dev34",
                                               "1.0.post456",
                                               "1.0.15",
                                               "1.1.dev1",
                                               "1.223",
                                               "1.224",
                                               "1.255",
                                               "1.256",
                                               "1.65536",
                                               "1.9999999999999999999",
                                               "1.10000000000000000000",
                                               "1.18446744073709551616",
                                               "2",
                                               "1!0"};
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            for (std::size_t j = 0; j < sorted.size(); ++j) {
                const auto order = *parseVersion(sorted[i]) <=> *parseVersion(sorted[j]);
                QVERIFY2((order < 0) == (i < j) && (order > 0) == (i > j),
                         (sorted[i] + " and " + sorted[j]).c_str());
            }
        }
    }

    void trailingZerosDoNotCount()
    {
        QCOMPARE(*parseVersion("1"), *parseVersion("1.0.0"));
        QCOMPARE(std::hash<Version> {}(*parseVersion("1")),
                 std::hash<Version> {}(*parseVersion("1.0")));
        QCOMPARE(*parseVersion("0.0"), Version());
        QCOMPARE(Version().toString(), std::string("0"));
        QVERIFY(*parseVersion("1.0.1") > *parseVersion("1"));
    }

    void tellsItsParts()
    {
        const Version version = *parseVersion("2!1.0.5rc1.post2.dev3+cu.124");
        QCOMPARE(version.publicText(), std::string_view("2!1.0.5rc1.post2.dev3"));
        QCOMPARE(version.baseText(), std::string_view("2!1.0.5"));
        QCOMPARE(version.local(), std::string_view("cu.124"));
        QCOMPARE(version.epoch(), std::uint64_t(2));
        QCOMPARE(version.release(), (std::vector<std::uint64_t> {1, 0, 5}));
        QCOMPARE(version.releaseNumber(1), std::uint64_t(0));
        QCOMPARE(version.releaseNumber(7), std::uint64_t(0));
        QVERIFY(version.isPrerelease() && version.isPostrelease() && version.isDevrelease()
                && version.hasLocal());
        QCOMPARE(version.publicVersion(), *parseVersion("2!1.0.5rc1.post2.dev3"));
        QVERIFY(!parseVersion("1.0.post1")->isPrerelease());
        QVERIFY(parseVersion("1.0.dev1")->isPrerelease());
        QCOMPARE(parseVersion("99999999999999999999")->releaseNumber(0), ~std::uint64_t(0));
    }
};

QTEST_APPLESS_MAIN(VersionTest)
#include "tst_version.moc"
