#include "tests/ui/support/real_window.h"
#include "ui/commands/command_palette.h"
#include "ui/editor/fold_ranges.h"
#include "ui/editor/line_notes.h"
#include "ui/findings/finding_html.h"
#include "ui/findings/readable_diff.h"
#include "ui/ribbons/ribbon_geometry.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_scale.h"

#include <QTest>

using namespace pinwheel;
using namespace Qt::StringLiterals;

/// Arithmetic and text of the views, without a window.
class TestUiGeometry : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useTestSettings(); }

    void ribbonEndsAreClipped_data()
    {
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("bottom");
        QTest::addColumn<int>("place");
        QTest::addColumn<double>("shownTop");
        QTest::addColumn<double>("shownBottom");
        QTest::newRow("inside stays as it is")
            << 20.0 << 40.0 << int(EndPlace::Inside) << 20.0 << 40.0;
        QTest::newRow("above becomes a strip at the top")
            << -60.0 << -40.0 << int(EndPlace::Above) << 0.0 << 4.0;
        QTest::newRow("ending exactly at the top is above")
            << -20.0 << 0.0 << int(EndPlace::Above) << 0.0 << 4.0;
        QTest::newRow("below becomes a strip at the bottom")
            << 130.0 << 150.0 << int(EndPlace::Below) << 96.0 << 100.0;
        QTest::newRow("partly above is cut")
            << -10.0 << 10.0 << int(EndPlace::Inside) << 0.0 << 10.0;
        QTest::newRow("larger than the view is cut on both sides")
            << -10.0 << 200.0 << int(EndPlace::Inside) << 0.0 << 100.0;
    }
    void ribbonEndsAreClipped()
    {
        QFETCH(double, top);
        QFETCH(double, bottom);
        QFETCH(int, place);
        QFETCH(double, shownTop);
        QFETCH(double, shownBottom);
        const RibbonShape shape = ribbonShape({top, bottom}, {10, 20}, 46, 100);
        QCOMPARE(int(shape.leftPlace), place);
        QCOMPARE(shape.left, (VerticalRange {shownTop, shownBottom}));
        QVERIFY(shape.visible);
    }

    void ribbonWithBothEndsOnOneSideIsHidden()
    {
        QVERIFY(!ribbonShape({-50, -30}, {-90, -70}, 46, 100).visible);
        QVERIFY(!ribbonShape({150, 170}, {190, 200}, 46, 100).visible);
        QVERIFY(ribbonShape({-50, -30}, {150, 170}, 46, 100).visible);
    }

    void ribbonIsHitWhereItIsPainted()
    {
        const std::vector<RibbonShape> shapes {ribbonShape({10, 30}, {10, 30}, 40, 100),
                                               ribbonShape({20, 30}, {70, 90}, 40, 100)};
        QCOMPARE(ribbonAt(shapes, {2, 15}), 0);
        QCOMPARE(ribbonAt(shapes, {2, 26}), 1); // The one painted last lies on top.
        QCOMPARE(ribbonAt(shapes, {38, 80}), 1);
        QCOMPARE(ribbonAt(shapes, {20, 97}), -1);
        QVERIFY(shapes[1].path.contains(QPointF(20, 50)));
    }

    void ribbonsOfTheSameLinesAreOne()
    {
        const std::vector<RibbonShape> shapes {
            ribbonShape({10, 30}, {10, 30}, 40, 100), ribbonShape({20, 30}, {70, 90}, 40, 100),
            ribbonShape({10, 30}, {10, 30}, 40, 100), ribbonShape({-50, -30}, {-90, -70}, 40, 100)};
        QCOMPARE(distinctShapes(shapes),
                 (std::vector<std::size_t> {
                     1, 2})); // The one painted last stays, the hidden one does not.
    }

    void notesOfALineAreOne()
    {
        const auto mark = [](const QString& id, Level level, std::uint32_t line) {
            return FindingMark {.findingId = id,
                                .level = level,
                                .span = {.file = FileId {0}, .begin = line, .end = line + 1},
                                .note = id,
                                .fixTitle = {}};
        };
        const auto lineOf = [](const FindingMark& shown) {
            return static_cast<int>(shown.span.begin);
        };
        const std::vector<FindingMark> marks {
            mark(u"a"_s, Level::Medium, 3), mark(u"b"_s, Level::High, 3),
            mark(u"c"_s, Level::Low, 3), mark(u"d"_s, Level::Low, 1)};
        const std::vector<LineNote> notes = lineNotes(marks, lineOf, NotePlacement::Below, {});
        QCOMPARE(notes.size(), std::size_t(2));
        QCOMPARE(notes[0],
                 (LineNote {
                     .line = 1, .mark = 3, .all = {3}, .below = false})); // A remark takes no row.
        QCOMPARE(notes[1], (LineNote {.line = 3, .mark = 1, .all = {1, 0, 2}, .below = true}));
        // The selected finding speaks, and nothing moves for it.
        const std::vector<LineNote> selected =
            lineNotes(marks, lineOf, NotePlacement::Below, u"c"_s);
        QCOMPARE(selected[1], (LineNote {.line = 3, .mark = 2, .all = {1, 0, 2}, .below = true}));
        QVERIFY(!lineNotes(marks, lineOf, NotePlacement::LineEnd, {})[1].below);
        QVERIFY(lineNotes(marks, lineOf, NotePlacement::Off, {}).empty());
    }

    void marksMoveWithTheText_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("removed");
        QTest::addColumn<int>("inserted");
        QTest::addColumn<int>("markBegin");
        QTest::addColumn<int>("markEnd");
        QTest::addColumn<bool>("stale");
        QTest::newRow("typing before it moves it") << 4 << 0 << 3 << 13 << 23 << false;
        QTest::newRow("typing directly before it moves it") << 10 << 0 << 1 << 11 << 21 << false;
        QTest::newRow("typing behind it leaves it") << 20 << 0 << 5 << 10 << 20 << false;
        QTest::newRow("typing into it widens it") << 15 << 0 << 2 << 10 << 22 << true;
        QTest::newRow("deleting in it shortens it") << 12 << 3 << 0 << 10 << 17 << true;
        QTest::newRow("deleting across its begin keeps its rest") << 5 << 8 << 0 << 5 << 12 << true;
        QTest::newRow("deleting across its end keeps its begin")
            << 15 << 10 << 0 << 10 << 15 << true;
        QTest::newRow("deleting all of it leaves nothing") << 8 << 20 << 0 << 8 << 8 << true;
        QTest::newRow("replacing all of it covers the new text")
            << 10 << 10 << 4 << 10 << 14 << true;
    }
    void marksMoveWithTheText()
    {
        QFETCH(int, begin);
        QFETCH(int, removed);
        QFETCH(int, inserted);
        QFETCH(int, markBegin);
        QFETCH(int, markEnd);
        QFETCH(bool, stale);
        FindingMark mark;
        mark.span = {.file = FileId {0}, .begin = 10, .end = 20};
        const FindingMark moved =
            movedMark(mark, std::uint32_t(begin), std::uint32_t(removed), std::uint32_t(inserted));
        QCOMPARE(int(moved.span.begin), markBegin);
        QCOMPARE(int(moved.span.end), markEnd);
        QCOMPARE(moved.stale, stale);
    }

    void textsFold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("ranges");
        const QByteArray oneStage = "FROM a\nRUN x \\\n  y \\\n  z\nCOPY a b\n";
        QTest::newRow("an instruction of several lines")
            << oneStage << int(FoldKind::Dockerfile) << u"1-3"_s;
        QTest::newRow("stages where there are several")
            << QByteArray("FROM a AS b\nRUN x\n\nFROM b\nRUN y\n") << int(FoldKind::Dockerfile)
            << u"0-1 3-4"_s;
        QTest::newRow("a heredoc")
            << QByteArray("FROM a\nRUN <<EOF\nx\nEOF\n") << int(FoldKind::Dockerfile) << u"1-3"_s;
        QTest::newRow("a long comment") << QByteArray("# 1\n# 2\n# 3\n# 4\nFROM a\n# one\nRUN x\n")
                                        << int(FoldKind::Dockerfile) << u"0-3"_s;
        QTest::newRow("requirements under a heading")
            << QByteArray("a\n\n# web\nb\nc\n\nd\n") << int(FoldKind::Requirements) << u"2-4"_s;
        QTest::newRow("hashes behind a backslash")
            << QByteArray("a==1 \\\n  --hash=x \\\n  --hash=y\nb\n") << int(FoldKind::Requirements)
            << u"0-2"_s;
        QTest::newRow("hashes under a heading") << QByteArray("# web\na==1 \\\n  --hash=x\n\nb\n")
                                                << int(FoldKind::Requirements) << u"0-2 1-2"_s;
        QTest::newRow("what stands deeper") << QByteArray("a:\n  b:\n    c: 1\n\n  d: 2\ne: 3\n")
                                            << int(FoldKind::Indented) << u"0-4 1-2"_s;
        QTest::newRow("nothing") << QByteArray() << int(FoldKind::Indented) << QString();
        QTest::newRow("a text that is not folded") << oneStage << int(FoldKind::None) << QString();
    }
    void textsFold()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(QString, ranges);
        QStringList found;
        for (const FoldRange& range :
             foldRanges({text.constData(), std::size_t(text.size())}, FoldKind(kind)))
            found += u"%1-%2"_s.arg(range.first).arg(range.last);
        QCOMPARE(found.join(u' '), ranges);
    }

    void foldedLinesAreDeeperThanTheirFirst()
    {
        const std::vector<FoldLine> lines = foldLines({{0, 4}, {1, 2}}, 6);
        QCOMPARE(lines,
                 (std::vector<FoldLine> {
                     {0, true}, {1, true}, {2, false}, {1, false}, {1, false}, {0, false}}));
        QVERIFY(foldLines({{7, 9}}, 3)
                == std::vector<FoldLine>(3)); // Ranges of a longer text do no harm.
    }

    void cardsFillTheViewOrScroll()
    {
        TimelineScale scale {.viewWidth = 1150, .cardCount = 5};
        QCOMPARE(scale.cardWidth(), 200.0);
        QCOMPARE(scale.maximumScroll(), 0);
        QCOMPARE(scale.cardAt(scale.dotOf(3)), 3);
        QCOMPARE(scale.cardAt(10), -1);
        scale.cardCount = 40;
        QCOMPARE(scale.cardWidth(), double(scale.minimumCardWidth));
        QCOMPARE(scale.maximumScroll(), 40 * scale.minimumCardWidth - 1000);
        scale.scroll = scale.scrollToShow(39);
        QCOMPARE(scale.scroll, scale.maximumScroll());
        QCOMPARE(scale.scrollToShow(0), 0);
        QCOMPARE(scale.scrollToShow(39), scale.scroll);
    }

    void zoomKeepsThePlaceUnderThePointer_data()
    {
        QTest::addColumn<double>("x");
        QTest::newRow("at the left") << 160.0;
        QTest::newRow("in the middle") << 600.0;
        QTest::newRow("at the right") << 1100.0;
    }
    void zoomKeepsThePlaceUnderThePointer()
    {
        QFETCH(double, x);
        TimelineScale scale {.viewWidth = 1150, .cardCount = 12};
        const double before = (x - scale.labelWidth + scale.scroll) / scale.cardWidth();
        scale.zoomAt(x, 2);
        QCOMPARE(scale.zoom, 2.0);
        const double after = (x - scale.labelWidth + scale.scroll) / scale.cardWidth();
        QVERIFY(std::abs(before - after) < 0.02);
        scale.zoomAt(x, 0.01);
        QCOMPARE(scale.zoom, 1.0);
        QCOMPARE(scale.scroll, std::clamp(scale.scroll, 0, scale.maximumScroll()));
    }

    void textIsReadable_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << int(ThemeKind::Light);
        QTest::newRow("dark") << int(ThemeKind::Dark);
        QTest::newRow("high contrast") << int(ThemeKind::HighContrast);
    }
    void textIsReadable()
    {
        QFETCH(int, kind);
        const ThemeColors colors = colorsOf(static_cast<ThemeKind>(kind));
        const auto readable = [](const QColor& text, const QColor& paper, const char* what) {
            const double ratio = contrastRatio(text, paper);
            if (ratio < 4.5) qWarning("%s: %.2f", what, ratio);
            return ratio >= 4.5;
        };
        for (const QColor& paper : {colors.panel, colors.window, colors.accentSoft, colors.field}) {
            QVERIFY(readable(colors.text, paper, "text"));
            QVERIFY(readable(colors.muted, paper, "muted"));
        }
        // Cells of the small matrices, hovered rows and buttons, the find bar; the bar about
        // changed files.
        for (const QColor& paper : {colors.hover, colors.currentLine}) {
            QVERIFY(readable(colors.text, paper, "text on hover"));
            QVERIFY(readable(colors.muted, paper, "muted on hover"));
        }
        QVERIFY(readable(colors.link, colors.hover, "link on hover"));
        for (const QColor& paper : {colors.field, colors.window})
            QVERIFY(readable(colors.faint, paper, "placeholder or switch"));
        QVERIFY(readable(colors.text, colors.accentSoft, "selected row"));
        QVERIFY(readable(colors.accent, colors.panel, "focused tab"));
        for (const QColor& code :
             {colors.syntax.keyword, colors.syntax.name, colors.syntax.string, colors.syntax.option,
              colors.syntax.comment, colors.syntax.number, colors.syntax.variable,
              colors.syntax.error}) {
            QVERIFY(readable(code, colors.panel, "source"));
            QVERIFY(readable(code, colors.currentLine, "source in the current line"));
        }
        QVERIFY(readable(colors.faint, colors.panel, "faint"));
        QVERIFY(readable(colors.link, colors.panel, "link"));
        QVERIFY(readable(colors.link, colors.accentSoft, "link on selection"));
        QVERIFY(readable(colors.onAccent, colors.accent, "on accent"));
        std::vector<LevelColors> tinted {colors.good, colors.added, colors.removed};
        tinted.insert(tinted.end(), colors.levels.begin(), colors.levels.end());
        for (const LevelColors& own : tinted) {
            QVERIFY(readable(own.text, own.soft, "level on its tint"));
            QVERIFY(readable(own.text, colors.panel, "level on the panel"));
            QVERIFY(readable(colors.text, own.soft, "text on a tint"));
            QVERIFY2(contrastRatio(own.solid, colors.panel) >= 3.0, "signs need 3:1 (WCAG 1.4.11)");
            for (const QColor& code :
                 {colors.syntax.keyword, colors.syntax.name, colors.syntax.string,
                  colors.syntax.option, colors.syntax.comment})
                QVERIFY(readable(code, own.soft, "source on a tint"));
        }
    }

    void paletteFindsByLettersInOrder()
    {
        QVERIFY(fuzzyScore(u"nf"_s, u"Next Finding"_s) > fuzzyScore(u"nf"_s, u"Inline for"_s));
        QVERIFY(fuzzyScore(u"export m"_s, u"Export Markdown…"_s) > 0);
        QCOMPARE(fuzzyScore(u"zz"_s, u"Export"_s), -1);
        QCOMPARE(fuzzyScore({}, u"Export"_s), 0);
    }

    void diffNamesPlacesInsteadOfHeaders()
    {
        const QString diff =
            u"--- a/Dockerfile\n+++ b/Dockerfile\n@@ -73,2 +73,1 @@\n-RUN a\n+RUN b\n x\n"_s;
        QCOMPARE(readableDiff(diff), u"Dockerfile:73\n-RUN a\n+RUN b\n x"_s);
    }

    void shortDiffsShowChangesAlone()
    {
        const QString diff =
            u"--- a/Dockerfile\n+++ b/Dockerfile\n@@ -70,4 +70,4 @@\n a\n-b\n+c\n d\n-e\n"_s;
        QCOMPARE(readableDiff(diff, true), u"Dockerfile:71\n-b\n+c\nDockerfile:73\n-e"_s);
    }

    void textFromOutsideIsEscaped()
    {
        const QString html = richText(u"<img src=x> & `pip <b>`"_s);
        QVERIFY(!html.contains(u"<img"_s));
        QVERIFY(html.contains(u"pip &lt;b&gt;"_s));
    }

    void placeLinksSurviveTheWayBack()
    {
        const Span span {.file = FileId {2}, .begin = 17, .end = 400};
        QCOMPARE(placeFromLink(QUrl(placeLink(span))), std::optional(span));
        QVERIFY(!placeFromLink(QUrl(u"place:x"_s)));
        QVERIFY(!placeFromLink(QUrl(u"rule:PIN101"_s)));
    }
};

QTEST_MAIN(TestUiGeometry)
#include "tst_ui_geometry.moc"
