#include "ui/report/pdf_writer.h"

#include "core/report/document.h"
#include "ui/report/paper_pages.h"
#include "ui/report/pdf_completion.h"

#include <QBuffer>
#include <QDate>
#include <QPageSize>
#include <QPdfWriter>
#include <QTimeZone>
#include <QUuid>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 1200;

QDateTime timeOf(const ReportDocument& document, const PdfOptions& options)
{
    if (options.time) return QDateTime::fromSecsSinceEpoch(*options.time, QTimeZone::UTC);
    QDate date = QDate::fromString(QString::fromStdString(document.date), Qt::ISODate);
    if (!date.isValid()) date = QDate(1970, 1, 1);
    return date.startOfDay(QTimeZone::UTC);
}

} // namespace

std::optional<PaperSize> paperSizeFromWord(std::string_view word)
{
    if (word == "a4") return PaperSize::A4;
    if (word == "letter") return PaperSize::Letter;
    return std::nullopt;
}

Result<std::string> renderPdf(const Audit& audit, const ReportOptions& report,
                              const PdfOptions& options)
{
    const QPageSize size(options.size == PaperSize::Letter ? QPageSize::Letter : QPageSize::A4);
    const QSizeF points = size.sizePoints();
    const PaperPages pages(documentOf(audit, report), points);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(QString::fromStdString(pages.document().title));
        writer.setCreator(QString::fromStdString(pages.document().maker));
        writer.setPageSize(size);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(dotsPerInch);
        paintPages(pages, writer, dotsPerInch, 0, pages.count());
    }
    const PdfFacts facts {.language = u"en"_s,
                          .time = timeOf(pages.document(), options),
                          .pageHeight = points.height()};
    PINWHEEL_TRY(whole, completePdf(bytes, pages.map(), facts));
    return std::string(whole.constData(), static_cast<std::size_t>(whole.size()));
}

} // namespace pinwheel
