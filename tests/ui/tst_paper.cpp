// Breaking a document into pages: what stays together, what is repeated, what may be broken.

#include "ui/report/paper_pages.h"

#include <QTest>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

PaperPiece piece(qreal height, bool keepWithNext = false)
{
    PaperPiece out;
    out.height = height;
    out.keepWithNext = keepWithNext;
    return out;
}

/// Heights of the pieces of each page.
QList<QList<qreal>> heightsOf(const std::vector<PaperPage>& pages)
{
    QList<QList<qreal>> out;
    for (const PaperPage& page : pages) {
        out.emplaceBack();
        for (const PaperPage::Placed& placed : page.pieces)
            out.back() += placed.piece->height;
    }
    return out;
}

using Pages = QList<QList<qreal>>;

} // namespace

class TestPaper : public QObject
{
    Q_OBJECT

private slots:
    void aPieceThatDoesNotFitGoesToTheNextPage()
    {
        const std::vector<PaperPiece> pieces = {piece(40), piece(50), piece(20)};
        QCOMPARE(heightsOf(paginate(pieces, 100)), (Pages {{40, 50}, {20}}));
    }

    void aHeadingGoesWithWhatFollowsIt()
    {
        const std::vector<PaperPiece> pieces = {piece(70), piece(10, true), piece(10, true),
                                                piece(20)};
        QCOMPARE(heightsOf(paginate(pieces, 100)), (Pages {{70}, {10, 10, 20}}));
    }

    void aGroupHigherThanAPageIsBrokenWithoutAnEmptyPage()
    {
        const std::vector<PaperPiece> pieces = {piece(60, true), piece(60, true), piece(60)};
        QCOMPARE(heightsOf(paginate(pieces, 100)), (Pages {{60}, {60}, {60}}));
    }

    void theHeadOfATableIsRepeated()
    {
        const auto head = std::make_shared<PaperPiece>(piece(11, true));
        std::vector<PaperPiece> pieces = {piece(11, true)};
        for (int i = 0; i < 4; ++i) {
            pieces.push_back(piece(40));
            pieces.back().repeatedHead = head;
        }
        QCOMPARE(heightsOf(paginate(pieces, 100)), (Pages {{11, 40, 40}, {11, 40, 40}}));
    }

    void theSpaceAboveIsLeftOutAtTheTopOfAPage()
    {
        std::vector<PaperPiece> pieces = {piece(90), piece(20)};
        pieces[1].space = 15;
        const auto pages = paginate(pieces, 100);
        QCOMPARE(pages.size(), std::size_t {2});
        QCOMPARE(pages[1].pieces[0].top, 0.0);
    }

    void aPageNamesTheSectionThatItBeginsIn()
    {
        std::vector<PaperPiece> pieces = {piece(50, true), piece(40), piece(30), piece(20, true),
                                          piece(30)};
        pieces[0].bookmark = PaperBookmark {1, u"First"_s, u"first"_s};
        pieces[3].bookmark = PaperBookmark {1, u"Second"_s, u"second"_s};
        const auto pages = paginate(pieces, 100);
        QCOMPARE(pages.size(), std::size_t {2});
        QCOMPARE(pages[0].section, u"First"_s);
        QCOMPARE(pages[1].section, u"First"_s);
    }

    void aRowHigherThanAPageIsBrokenAndNothingIsLost()
    {
        TableBlock table {.head = {"A", "B"}, .widths = {0.5, 0.5}, .rows = {}, .fold = {}};
        std::string words;
        for (int i = 0; i < 3000; ++i)
            words += "word ";
        table.rows.push_back(
            {{{words, RunStyle::Plain, {}, {}}}, {{"short", RunStyle::Plain, {}, {}}}});
        const PaperPages pages({.title = "t", .maker = "m", .date = {}, .blocks = {table}},
                               QSizeF(595, 842));
        QVERIFY(pages.count() >= 3);
        const auto pieces = piecesOf(pages.document(), 499, 700);
        for (const PaperPiece& one : pieces)
            QVERIFY(one.height <= 700);
    }

    void linksAndHeadingsAreOnTheMap()
    {
        const ReportDocument document {
            .title = "t",
            .maker = "m",
            .date = {},
            .blocks = {HeadingBlock {1, {{"Section", RunStyle::Plain, {}, {}}}, "section"},
                       ParagraphBlock {{{"see ", RunStyle::Plain, {}, {}},
                                        {"there", RunStyle::Plain, {}, "#section"}}}}};
        const PaperMap map = PaperPages(document, QSizeF(595, 842)).map();
        QCOMPARE(map.headings.size(), std::size_t {1});
        QCOMPARE(map.links.size(), std::size_t {1});
        QCOMPARE(map.links[0].target, u"#section"_s);
        QVERIFY(map.links[0].area.width() > 5 && map.links[0].area.top() > map.headings[0].top);
    }
};

QTEST_MAIN(TestPaper)
#include "tst_paper.moc"
