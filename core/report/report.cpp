#include "core/report/report.h"

#include "core/report/all_formats.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

constexpr auto formats = std::to_array<ReportFormatInfo>({
#define FORMAT(NAME, WORD, EXTENSION, TITLE) {ReportFormat::NAME, #WORD, EXTENSION, TITLE},
#include "core/report/formats.def"
#undef FORMAT
});

} // namespace

std::span<const ReportFormatInfo> allReportFormats()
{
    return formats;
}

std::optional<ReportFormat> formatFromName(std::string_view name)
{
    auto found = std::ranges::find(formats, name, &ReportFormatInfo::word);
    if (found == formats.end())
        found = std::ranges::find(formats, name, &ReportFormatInfo::extension);
    if (found == formats.end()) return std::nullopt;
    return found->format;
}

std::string renderReport(ReportFormat format, const Audit& audit, const ReportOptions& options)
{
    switch (format) {
#define FORMAT(NAME, WORD, EXTENSION, TITLE)                                                       \
    case ReportFormat::NAME:                                                                       \
        return render##NAME(audit, options);
#include "core/report/formats.def"
#undef FORMAT
    }
    return {};
}

} // namespace pinwheel
