#pragma once

// PDF needs Qt, which takes longer to start than a whole audit. So two programs are linked from the
// same sources: `pinwheel` with pdf_elsewhere.cpp, which goes on as `pinwheel-pdf`, and that one
// with pdf_here.cpp, which renders.

#include "core/audit/audit.h"
#include "core/base/result.h"
#include "core/report/report.h"

#include <string>
#include <string_view>

namespace pinwheel {

/// Called before the audit where a PDF is wanted: comes back where this program can write one, else
/// does not come back (the other program does the whole work) or tells why there is no PDF.
[[nodiscard]] Result<void> preparePdf();

/// @param paper  "a4" or "letter"
[[nodiscard]] Result<std::string> renderPdfReport(const Audit& audit, const ReportOptions& options,
                                                  std::string_view paper);

} // namespace pinwheel
