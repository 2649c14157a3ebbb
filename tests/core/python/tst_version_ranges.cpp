#include "core/python/version_ranges.h"

#include <QTest>

using namespace pinwheel;

namespace {

VersionRanges ranges(const QString& text)
{
    return rangesOf(*parseSpecifierSet(text.toStdString()));
}

} // namespace

class VersionRangesTest : public QObject
{
    Q_OBJECT

private slots:
    void setsCanBothHold_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("canHold");
        QTest::newRow("ranges overlap") << ">=1.24,<2" << ">=1.26,<2" << true;
        QTest::newRow("ranges touch") << "<2" << ">=2" << false;
        QTest::newRow("at most and at least meet") << "<=2" << ">=2" << true;
        QTest::newRow("different pins") << "==2.5.1" << "==2.6.0" << false;
        QTest::newRow("a public pin and a local one") << "==2.5.1" << "==2.5.1+cu124" << true;
        QTest::newRow("two local pins") << "==2.5.1+cpu" << "==2.5.1+cu124" << false;
        QTest::newRow("a pin that is left out") << "==1.5" << "!=1.5" << false;
        QTest::newRow("above and its post-release") << ">1.0" << "==1.0.post1" << false;
        QTest::newRow("below and its pre-release") << "<1.0" << "==1.0rc1" << false;
        QTest::newRow("compatible and the next major release") << "~=1.4" << ">=2" << false;
        QTest::newRow("epochs") << ">=1!0" << "<2" << false;
        QTest::newRow("no limit") << "" << "==7" << true;
        QTest::newRow("text that is no version") << "===latest" << "" << false;
    }
    void setsCanBothHold()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QTEST(canBothHold(*parseSpecifierSet(a.toStdString()), *parseSpecifierSet(b.toStdString())),
              "canHold");
        QTEST(ranges(b).overlaps(ranges(a)), "canHold");
    }

    void oneSetInTwoWordings_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::newRow("compatible is a range") << "~=1.4.2" << ">=1.4.2,==1.4.*";
        QTest::newRow("compatible ends below the next release") << "~=1.4" << ">=1.4,<2";
        QTest::newRow("after nine comes ten") << "==1.9.*,>=1.9" << ">=1.9,<1.10";
        QTest::newRow("trailing zeros") << ">=1.0,<2.0.0" << ">=1,<2";
        QTest::newRow("a clause that says nothing new") << ">=1,>=0.5,!=0.7" << ">=1";
        QTest::newRow("never") << ">2,<1" << "==1,==2";
    }
    void oneSetInTwoWordings()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QVERIFY(ranges(a) == ranges(b));
    }

    void oneSetInsideAnother()
    {
        QVERIFY(ranges(">=1.26,<2").isInside(ranges(">=1.24,<2")));
        QVERIFY(!ranges(">=1.24,<2").isInside(ranges(">=1.26,<2")));
        QVERIFY(ranges("==2.5.1+cu124").isInside(ranges("==2.5.1")));
        QVERIFY(ranges(">1.0").isInside(ranges(">=1.0")));
        QVERIFY(!ranges(">=1.0").isInside(ranges(">1.0")));
        QVERIFY(ranges("==1.4.*").isInside(ranges("!=1.5.*")));
        QVERIFY(VersionRanges::none().isInside(ranges("==1")));
        QVERIFY(ranges("").isAll());
        QVERIFY(ranges("===latest").isEmpty());
    }

    void complementTurnsASetAround()
    {
        QVERIFY(ranges("!=1.4.*") == ranges("==1.4.*").complement());
        QVERIFY(ranges(">=1").complement().contains(*parseVersion("1.0rc1")));
        QVERIFY(!ranges(">=1").complement().contains(*parseVersion("1.0+cpu")));
        QVERIFY(VersionRanges::all().complement().isEmpty());
    }
};

QTEST_APPLESS_MAIN(VersionRangesTest)
#include "tst_version_ranges.moc"
