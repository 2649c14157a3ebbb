#include "ui/report/print_preview.h"

#include "ui/report/paper_pages.h"

#include <QPrinter>

#include <algorithm>

namespace pinwheel {

void printReport(const ReportDocument& document, QPrinter& printer)
{
    // The pages have margins of their own. Where the printer insists on larger ones, they are cut
    // by it, as it would cut any page of that size.
    printer.setFullPage(true);
    const PaperPages pages(document, printer.pageLayout().fullRectPoints().size());
    const bool isRange = printer.printRange() == QPrinter::PageRange && printer.fromPage() > 0;
    const int first = isRange ? std::min(printer.fromPage(), pages.count()) : 1;
    const int last = isRange && printer.toPage() >= first
        ? std::min(printer.toPage(), pages.count())
        : isRange ? first
                  : pages.count();
    paintPages(pages, printer, printer.resolution(), first - 1, last);
}

PrintPreview::PrintPreview(ReportDocument document, QWidget* parent)
    : PrintPreview(std::move(document), std::make_unique<QPrinter>(QPrinter::HighResolution),
                   parent)
{
}

PrintPreview::PrintPreview(ReportDocument document, std::unique_ptr<QPrinter> printer,
                           QWidget* parent)
    : QPrintPreviewDialog(printer.get(), parent)
    , m_printer(std::move(printer))
    , m_document(std::move(document))
{
    m_printer->setDocName(QString::fromStdString(m_document.title));
    m_printer->setCreator(QString::fromStdString(m_document.maker));
    setWindowTitle(tr("Print Preview: %1").arg(m_printer->docName()));
    connect(this, &QPrintPreviewDialog::paintRequested, this,
            [this](QPrinter* on) { printReport(m_document, *on); });
}

PrintPreview::~PrintPreview() = default;

} // namespace pinwheel
