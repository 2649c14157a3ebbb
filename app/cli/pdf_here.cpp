#include "app/cli/pdf.h"
#include "ui/report/pdf_writer.h"

#include <QGuiApplication>
#include <QHashSeed>

#include <cstdlib>

namespace pinwheel {

Result<void> preparePdf()
{
    // Qt writes fonts in the order of a hash table; with a seed of its own each run would give
    // other bytes.
    QHashSeed::setDeterministicGlobalSeed();
    return {};
}

Result<std::string> renderPdfReport(const Audit& audit, const ReportOptions& options,
                                    std::string_view paper)
{
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1); // no display is needed, nor looked for
    int count = 1;
    char name[] = "pinwheel-pdf";
    char* words[] = {name, nullptr};
    const QGuiApplication application(count, words);
    PdfOptions pdf {.size = paperSizeFromWord(paper).value_or(PaperSize::A4), .time = {}};
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0')
        pdf.time = std::strtoll(epoch, nullptr, 10);
    return renderPdf(audit, options, pdf);
}

} // namespace pinwheel
