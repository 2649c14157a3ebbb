#pragma once

#include "core/report/report.h"

namespace pinwheel {

// One renderer per line of formats.def, each in <word>_report.cpp.
#define FORMAT(NAME, WORD, EXTENSION, TITLE)                                                       \
    [[nodiscard]] std::string render##NAME(const Audit& audit, const ReportOptions& options);
#include "core/report/formats.def"
#undef FORMAT

} // namespace pinwheel
