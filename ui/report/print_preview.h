#pragma once

#include "core/report/document.h"

#include <QPrintPreviewDialog>

#include <memory>

namespace pinwheel {

/// Paints a report on a printer: its paper, its orientation, and where a range is chosen those
/// pages alone.
void printReport(const ReportDocument& document, QPrinter& printer);

/// The report as the printer will give it, on the paper that is chosen there; printed from there.
class PrintPreview final : public QPrintPreviewDialog
{
    Q_OBJECT

public:
    explicit PrintPreview(ReportDocument document, QWidget* parent = nullptr);
    ~PrintPreview() override;

private:
    PrintPreview(ReportDocument document, std::unique_ptr<QPrinter> printer, QWidget* parent);

    std::unique_ptr<QPrinter> m_printer;
    ReportDocument m_document;
};

} // namespace pinwheel
