#include "tests/ui/support/real_window.h"

#include "ui/commands/command_palette.h"
#include "ui/findings/diff_view.h"
#include "ui/findings/finding_html.h"
#include "ui/ribbons/ribbon_geometry.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_scale.h"

#include <QTest>

using namespace pinwheel;
using namespace Qt::StringLiterals;

/// Arithmetic and text of the views, without a window.
class TestUiGeometry : public QObject {
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
        QTest::newRow("inside stays as it is") << 20.0 << 40.0 << int(EndPlace::Inside) << 20.0 << 40.0;
        QTest::newRow("above becomes a strip at the top") << -60.0 << -40.0 << int(EndPlace::Above) << 0.0 << 4.0;
        QTest::newRow("ending exactly at the top is above") << -20.0 << 0.0 << int(EndPlace::Above) << 0.0 << 4.0;
        QTest::newRow("below becomes a strip at the bottom") << 130.0 << 150.0 << int(EndPlace::Below) << 96.0 << 100.0;
        QTest::newRow("partly above is cut") << -10.0 << 10.0 << int(EndPlace::Inside) << 0.0 << 10.0;
        QTest::newRow("larger than the view is cut on both sides") << -10.0 << 200.0 << int(EndPlace::Inside) << 0.0 << 100.0;
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
        const std::vector<RibbonShape> shapes {ribbonShape({10, 30}, {10, 30}, 40, 100), ribbonShape({20, 30}, {70, 90}, 40, 100)};
        QCOMPARE(ribbonAt(shapes, {2, 15}), 0);
        QCOMPARE(ribbonAt(shapes, {2, 26}), 1); // The one painted last lies on top.
        QCOMPARE(ribbonAt(shapes, {38, 80}), 1);
        QCOMPARE(ribbonAt(shapes, {20, 97}), -1);
        QVERIFY(shapes[1].path.contains(QPointF(20, 50)));
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
            for (const QColor& code : {colors.syntax.keyword, colors.syntax.name, colors.syntax.string, colors.syntax.option, colors.syntax.comment})
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
        const QString diff = u"--- a/Dockerfile\n+++ b/Dockerfile\n@@ -73,2 +73,1 @@\n-RUN a\n+RUN b\n x\n"_s;
        QCOMPARE(readableDiff(diff), u"Dockerfile:73\n-RUN a\n+RUN b\n x"_s);
    }

    void shortDiffsShowChangesAlone()
    {
        const QString diff = u"--- a/Dockerfile\n+++ b/Dockerfile\n@@ -70,4 +70,4 @@\n a\n-b\n+c\n d\n-e\n"_s;
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
