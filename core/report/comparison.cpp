#include "core/report/comparison.h"

#include "core/base/format.h"
#include "core/report/outline.h"
#include "core/risk/rate_risk.h"
#include "core/text/file_provider.h"

#include <algorithm>
#include <map>
#include <set>

namespace pinwheel {
namespace {

constexpr int schemaVersion = 1;

std::string text(const OrderedJson& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Level levelOf(const OrderedJson& finding)
{
    return levelFromText(text(finding, "level")).value_or(Level::Low);
}

/// Findings that count, by fingerprint.
std::map<std::string, OrderedJson> byFingerprint(const OrderedJson& report)
{
    std::map<std::string, OrderedJson> out;
    const auto findings = report.find("findings");
    if (findings == report.end() || !findings->is_array()) return out;
    for (const OrderedJson& finding : *findings)
        if (finding.is_object() && text(finding, "suppressed_by").empty())
            out.emplace(text(finding, "fingerprint"), finding);
    return out;
}

FindingChange changeOf(const OrderedJson& before, const OrderedJson& after)
{
    FindingChange change {.kind = FindingChange::Kind::Changed, .before = before, .after = after};
    for (const char* key : {"level", "grade", "probability", "impact", "title", "message"})
        if (text(before, key) != text(after, key))
            change.differences.push_back(
                formatted("{}: {} → {}", key, text(before, key), text(after, key)));
    const auto factsOf = [](const OrderedJson& finding) {
        return finding.contains("facts") ? finding["facts"] : OrderedJson::array();
    };
    const OrderedJson oldFacts = factsOf(before);
    const OrderedJson newFacts = factsOf(after);
    if (oldFacts != newFacts) {
        change.kind = FindingChange::Kind::FactChanged;
        for (const OrderedJson& fact : newFacts)
            if (fact.is_object()
                && std::find(oldFacts.begin(), oldFacts.end(), fact) == oldFacts.end())
                change.differences.push_back(
                    formatted("fact: {} ({})", text(fact, "text"), text(fact, "date")));
        if (change.differences.empty())
            change.differences.emplace_back("a fact is no longer cited");
    }
    return change;
}

} // namespace

Result<OrderedJson> readReport(const std::string& path)
{
    PINWHEEL_TRY(bytes, readTextFile(path));
    return parseReport(bytes, path);
}

Result<OrderedJson> parseReport(std::string_view bytes, const std::string& name)
{
    OrderedJson report = OrderedJson::parse(bytes, nullptr, false);
    if (report.is_discarded() || !report.is_object())
        return fail(ErrorCode::Malformed, formatted("{}: is no JSON report", name));
    const auto version = report.find("schema_version");
    if (version == report.end() || !version->is_number_integer())
        return fail(ErrorCode::Malformed,
                    formatted("{}: is no report of `pinwheel audit --format json`", name));
    if (*version != schemaVersion)
        return fail(ErrorCode::Unsupported,
                    formatted("{}: has schema version {}, this program reads {}", name,
                              version->dump(), schemaVersion));
    return report;
}

Result<AuditPtr> withoutKnown(const Audit& audit, const std::string& baseline)
{
    PINWHEEL_TRY(report, readReport(baseline));
    const auto known = byFingerprint(report);
    auto out = std::make_shared<Audit>(audit);
    const auto fingerprints = fingerprintsOf(audit);
    for (std::size_t i = 0; i < out->findings.size(); ++i)
        if (!out->findings[i].suppressedBy && known.contains(fingerprints[i]))
            out->findings[i].suppressedBy = formatted("known in {}", baseline);
    std::ranges::stable_partition(out->findings,
                                  [](const Finding& finding) { return !finding.suppressedBy; });
    out->before = overallLevel(out->findings);
    out->afterSafeFixes = std::min(out->afterSafeFixes, out->before);
    out->counts = {};
    for (const Finding& finding : out->findings) {
        if (finding.suppressedBy) continue;
        switch (finding.level) {
        case Level::Critical:
            ++out->counts.critical;
            break;
        case Level::High:
            ++out->counts.high;
            break;
        case Level::Medium:
            ++out->counts.medium;
            break;
        case Level::Low:
            ++out->counts.low;
            break;
        }
    }
    return out;
}

bool FindingChange::isWorse() const
{
    return kind == Kind::New || (kind != Kind::Fixed && levelOf(after) > levelOf(before));
}

std::vector<FindingChange> compareReports(const OrderedJson& before, const OrderedJson& after)
{
    const auto old = byFingerprint(before);
    const auto now = byFingerprint(after);
    std::vector<FindingChange> out;
    for (const auto& [fingerprint, finding] : now) {
        const auto same = old.find(fingerprint);
        if (same == old.end()) {
            out.push_back({FindingChange::Kind::New, nullptr, finding, {}});
            continue;
        }
        FindingChange change = changeOf(same->second, finding);
        if (!change.differences.empty()) out.push_back(std::move(change));
    }
    for (const auto& [fingerprint, finding] : old)
        if (!now.contains(fingerprint))
            out.push_back({FindingChange::Kind::Fixed, finding, nullptr, {}});
    std::ranges::stable_sort(out, [](const FindingChange& a, const FindingChange& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        return levelOf(a.after.is_null() ? a.before : a.after)
            > levelOf(b.after.is_null() ? b.before : b.after);
    });
    return out;
}

} // namespace pinwheel
