#pragma once

#include "core/audit/audit.h"
#include "core/base/error.h"
#include "core/report/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

enum class PaperSize { A4, Letter };
/// "a4" or "letter"; none for other words.
[[nodiscard]] std::optional<PaperSize> paperSizeFromWord(std::string_view word);

struct PdfOptions {
    PaperSize size = PaperSize::A4;
    /// Time that the file says it was made, in seconds since 1970; where none is given, the date of
    /// the audit's facts.
    std::optional<std::int64_t> time;
};

/// The audit as PDF: embedded fonts, bookmarks, links. The same audit gives the same bytes in a
/// program whose hash seed is fixed (QHashSeed::setDeterministicGlobalSeed). Needs a
/// QGuiApplication; fails where Qt's output is not as expected.
[[nodiscard]] Result<std::string> renderPdf(const Audit& audit, const ReportOptions& report,
                                            const PdfOptions& options = {});

} // namespace pinwheel
