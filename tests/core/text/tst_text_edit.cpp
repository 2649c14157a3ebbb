#include "core/text/position_map.h"
#include "core/text/text_edit.h"

#include <QTest>

using namespace pinwheel;

class TestTextEdit : public QObject
{
    Q_OBJECT

    static constexpr FileId file {0};

private slots:
    void overlapIsRefused_data()
    {
        QTest::addColumn<uint>("begin");
        QTest::addColumn<uint>("end");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("before") << 0U << 4U << true;
        QTest::newRow("touching at the begin") << 2U << 5U << true;
        QTest::newRow("inside") << 6U << 7U << false;
        QTest::newRow("across the end") << 8U << 12U << false;
        QTest::newRow("insertion inside") << 7U << 7U << false;
        QTest::newRow("insertion at the end") << 10U << 10U << true;
        QTest::newRow("insertion at the begin") << 5U << 5U << true;
    }
    void overlapIsRefused()
    {
        QFETCH(uint, begin);
        QFETCH(uint, end);
        QFETCH(bool, accepted);
        EditSet edits;
        QVERIFY(edits.add({{file, 5, 10}, "x"}).has_value());
        QCOMPARE(edits.add({{file, begin, end}, "y"}).has_value(), accepted);
    }

    void sameEditTwiceIsOne()
    {
        EditSet edits;
        QVERIFY(edits.add({{file, 1, 2}, "x"}).has_value());
        QVERIFY(edits.add({{file, 1, 2}, "x"}).has_value());
        QCOMPARE(edits.edits().size(), 1U);
    }

    void twoInsertionsAtOnePlaceConflict()
    {
        EditSet edits;
        QVERIFY(edits.add({{file, 3, 3}, "x"}).has_value());
        QVERIFY(!edits.add({{file, 3, 3}, "y"}).has_value());
    }

    void addingASetIsAllOrNothing()
    {
        EditSet edits;
        QVERIFY(edits.add({{file, 4, 6}, "x"}).has_value());
        EditSet other;
        QVERIFY(other.add({{file, 0, 1}, "a"}).has_value());
        QVERIFY(other.add({{file, 5, 7}, "b"}).has_value());
        QVERIFY(!edits.add(other).has_value());
        QCOMPARE(edits.edits().size(), 1U);
    }

    void applyingKeepsWhatIsNotNamed()
    {
        EditSet edits;
        QVERIFY(edits.add({{file, 0, 1}, "A"}).has_value());
        QVERIFY(edits.add({{file, 3, 3}, "-"}).has_value());
        QVERIFY(edits.add({{file, 4, 6}, ""}).has_value());
        QVERIFY(edits.add({{FileId {1}, 0, 6}, "other file"}).has_value());
        QCOMPARE(applyEdits("abcdef", file, edits), std::string("Abc-d"));
    }

    void spansMoveWithLaterEdits()
    {
        PositionMap map;
        map.replace(2, 4, 5); // three bytes more
        QCOMPARE(map.map({file, 0, 2}), std::optional(Span {file, 0, 2}));
        QCOMPARE(map.map({file, 6, 8}), std::optional(Span {file, 9, 11}));
        QVERIFY(!map.map({file, 1, 3}).has_value());
        map.replace(9, 11, 0);
        QVERIFY(!map.map({file, 6, 8}).has_value());
    }
};

QTEST_APPLESS_MAIN(TestTextEdit)
#include "tst_text_edit.moc"
