// The window at the size of a small laptop: what is written can be read without scrolling sideways.
#include "tests/ui/support/real_window.h"
#include "ui/chains/chain_view.h"
#include "ui/elided_label.h"
#include "ui/findings/finding_table.h"
#include "ui/fixes/fixes_view.h"
#include "ui/header_bar.h"
#include "ui/risk/risk_view.h"
#include "ui/tree_with_words.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTest>
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

private:
    std::unique_ptr<ProjectFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestWindowLayout)
#include "tst_window_layout.moc"
