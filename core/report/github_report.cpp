// Workflow commands that a GitHub runner turns into annotations of the changed files. It shows ten
// of each kind per step, so the worst findings come first. Source: GitHub docs, "Workflow
// commands".

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"

namespace pinwheel {
namespace {

std::string_view commandOf(Level level)
{
    switch (level) {
    case Level::Critical:
    case Level::High:
        return "error";
    case Level::Medium:
        return "warning";
    case Level::Low:
        return "notice";
    }
    return "notice";
}

} // namespace

std::string renderGitHub(const Audit& audit, const ReportOptions&)
{
    std::string out;
    for (const Finding* finding : activeFindings(audit)) {
        const Place place = placeOf(audit.model.sources, finding->span);
        std::string where;
        if (!place.written)
            where = formatted("file={},line={},endLine={},", workflowProperty(place.file),
                              place.begin.line, place.end.line);
        // Columns are shown only where the range is on one line.
        if (!place.written && place.begin.line == place.end.line)
            where += formatted("col={},endColumn={},", place.begin.column, place.end.column);
        std::string message = finding->message.empty() ? finding->title : finding->message;
        for (const Fix& fix : finding->fixes)
            message += formatted("\nFix ({}): {}", toText(fix.applicability), fix.title);
        out +=
            formatted("::{} {}title={}::{}\n", commandOf(finding->level), where,
                      workflowProperty(oneLine(formatted("{} {}", finding->rule, finding->title))),
                      workflowData(message));
    }
    for (const std::string& limit : audit.limitsReached)
        out += formatted("::notice title=A limit was reached::{}\n", workflowData(limit));
    out += formatted("Pinwheel: {} ({})\n", riskSentence(audit), countsSentence(audit.counts));
    return out;
}

} // namespace pinwheel
