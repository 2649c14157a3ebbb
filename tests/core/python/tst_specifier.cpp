#include "core/python/specifier.h"

#include <QTest>

using namespace pinwheel;

class SpecifierTest : public QObject
{
    Q_OBJECT

private slots:
    void contains_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("isIn");
        QTest::newRow("a local version fulfils a pin on its public one")
            << "==2.5.1" << "2.5.1+cu124" << true;
        QTest::newRow("a public version does not fulfil a pin on a local one")
            << "==2.5.1+cu124" << "2.5.1" << false;
        QTest::newRow("zeros do not count") << "==1.0" << "1.0.0" << true;
        QTest::newRow("a prefix") << "==1.4.*" << "1.4.7" << true;
        QTest::newRow("a prefix holds post-releases") << "==1.4.*" << "1.4.post1" << true;
        QTest::newRow("a prefix of zeros") << "==1.0.*" << "1" << true;
        QTest::newRow("a prefix is of whole numbers") << "==1.4.*" << "1.40" << false;
        QTest::newRow("a prefix has an epoch") << "==1.4.*" << "1!1.4" << false;
        QTest::newRow("no prefix") << "!=1.4.*" << "1.4.7" << false;
        QTest::newRow("at most counts local versions in") << "<=1.0" << "1.0+cpu" << true;
        QTest::newRow("below leaves out own pre-releases") << "<1.0,>=0a1" << "1.0rc1" << false;
        QTest::newRow("below a pre-release takes earlier ones") << "<1.0rc2" << "1.0rc1" << true;
        QTest::newRow("above leaves out own post-releases") << ">1.0" << "1.0.post1" << false;
        QTest::newRow("above leaves out own local versions") << ">1.0" << "1.0+cpu" << false;
        QTest::newRow("above a post-release takes later ones")
            << ">1.0.post1" << "1.0.post2" << true;
        QTest::newRow("compatible") << "~=1.4.2" << "1.4.9" << true;
        QTest::newRow("compatible ends at the next release") << "~=1.4.2" << "1.5" << false;
        QTest::newRow("compatible with a post-release") << "~=2.2.post3" << "2.9" << true;
        QTest::newRow("a suffix that packaging takes for a number")
            << "~=2.2.rev3" << "2.9" << false;
        QTest::newRow("a v that packaging takes for a part") << "~=v2.2" << "2.2" << false;
        QTest::newRow("text is compared as text") << "===1.0" << "1.0.0" << false;
        QTest::newRow("text in any case") << "===1.0+CPU" << "1.0+cpu" << true;
        QTest::newRow("no clause, no limit") << "" << "7" << true;
        QTest::newRow("a pre-release is not asked for") << ">=1.0" << "2.0rc1" << false;
        QTest::newRow("a pre-release is asked for") << ">=1.0rc1" << "2.0rc1" << true;
        QTest::newRow("inequality asks for none") << "!=1.0rc1" << "2.0rc1" << false;
        QTest::newRow("every clause holds") << ">=1.0,<2,!=1.5" << "1.5" << false;
        QTest::newRow("numbers beyond 64 bits")
            << ">=20240101000000000000000000" << "20240101000000000000000001" << true;
    }
    void contains()
    {
        QFETCH(QString, set);
        QFETCH(QString, version);
        const auto specifiers = parseSpecifierSet(set.toStdString());
        QVERIFY(specifiers);
        QTEST(specifiers->contains(*parseVersion(version.toStdString())), "isIn");
    }

    void refusesOtherText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"1.0", "=1.0", "==", ">=1.0.*", ">1.0+local", "~=1", "==1.0.*.1", "=> 1", "===a b",
              "==1.0;", "<>1", ">=1.0 <2.0", "==1.*.0", "!1.0"})
            QTest::newRow(text) << text;
    }
    void refusesOtherText()
    {
        QFETCH(QString, text);
        QVERIFY(!parseSpecifierSet(text.toStdString()));
    }

    void aWordOnPrereleasesWins()
    {
        const SpecifierSet set = *parseSpecifierSet(">=1.0rc1");
        QVERIFY(!set.contains(*parseVersion("2.0rc1"), false));
        QVERIFY(parseSpecifierSet(">=1")->contains(*parseVersion("2.0rc1"), true));
    }

    void filterGivesPrereleasesOnlyWithoutAWord()
    {
        const std::vector<Version> versions {*parseVersion("1.0a1"), *parseVersion("2.0rc1")};
        QCOMPARE(SpecifierSet().filter(versions).size(), std::size_t(2));
        QCOMPARE(SpecifierSet().filter(versions, false).size(), std::size_t(0));
        QCOMPARE(parseSpecifierSet(">=0")->filter(versions).size(), std::size_t(0));
        QCOMPARE(parseSpecifierSet(">=0")->filter(versions, true).size(), std::size_t(2));
    }

    void aPinIsOneExactVersion()
    {
        QCOMPARE(parseSpecifierSet("== 2.5.1+cu124")->pin()->toString(),
                 std::string("2.5.1+cu124"));
        QVERIFY(parseSpecifierSet("===1.0")->isPinned());
        QVERIFY(!parseSpecifierSet("==1.*")->isPinned());
        QVERIFY(!parseSpecifierSet("==1,!=2")->isPinned());
        QVERIFY(!parseSpecifierSet(">=1")->isPinned());
        QVERIFY(!SpecifierSet().isPinned());
    }

    void leavesOutBoundsThatOthersImply_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("tight");
        QTest::newRow("lower bounds")
            << "<1.0,<1.0.0,>=0.16.4,>=0.21.0,>=0.26.0" << ">=0.26.0,<1.0";
        QTest::newRow("upper bounds") << "<3,<=2.4,<2" << "<2";
        QTest::newRow("a pin needs none") << "==2.5.1,>=1.10.0,>=2.4,<3" << "==2.5.1";
        QTest::newRow("an exclusion stays") << "==2.5.1,!=2.5.1+cu118" << "==2.5.1,!=2.5.1+cu118";
        QTest::newRow("a pin outside its bounds shows them") << "==2.5.1,>=3" << "==2.5.1,>=3";
        QTest::newRow("above leaves out post-releases too")
            << ">1.0,>=1.0.post1" << ">1.0,>=1.0.post1";
        QTest::newRow("a bound that asks for pre-releases stays")
            << ">=1.0a1,>=1.2" << ">=1.0a1,>=1.2";
        QTest::newRow("below leaves out pre-releases of its version")
            << "<2.0,<2.0rc2" << "<2.0,<2.0rc2";
    }
    void leavesOutBoundsThatOthersImply()
    {
        QFETCH(QString, set);
        QFETCH(QString, tight);
        QCOMPARE(
            QString::fromStdString(tightened(*parseSpecifierSet(set.toStdString())).toString()),
            tight);
    }

    void printsClausesInReadingOrderAndOnce()
    {
        QCOMPARE(parseSpecifierSet(" >= 1.0 ,!=1.5.*, ==1.0,==1.0.0,")->toString(),
                 std::string("==1.0,>=1.0,!=1.5.*"));
        QVERIFY(*parseSpecifierSet(">=1,<2") == *parseSpecifierSet("<2.0,>=1.0"));
        QVERIFY(!(*parseSpecifierSet("~=1.0") == *parseSpecifierSet("~=1.0.0")));
        QCOMPARE(conjunction(*parseSpecifierSet(">=1"), *parseSpecifierSet("<2,>=1.0")).toString(),
                 std::string(">=1,<2"));
    }

    void knowsWhenPipCannotTell()
    {
        QVERIFY(parseSpecifierSet("===latest")->hasUnreadableVersion());
        QVERIFY(!parseSpecifierSet("===1.0")->hasUnreadableVersion());
    }
};

QTEST_APPLESS_MAIN(SpecifierTest)
#include "tst_specifier.moc"
