// The window at the size of a small laptop: what is written can be read without scrolling sideways.
#include "tests/ui/support/real_window.h"
#include "ui/chains/chain_view.h"
#include "ui/elided_label.h"
#include "ui/findings/finding_table.h"
#include "ui/fixes/fixes_view.h"
#include "ui/header_bar.h"
#include "ui/risk/risk_view.h"
#include "ui/timeline/timeline_view.h"
#include "ui/translations.h"
#include "ui/tree_with_words.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace pinwheel;
using namespace Qt::StringLiterals;

class TestWindowLayout : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        useTestSettings();
        m_folder =
            std::make_unique<ProjectFolder>(exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR)));
        m_window = openWindow(m_folder->path());
        QVERIFY(m_window && waitForFreshAudit(*m_window));
        m_window->resize(1280, 800);
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanupTestCase() { m_window.reset(); }

    void noViewScrollsSideways_data()
    {
        QTest::addColumn<int>("tab");
        QTest::newRow("risk matrix") << int(MainWindow::RiskTab);
        QTest::newRow("findings") << int(MainWindow::FindingsTab);
        QTest::newRow("compatibility") << int(MainWindow::ChainsTab);
        QTest::newRow("pip decisions") << int(MainWindow::DecisionsTab);
        QTest::newRow("fixes") << int(MainWindow::FixesTab);
        QTest::newRow("report") << int(MainWindow::ReportTab);
    }
    void noViewScrollsSideways()
    {
        QFETCH(int, tab);
        m_window->showReview(tab);
        QTest::qWait(50);
        int seen = 0;
        for (const auto* const area : m_window->findChildren<QAbstractScrollArea*>()) {
            // Source text is not wrapped; the editors and the timeline have their own rules.
            if (!area->isVisible() || area->objectName() == "diffView"_L1) continue;
            if (qobject_cast<const QTreeView*>(area) == nullptr
                && !area->accessibleName().startsWith("Preview of the report"_L1))
                continue;
            ++seen;
            QVERIFY2(area->horizontalScrollBar()->maximum() == 0,
                     qPrintable(u"%1: %2 px too wide"_s.arg(area->accessibleName())
                                    .arg(area->horizontalScrollBar()->maximum())));
        }
        QVERIFY(seen > 0);
    }

    void everyReviewTabIsInView()
    {
        const QTabBar* const tabs = m_window->reviewTabs();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            m_window->showReview(tab);
            QTest::qWait(10);
            for (const auto* const button : tabs->findChildren<QToolButton*>())
                QVERIFY2(!button->isVisible(), qPrintable(tabs->tabText(tab)));
        }
    }

    void everyFixTitleHasRoom()
    {
        m_window->showReview(MainWindow::FixesTab);
        QTest::qWait(50);
        auto* const list = m_window->fixesView()->findChild<TreeWithWords*>();
        QVERIFY(list != nullptr && list->model()->rowCount() > 0);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            const QRect cell = list->visualRect(index);
            const QFontMetrics metrics(index.data(Qt::FontRole).isValid()
                                           ? qvariant_cast<QFont>(index.data(Qt::FontRole))
                                           : list->font());
            const int lines = cell.height() / metrics.lineSpacing();
            const int room = (cell.width() - 40) * lines; // Check box and padding.
            QVERIFY2(metrics.horizontalAdvance(index.data().toString()) < room,
                     qPrintable(u"%1: %2 lines of %3 px"_s.arg(index.data().toString())
                                    .arg(lines)
                                    .arg(cell.width())));
        }
    }

    void wordsWithoutRoomEndInAnEllipsis()
    {
        ElidedLabel label;
        label.setText(u"MMMMMMMMMMMMMMMMMMMM"_s);
        label.resize(label.sizeHint());
        const auto inkAtTheRight = [&label] {
            const QImage image = label.grab().toImage();
            int ink = 0;
            // The upper half: an ellipsis has no ink there.
            for (int x = image.width() - label.fontMetrics().horizontalAdvance(u'…');
                 x < image.width(); ++x)
                for (int y = 0; y < image.height() / 2; ++y)
                    ink += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
            return ink;
        };
        QVERIFY(inkAtTheRight() > 0);
        label.resize(label.width() / 2, label.height());
        QCOMPARE(inkAtTheRight(), 0);
        QCOMPARE(label.text(), u"MMMMMMMMMMMMMMMMMMMM"_s);
    }

    void noHeadingOfTheRiskMatrixIsCutOff()
    {
        m_window->showReview(MainWindow::RiskTab);
        QTest::qWait(50);
        const QHeaderView* const header = m_window->riskView()->table()->header();
        for (int column = 0; column < header->count(); ++column) {
            if (header->isSectionHidden(column)) continue;
            const QString text = header->model()->headerData(column, Qt::Horizontal).toString();
            QVERIFY2(header->sectionSize(column)
                         >= QFontMetrics(header->font()).horizontalAdvance(text),
                     qPrintable(text));
        }
    }

    void everySelectorIsReached_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("width");
        for (const char* const language : {"en", "de"})
            for (const int width : {1680, 1280, 1024, 800})
                QTest::addRow("%s at %d", language, width)
                    << QString::fromLatin1(language) << width;
    }
    void everySelectorIsReached()
    {
        QFETCH(QString, language);
        QFETCH(int, width);
        installTranslations(*qApp, language);
        HeaderBar header;
        installTranslations(*qApp, u"en"_s);
        header.setProject(u"a-project-with-a-rather-long-name"_s, {u"Dockerfile"_s},
                          u"Dockerfile"_s);
        header.setGpuNames({u"RTX 5090"_s, u"A100"_s});
        AuditOptions options = m_window->controller()->options();
        options.target = "final-stage-of-the-worker-with-gpus";
        options.gpus = {"RTX 5090"};
        header.setOptions(options);
        header.setAudit(m_window->controller()->audit());
        header.resize(width, header.sizeHint().height());
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        QCOMPARE(header.width(), width);
        QStringList reached;
        const auto addMenu = [&reached](const QMenu* menu) {
            for (const QAction* const action : menu->actions())
                reached += action->text();
        };
        for (const auto* const button : header.findChildren<QToolButton*>()) {
            if (!button->isVisible() || button->menu() == nullptr) continue;
            QVERIFY(header.rect().contains(button->geometry()));
            // Words are whole or end in dots: a button is never narrower than what it shows.
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            if (button != header.overflow()) addMenu(button->menu());
        }
        if (header.overflow()->isVisible()) {
            QVERIFY((header.overflow()->focusPolicy() & Qt::TabFocus) != 0);
            for (const QAction* const action : header.overflow()->menu()->actions())
                if (action->menu() != nullptr)
                    addMenu(action->menu());
                else
                    QVERIFY(!action->text().isEmpty());
        }
        QVERIFY2(reached.contains(u"RTX 5090"_s), qPrintable(reached.join(u", "_s)));
        QVERIFY(reached.contains(u"linux/arm64"_s));
    }

    void theOverflowMenuWorksByKeys()
    {
        m_window->resize(800, 700);
        QToolButton* const more = m_window->header()->overflow();
        QTRY_VERIFY(more->isVisible());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        more->setFocus(Qt::TabFocusReason);
        QTimer timer;
        int step = 0;
        connect(&timer, &QTimer::timeout, this, [&] {
            auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (menu == nullptr) return;
            const bool isInner = menu != more->menu();
            const QString wanted = isInner ? u"linux/arm64"_s : u"linux/amd64"_s;
            const QAction* const at = menu->activeAction();
            if (at == nullptr || !at->text().contains(wanted))
                QTest::keyClick(menu, Qt::Key_Down);
            else
                QTest::keyClick(menu, isInner ? Qt::Key_Return : Qt::Key_Right);
            if (++step > 40) QTest::keyClick(menu, Qt::Key_Escape);
        });
        timer.start(20);
        QTest::keyClick(more, Qt::Key_Space);
        timer.stop();
        QCOMPARE(m_window->controller()->options().platform, std::string("linux/arm64"));
        AuditOptions options = m_window->controller()->options();
        options.platform = "linux/amd64";
        m_window->setOptions(options);
        m_window->resize(1280, 800);
        QVERIFY(waitForFreshAudit(*m_window));
    }

    void theToolOfALayerIsWhole()
    {
        // "10 (sign) COPY L78" has no room beside each other: the line gives way, not the word.
        const TimelineView* const timeline = m_window->timeline();
        QFont font = QApplication::font();
        font.setPointSizeF(font.pointSizeF() - 0.75);
        const QFontMetricsF metrics(font);
        for (const int width : {104, 110, 126}) {
            for (const TimelineCard& card : timeline->cards()) {
                const CardHeading heading = cardHeading(card, width - 16, metrics);
                QCOMPARE(heading.tool, card.tool);
                QVERIFY(
                    heading.toolLeft + metrics.horizontalAdvance(heading.tool) <= width - 16
                        - (heading.line.isEmpty() ? 0 : metrics.horizontalAdvance(heading.line)));
            }
        }
    }

private:
    std::unique_ptr<ProjectFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestWindowLayout)
#include "tst_window_layout.moc"
