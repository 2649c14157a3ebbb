#include "core/text/source_text.h"

#include <QTest>

using namespace pinwheel;

class TestSourceText : public QObject
{
    Q_OBJECT

private slots:
    void placesCountCodePoints_data()
    {
        QTest::addColumn<uint>("offset");
        QTest::addColumn<uint>("line");
        QTest::addColumn<uint>("column");
        QTest::newRow("first byte") << 0U << 1U << 1U;
        QTest::newRow("behind a two-byte letter") << 3U << 1U << 3U;
        QTest::newRow("line ending belongs to its line") << 4U << 1U << 4U;
        QTest::newRow("first of the second line") << 5U << 2U << 1U;
        QTest::newRow("past the end") << 99U << 3U << 1U;
    }
    void placesCountCodePoints()
    {
        QFETCH(uint, offset);
        QFETCH(uint, line);
        QFETCH(uint, column);
        const SourceText text("f",
                              "a\xc3\xa4"
                              "b\nxy\n"); // aäb
        const LineColumn place = text.place(offset);
        QCOMPARE(place.line, line);
        QCOMPARE(place.column, column);
    }

    void lineTextHasNoEnding()
    {
        const SourceText text("f", "one\r\ntwo");
        QCOMPARE(text.lineText(1), std::string_view("one"));
        QCOMPARE(text.lineText(2), std::string_view("two"));
        QCOMPARE(text.lineText(3), std::string_view());
        QCOMPARE(text.lineText(0), std::string_view());
    }

    void sliceIsClipped() { QCOMPARE(SourceText("f", "abc").slice(1, 99), std::string_view("bc")); }
};

QTEST_APPLESS_MAIN(TestSourceText)
#include "tst_source_text.moc"
