#include "core/report/markdown_summary.h"

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"

namespace pinwheel {
namespace {

std::string rowOf(const Audit& audit, const Finding& finding)
{
    const Place place = placeOf(audit.model.sources, finding.span);
    return formatted("| {} | {} | {} | {} |\n", toText(finding.level),
                     markdownCode(formatted("{}:{}", place.file, place.begin.line)),
                     markdownText(shortened(oneLine(finding.title), 200)),
                     markdownText(finding.rule));
}

std::string detailOf(const Audit& audit, const Finding& finding)
{
    std::string out = formatted("<details><summary>{}: {}</summary>\n\n", toText(finding.level),
                                htmlText(oneLine(finding.title)));
    out += markdownText(shortened(oneLine(finding.message), 2000)) + "\n\n";
    for (const Evidence& evidence : finding.evidence) {
        out += "- ";
        if (evidence.span) {
            const Place place = placeOf(audit.model.sources, *evidence.span);
            out += markdownCode(formatted("{}:{}", place.file, place.begin.line)) + ": ";
        }
        out += markdownText(shortened(oneLine(evidence.text), 500)) + "\n";
    }
    if (!finding.fixes.empty()) {
        const Fix& fix = finding.fixes.front();
        out +=
            formatted("\n**Fix ({}):** {}\n\n", toText(fix.applicability), markdownText(fix.title));
        out += markdownFence(diffOf(audit, fix), "diff");
    }
    return out + "\n</details>\n";
}

} // namespace

std::string renderMarkdownSummary(const Audit& audit, const ReportOptions& options)
{
    const std::string name = options.project.empty() ? "" : ": " + markdownText(options.project);
    std::string out =
        formatted("### Build audit{}\n\n**Overall risk: {}**", name, toText(audit.before));
    if (audit.allSafeFixes)
        out += formatted(", **{}** after all safe fixes", toText(audit.afterSafeFixes));
    out += formatted(". Findings: {}.\n", countsSentence(audit.counts));
    for (const std::string& limit : audit.limitsReached)
        out += formatted("\nA limit was reached: {}.\n", markdownText(limit));
    const auto findings = activeFindings(audit);
    constexpr std::size_t room = 200; // for the closing sentence
    std::size_t left = 0;
    if (!findings.empty())
        out += "\n| Level | Place | Finding | Rule |\n| --- | --- | --- | --- |\n";
    for (const Finding* finding : findings) {
        const std::string row = rowOf(audit, *finding);
        if (out.size() + row.size() + room > summaryCharacters)
            ++left;
        else
            out += row;
    }
    if (left > 0)
        out +=
            formatted("\n{} in the whole report.\n",
                      left == 1 ? "One more finding is" : formatted("{} more findings are", left));
    out += '\n';
    for (const Finding* finding : findings) {
        const std::string detail = detailOf(audit, *finding);
        if (out.size() + detail.size() + room > summaryCharacters) {
            out += "\nFurther details are in the whole report.\n";
            break;
        }
        out += detail;
    }
    return out;
}

} // namespace pinwheel
