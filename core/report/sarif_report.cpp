// SARIF 2.1.0 (OASIS) as code-scanning services read it: exact regions in code points, evidence as
// related locations, safe and reviewed fixes as replacements, fingerprints from rule, subject and
// quoted text (so that they survive moved lines). Not written: thread flows, taxonomies, baselines
// (`pinwheel audit --baseline` leaves known findings out).

#include "core/base/format.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/json_facts.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

/// Results per run that GitHub shows. Source: GitHub docs, "SARIF support for code scanning",
/// limits.
constexpr std::size_t sarifResults = 5'000;
/// Locations per result that GitHub shows.
constexpr std::size_t sarifRelated = 100;

std::string_view sarifLevel(Level level)
{
    switch (level) {
    case Level::Critical:
    case Level::High:
        return "error";
    case Level::Medium:
        return "warning";
    case Level::Low:
        return "note";
    }
    return "none";
}

Level usualLevel(Impact impact)
{
    switch (impact) {
    case Impact::Critical:
        return Level::Critical;
    case Impact::High:
        return Level::High;
    case Impact::Medium:
        return Level::Medium;
    case Impact::Low:
        return Level::Low;
    }
    return Level::Low;
}

/// A relative reference (RFC 3986): everything but unreserved characters and "/" is
/// percent-encoded.
std::string relativeUri(std::string_view path)
{
    std::string out;
    for (const char c : dataText(path)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || std::string_view("-._~/").contains(c);
        if (plain)
            out += c;
        else
            out += formatted("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

OrderedJson artifactLocation(const SourceText& text)
{
    return {{"uri", relativeUri(text.path())}, {"uriBaseId", "SRCROOT"}};
}

OrderedJson regionOf(const SourceSet& sources, Span span)
{
    const Place place = placeOf(sources, span);
    return {{"startLine", place.begin.line},
            {"startColumn", place.begin.column},
            {"endLine", place.end.line},
            {"endColumn", place.end.column}};
}

OrderedJson locationOf(const SourceSet& sources, Span span)
{
    if (span.file.index() >= sources.size()) return OrderedJson::object();
    const SourceText& text = sources.text(span.file);
    // A text that the build writes is no file of the repository.
    if (text.origin() == TextOrigin::Written)
        return {
            {"logicalLocations",
             OrderedJson::array({{{"fullyQualifiedName", dataText(placeOf(sources, span).text())},
                                  {"kind", "resource"}}})}};
    OrderedJson region = regionOf(sources, span);
    std::string snippet;
    for (const QuotedLine& line : quoteLines(sources, span))
        snippet += (snippet.empty() ? "" : "\n") + line.text;
    region["snippet"] = {{"text", snippet}};
    return {{"physicalLocation",
             {{"artifactLocation", artifactLocation(text)}, {"region", std::move(region)}}}};
}

/// A fix as replacements; null where it touches a text that the build writes, or holds what was
/// redacted.
OrderedJson fixOf(const SourceSet& sources, const Fix& fix)
{
    OrderedJson changes = OrderedJson::array();
    for (const FileId file : fix.edits.files()) {
        const SourceText& text = sources.text(file);
        if (text.origin() == TextOrigin::Written) return {};
        OrderedJson replacements = OrderedJson::array();
        for (const TextEdit& edit : fix.edits.editsOf(file)) {
            if (dataText(edit.replacement) != edit.replacement) return {};
            replacements.push_back({{"deletedRegion", regionOf(sources, edit.span)},
                                    {"insertedContent", {{"text", edit.replacement}}}});
        }
        changes.push_back({{"artifactLocation", artifactLocation(text)},
                           {"replacements", std::move(replacements)}});
    }
    if (changes.empty()) return {};
    return {{"description",
             {{"text", oneLine(formatted("{} ({})", fix.title, toText(fix.applicability)))}}},
            {"artifactChanges", std::move(changes)}};
}

OrderedJson ruleOf(const RuleInfo& info, const ReportOptions& options)
{
    OrderedJson help = {{"text", std::string(info.summary)}};
    if (options.rulePage)
        if (const std::string page = options.rulePage(info.id); !page.empty()) {
            help["text"] = dataText(page);
            help["markdown"] = dataText(page);
        }
    return {{"id", info.id},
            {"name", info.name},
            {"shortDescription", {{"text", info.summary}}},
            {"help", std::move(help)},
            {"defaultConfiguration", {{"level", sarifLevel(usualLevel(info.impact))}}},
            {"properties",
             {{"tags", OrderedJson::array({info.family})},
              {"problem.severity",
               sarifLevel(usualLevel(info.impact)) == "error"         ? "error"
                   : sarifLevel(usualLevel(info.impact)) == "warning" ? "warning"
                                                                      : "recommendation"}}}};
}

class SarifRun
{
public:
    SarifRun(const Audit& audit, const ReportOptions& options)
        : m_audit(audit)
        , m_sources(audit.model.sources)
        , m_options(options)
        , m_fingerprints(fingerprintsOf(audit))
    {
    }

    OrderedJson build()
    {
        OrderedJson rules = OrderedJson::array();
        for (const Rule& rule : allRules()) {
            m_ruleIndex.emplace(rule.info.id, rules.size());
            rules.push_back(ruleOf(rule.info, m_options));
        }
        OrderedJson driver = {{"name", "Pinwheel"}};
        if (!m_options.toolVersion.empty()) driver["version"] = m_options.toolVersion;
        driver["rules"] = std::move(rules);
        OrderedJson results = OrderedJson::array();
        for (std::size_t i = 0; i < m_audit.findings.size(); ++i) {
            if (i == sarifResults) {
                notice(formatted("{} further findings are left out: code scanning shows {} at most",
                                 m_audit.findings.size() - sarifResults, sarifResults));
                break;
            }
            results.push_back(resultOf(m_audit.findings[i], m_fingerprints[i]));
        }
        for (const std::string& limit : m_audit.limitsReached)
            notice(plainText(limit));
        OrderedJson invocation = {{"executionSuccessful", true}};
        if (!m_notices.empty()) invocation["toolExecutionNotifications"] = m_notices;
        return {{"tool", {{"driver", std::move(driver)}}},
                {"columnKind", "unicodeCodePoints"},
                {"originalUriBaseIds",
                 {{"SRCROOT", {{"description", {{"text", "the audited folder"}}}}}}},
                {"invocations", OrderedJson::array({std::move(invocation)})},
                {"artifacts", artifacts()},
                {"results", std::move(results)},
                {"properties",
                 {{"overallBefore", toText(m_audit.before)},
                  {"overallAfterFixes", toText(m_audit.afterSafeFixes)},
                  {"indexDate", dataText(m_audit.indexDate)},
                  {"knowledgeDate", dataText(m_audit.knowledgeDate)}}}};
    }

private:
    void notice(const std::string& text)
    {
        m_notices.push_back({{"level", "warning"}, {"message", {{"text", text}}}});
    }

    [[nodiscard]] OrderedJson artifacts() const
    {
        OrderedJson out = OrderedJson::array();
        for (std::size_t i = 0; i < m_sources.size(); ++i) {
            const SourceText& text = m_sources.text(FileId {static_cast<std::uint32_t>(i)});
            if (text.origin() == TextOrigin::Written) continue;
            out.push_back({{"location", artifactLocation(text)},
                           {"length", text.bytes().size()},
                           {"hashes", {{"sha-256", sha256(text.bytes())}}}});
        }
        return out;
    }

    OrderedJson resultOf(const Finding& finding, const std::string& fingerprint)
    {
        OrderedJson out = {{"ruleId", dataText(finding.rule)}};
        if (const auto index = m_ruleIndex.find(finding.rule); index != m_ruleIndex.end())
            out["ruleIndex"] = index->second;
        out["level"] = sarifLevel(finding.level);
        std::string message = plainText(finding.title);
        if (!finding.message.empty() && finding.message != finding.title)
            message += "\n" + plainText(finding.message);
        out["message"] = {{"text", std::move(message)}};
        out["locations"] = OrderedJson::array({locationOf(m_sources, finding.span)});
        if (OrderedJson related = relatedOf(finding); !related.empty())
            out["relatedLocations"] = std::move(related);
        out["partialFingerprints"] = {{"pinwheel/v1", fingerprint}};
        OrderedJson fixes = OrderedJson::array();
        for (const Fix& fix : finding.fixes)
            if (OrderedJson one = fixOf(m_sources, fix); !one.is_null())
                fixes.push_back(std::move(one));
        if (!fixes.empty()) out["fixes"] = std::move(fixes);
        if (finding.suppressedBy)
            out["suppressions"] =
                OrderedJson::array({{{"kind", "external"},
                                     {"status", "accepted"},
                                     {"justification", dataText(*finding.suppressedBy)}}});
        out["properties"] = {
            {"level", toText(finding.level)},       {"probability", toText(finding.probability)},
            {"impact", toText(finding.impact)},     {"grade", toText(finding.grade)},
            {"priority", toText(finding.priority)}, {"subject", dataText(finding.subject)}};
        return out;
    }

    OrderedJson relatedOf(const Finding& finding)
    {
        OrderedJson out = OrderedJson::array();
        for (const Evidence& evidence : finding.evidence) {
            if (!evidence.span) continue;
            if (out.size() == sarifRelated) {
                notice(
                    formatted("finding {} has more than {} related locations; the rest is left out",
                              oneLine(finding.id), sarifRelated));
                break;
            }
            OrderedJson location = locationOf(m_sources, *evidence.span);
            location["id"] = out.size() + 1;
            location["message"] = {{"text", plainText(evidence.text)}};
            out.push_back(std::move(location));
        }
        return out;
    }

    const Audit& m_audit;
    const SourceSet& m_sources;
    const ReportOptions& m_options;
    std::map<std::string, std::size_t, std::less<>> m_ruleIndex;
    std::vector<std::string> m_fingerprints; ///< of m_audit.findings, in order
    OrderedJson m_notices = OrderedJson::array();
};

} // namespace

std::string renderSarif(const Audit& audit, const ReportOptions& options)
{
    return jsonText({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", OrderedJson::array({SarifRun(audit, options).build()})}});
}

} // namespace pinwheel
