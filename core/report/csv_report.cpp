// The risk matrix as a table for spreadsheets: one row per finding, RFC 4180 with CRLF line ends.

#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"

namespace pinwheel {
namespace {

std::string rowOf(const std::vector<std::string>& cells)
{
    std::string out;
    for (const std::string& cell : cells) {
        if (!out.empty()) out += ',';
        out += csvField(cell);
    }
    return out + "\r\n";
}

} // namespace

std::string renderCsv(const Audit& audit, const ReportOptions&)
{
    const std::vector<std::string> columns = {
        "subject",    "finding",      "rule",     "file",        "line",         "column",
        "dockerfile", "requirements", "conflict", "probability", "impact",       "level",
        "priority",   "grade",        "layers",   "fix",         "suppressed by"};
    std::string out = rowOf(columns);
    for (const Finding& finding : audit.findings) {
        const Place place = placeOf(audit.model.sources, finding.span);
        std::string layers;
        for (const std::uint32_t number : finding.layers)
            layers += (layers.empty() ? "" : " ") + std::to_string(number);
        out += rowOf({finding.subject, finding.title, finding.rule, place.file,
                      std::to_string(place.begin.line), std::to_string(place.begin.column),
                      finding.cells.dockerfile, finding.cells.requirements, finding.cells.conflict,
                      std::string(toText(finding.probability)), std::string(toText(finding.impact)),
                      std::string(toText(finding.level)), std::string(toText(finding.priority)),
                      std::string(toText(finding.grade)), layers,
                      finding.fixes.empty() ? "" : finding.fixes.front().title,
                      finding.suppressedBy.value_or("")});
    }
    // A row without a place and a level is no finding.
    for (const std::string& limit : audit.limitsReached) {
        std::vector<std::string> cells(columns.size());
        cells[1] = "A limit was reached: " + limit;
        out += rowOf(cells);
    }
    return out;
}

} // namespace pinwheel
