// The report on a printer: what the preview shows and what is printed are the pages of the PDF, on
// the paper chosen.

#include "core/report/document.h"
#include "tests/support/audit_project.h"
#include "ui/report/paper_pages.h"
#include "ui/report/print_preview.h"

#include <QFile>
#include <QPrintPreviewWidget>
#include <QPrinter>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;
using namespace Qt::StringLiterals;

namespace {

const ReportDocument& report()
{
    static const ReportDocument document =
        documentOf(*auditOfSeed(), {.project = "cuda-worker", .toolVersion = "0.1.0"});
    return document;
}

/// Pages of a PDF file, by their objects.
qsizetype pagesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return -1;
    return file.readAll().count("/Type /Page\n");
}

} // namespace

class TestPrint : public QObject
{
    Q_OBJECT

private slots:
    void thePaperOfThePrinterDecidesThePages_data()
    {
        QTest::addColumn<QPageSize::PageSizeId>("size");
        QTest::addColumn<QPageLayout::Orientation>("orientation");
        QTest::newRow("A4") << QPageSize::A4 << QPageLayout::Portrait;
        QTest::newRow("Letter across") << QPageSize::Letter << QPageLayout::Landscape;
        QTest::newRow("A5") << QPageSize::A5 << QPageLayout::Portrait;
    }
    void thePaperOfThePrinterDecidesThePages()
    {
        QFETCH(QPageSize::PageSizeId, size);
        QFETCH(QPageLayout::Orientation, orientation);
        const QString path = m_folder.filePath(u"paper.pdf"_s);
        QSizeF points;
        {
            QPrinter printer(QPrinter::HighResolution);
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(path);
            printer.setPageSize(QPageSize(size));
            printer.setPageOrientation(orientation);
            printReport(report(), printer);
            points = printer.pageLayout().fullRectPoints().size();
        }
        QCOMPARE(pagesIn(path), PaperPages(report(), points).count());
    }

    void aRangeIsPrintedAlone_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("pages");
        QTest::newRow("two pages") << 2 << 3 << 2;
        QTest::newRow("one page") << 1 << 1 << 1;
        QTest::newRow("beyond the last page") << 1 << 9999 << -1;
    }
    void aRangeIsPrintedAlone()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, pages);
        const QString path = m_folder.filePath(u"range.pdf"_s);
        QSizeF points;
        {
            QPrinter printer(QPrinter::HighResolution);
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(path);
            printer.setPrintRange(QPrinter::PageRange);
            printer.setFromTo(from, to);
            printReport(report(), printer);
            points = printer.pageLayout().fullRectPoints().size();
        }
        QCOMPARE(pagesIn(path), pages < 0 ? PaperPages(report(), points).count() : pages);
    }

    void thePreviewShowsEveryPage()
    {
        PrintPreview preview(report());
        preview.show();
        QVERIFY(QTest::qWaitForWindowExposed(&preview));
        const auto* const pages = preview.findChild<QPrintPreviewWidget*>();
        QVERIFY(pages);
        const QSizeF points = preview.printer()->pageLayout().fullRectPoints().size();
        QTRY_COMPARE(pages->pageCount(), PaperPages(report(), points).count());
        QVERIFY(preview.windowTitle().contains("cuda-worker"_L1));
        // Something is painted on it.
        const QImage image = preview.grab().toImage();
        int dark = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                dark += qGray(image.pixel(x, y)) < 110;
        QVERIFY(dark > 500);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestPrint)
#include "tst_print.moc"
