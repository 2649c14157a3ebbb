// JUnit XML as CI servers read it: one test case per finding, failed unless it is suppressed, and
// one that passes per rule that found nothing. There is no official schema; this follows the
// elements that Jenkins and GitLab document.

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/rules/rule.h"

#include <set>

namespace pinwheel {

std::string renderJUnit(const Audit& audit, const ReportOptions& options)
{
    std::set<std::string, std::less<>> speaking;
    std::string cases;
    std::size_t skipped = 0;
    for (const Finding& finding : audit.findings) {
        speaking.insert(finding.rule);
        const Place place = placeOf(audit.model.sources, finding.span);
        cases += formatted(
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\">\n",
            htmlText(finding.rule),
            htmlText(oneLine(formatted("{} ({}:{})", finding.title, place.file, place.begin.line))),
            htmlText(place.file), place.begin.line);
        if (finding.suppressedBy) {
            ++skipped;
            cases += formatted("      <skipped message=\"{}\"/>\n",
                               htmlText(oneLine(*finding.suppressedBy)));
        } else {
            std::string body = finding.message;
            for (const Evidence& evidence : finding.evidence) {
                body += "\n- ";
                if (evidence.span)
                    body += placeOf(audit.model.sources, *evidence.span).text() + ": ";
                body += evidence.text;
            }
            cases +=
                formatted("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                          toText(finding.level), htmlText(oneLine(finding.title)), htmlText(body));
        }
        cases += "    </testcase>\n";
    }
    std::size_t passed = 0;
    for (const Rule& rule : allRules()) {
        if (speaking.contains(rule.info.id)) continue;
        ++passed;
        cases += formatted("    <testcase classname=\"{}\" name=\"{}\"/>\n", htmlText(rule.info.id),
                           htmlText(rule.info.name));
    }
    std::string limits;
    for (const std::string& limit : audit.limitsReached)
        limits += formatted("A limit was reached: {}.\n", limit);
    if (!limits.empty()) cases += formatted("    <system-out>{}</system-out>\n", htmlText(limits));
    const std::size_t failures = audit.findings.size() - skipped;
    const std::string counts = formatted("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"",
                                         audit.findings.size() + passed, failures, skipped);
    const std::string name = options.project.empty() ? "pinwheel" : "pinwheel: " + options.project;
    return formatted("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pinwheel\" "
                     "{0}>\n  <testsuite name=\"{1}\" {0}>\n{2}  </testsuite>\n</testsuites>\n",
                     counts, htmlText(name), cases);
}

} // namespace pinwheel
