#include "core/python/wheel_name.h"

#include <QTest>

using namespace pinwheel;

class FileNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAWheelName()
    {
        const auto wheel = parseWheelName("Ruamel.yaml_x-2.5.1+cu124-3_a-cp312.cp313-abi3-"
                                          "manylinux_2_17_x86_64.Linux_x86_64.whl");
        QVERIFY(wheel);
        QCOMPARE(wheel->name, std::string("ruamel-yaml-x"));
        QCOMPARE(wheel->version.toString(), std::string("2.5.1+cu124"));
        QVERIFY((wheel->build == BuildTag {3, "_a"}));
        QCOMPARE(wheel->tags.expanded().size(), std::size_t(4));
        QCOMPARE(wheel->tags.expanded().front().toString(), std::string("cp312-abi3-linux_x86_64"));
        QVERIFY(!parseWheelName("a-1.0-py3-none-any.whl")->build);
    }

    void refusesOtherNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("pipTakesIt");
        QTest::newRow("another suffix") << "a-1.0-py3-none-any.zip" << false;
        QTest::newRow("too few parts") << "a-1.0-py3-none.whl" << false;
        QTest::newRow("too many parts") << "a-b-1.0-1-py3-none-any.whl" << false;
        QTest::newRow("no version") << "a-x-py3-none-any.whl" << false;
        QTest::newRow("a build without number") << "a-1.0-x-py3-none-any.whl" << false;
        QTest::newRow("two underscores") << "a__b-1.0-py3-none-any.whl" << true;
        QTest::newRow("an underscore for a dash in the version")
            << "a-1.0_1-py3-none-any.whl" << true;
        QTest::newRow("a plus in the name") << "a+b-1.0-py3-none-any.whl" << true;
        QTest::newRow("a blank in the name") << "a b-1.0-py3-none-any.whl" << false;
    }
    void refusesOtherNames()
    {
        QFETCH(QString, name);
        QVERIFY(!parseWheelName(name.toStdString()));
        QTEST(parseWheelNameAsPip(name.toStdString()).has_value(), "pipTakesIt");
    }

    void buildNumbersOrderAsNumbers()
    {
        QVERIFY((BuildTag {2, "x"} < BuildTag {10, ""}));
        QVERIFY((BuildTag {2, ""} < BuildTag {2, "a"}));
        QCOMPARE(parseWheelName("a-1-99999999999999999999999-py3-none-any.whl")->build->number,
                 ~std::uint64_t(0));
    }

    void readsSdistNames()
    {
        const auto sdist = parseSdistName("zope.interface-7.0.1.tar.gz");
        QVERIFY(sdist);
        QCOMPARE(sdist->name, std::string("zope-interface"));
        QCOMPARE(sdist->version.toString(), std::string("7.0.1"));
        QVERIFY(!parseSdistName("a-1.0.tgz") && !parseSdistName("a.tar.gz")
                && !parseSdistName("a-x.zip"));
    }

    void theProjectTellsWhereTheVersionBegins()
    {
        const auto version = [](const char* project, const char* filename) {
            const auto sdist = parseSdistNameOf(project, filename);
            return sdist ? sdist->version.toString() : std::string();
        };
        QCOMPARE(version("foo-bar", "foo-bar-1.0.tar.gz"), std::string("1.0"));
        QCOMPARE(version("foo-bar", "Foo_Bar-1.0.tar.bz2"), std::string("1.0"));
        QCOMPARE(version("foo", "foo-1.0-2.zip"), std::string("1.0.post2"));
        QCOMPARE(version("foo", "foo-bar-1.0.tar.gz"), std::string());
        QCOMPARE(version("foo", "foo-1.0.exe"), std::string());
    }
};

QTEST_APPLESS_MAIN(FileNamesTest)
#include "tst_file_names.moc"
