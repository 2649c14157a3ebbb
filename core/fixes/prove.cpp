#include "core/fixes/prove.h"

#include "core/base/format.h"
#include "core/text/line_diff.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace pinwheel {
namespace {

/// Rounds of "apply all safe fixes": each round sees the texts that the last one left.
constexpr int maxRounds = 10;

/// Two audits talk about the same finding when rule and subject agree: places move when texts
/// change.
using FindingKey = std::pair<std::string, std::string>;

std::map<FindingKey, std::pair<int, Level>> countByKey(const std::vector<Finding>& findings)
{
    std::map<FindingKey, std::pair<int, Level>> counts;
    for (const Finding& finding : findings) {
        if (finding.suppressedBy) continue;
        auto& [count, worst] = counts[{finding.rule, finding.subject}];
        worst = count == 0 ? finding.level : std::max(worst, finding.level);
        ++count;
    }
    return counts;
}

/// What differs between two audits, as far as findings go.
struct Comparison {
    std::vector<std::string> removed;
    std::vector<std::string> added;
    bool addsMediumOrAbove = false;
};

Comparison compareFindings(const std::vector<Finding>& before, const std::vector<Finding>& after)
{
    const auto old = countByKey(before);
    const auto now = countByKey(after);
    Comparison comparison;
    std::set<FindingKey> told;
    for (const Finding& finding : before) {
        const FindingKey key {finding.rule, finding.subject};
        const auto there = now.find(key);
        const bool fewer = there == now.end() || there->second.first < old.at(key).first;
        if (!finding.suppressedBy && fewer && told.insert(key).second)
            comparison.removed.push_back(finding.title);
    }
    told.clear();
    for (const Finding& finding : after) {
        if (finding.suppressedBy) continue;
        const FindingKey key {finding.rule, finding.subject};
        const auto there = old.find(key);
        const bool more = there == old.end() || there->second.first < now.at(key).first;
        const bool worse = there != old.end() && finding.level > there->second.second;
        if (!more && !worse) continue;
        comparison.addsMediumOrAbove |= finding.level >= Level::Medium;
        if (told.insert(key).second) comparison.added.push_back(finding.title);
    }
    return comparison;
}

std::string describe(const InstalledDistribution& distribution)
{
    std::string version = distribution.versionText();
    if (!distribution.version)
        version = distribution.range.empty() ? "a version not known"
                                             : formatted("some version {}", distribution.range);
    return distribution.index.empty() ? version : formatted("{} ({})", version, distribution.index);
}

std::vector<std::string> compareEnvironments(const EnvironmentPtr& before,
                                             const EnvironmentPtr& after)
{
    std::vector<std::string> lines;
    static const Environment none;
    const Environment& old = before ? *before : none;
    const Environment& now = after ? *after : none;
    for (const InstalledDistribution& was : old.distributions) {
        const InstalledDistribution* is = now.find(was.name);
        if (is == nullptr)
            lines.push_back(formatted("{} {} → not installed", was.displayName, describe(was)));
        else if (describe(was) != describe(*is))
            lines.push_back(formatted("{} {} → {}", was.displayName, describe(was), describe(*is)));
        if (is != nullptr && !was.staleVersions.empty() && is->staleVersions.empty())
            lines.push_back(formatted("{}: no stale metadata of {} any more", was.displayName,
                                      was.staleVersions.front()));
    }
    for (const InstalledDistribution& is : now.distributions)
        if (old.find(is.name) == nullptr)
            lines.push_back(formatted("{} not installed → {}", is.displayName, describe(is)));
    return lines;
}

bool findingIsGone(const Finding& finding, const std::vector<Finding>& before,
                   const std::vector<Finding>& after)
{
    const FindingKey key {finding.rule, finding.subject};
    const auto now = countByKey(after);
    const auto there = now.find(key);
    return there == now.end() || there->second.first < countByKey(before).at(key).first;
}

/// Whether each of the findings is there less often.
bool areGone(std::span<const Finding* const> findings, const std::vector<Finding>& before,
             const std::vector<Finding>& after)
{
    const auto old = countByKey(before);
    const auto now = countByKey(after);
    std::map<FindingKey, int> expected;
    for (const Finding* finding : findings)
        ++expected[{finding->rule, finding->subject}];
    return std::ranges::all_of(expected, [&](const auto& wanted) {
        const auto there = now.find(wanted.first);
        return there == now.end()
            || there->second.first <= old.at(wanted.first).first - wanted.second;
    });
}

/// The outcome of one set of edits, or none where it must not be offered.
std::optional<Fix::Outcome> tryEdits(std::span<const Finding* const> findings, const EditSet& edits,
                                     const SourceSet& sources, const TrialAudit& before,
                                     const TrialFunction& trial)
{
    const auto patched = patchedTexts(sources, edits);
    if (!patched || patched->empty()) return std::nullopt;
    const auto after = trial(*patched);
    if (!after) return std::nullopt;
    if (!areGone(findings, before.findings, after->findings)) return std::nullopt;
    if (compareFindings(before.findings, after->findings).addsMediumOrAbove
        || after->overall > before.overall)
        return std::nullopt;
    if (after->failedInstalls > before.failedInstalls) return std::nullopt;
    return outcomeOf(before, *after, sources, edits);
}

/// The edits that turn the lines of one text into those of another.
void addLineEdits(EditSet& edits, const SourceText& text, FileId file, const std::string& after)
{
    const std::string_view before = text.bytes();
    std::size_t head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head])
        ++head;
    head = head == 0 ? 0 : before.rfind('\n', head - 1) + 1; // npos + 1 is 0
    std::size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head
           && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const std::string_view oldMiddle = before.substr(head, before.size() - head - tail);
    const std::string_view newMiddle =
        std::string_view(after).substr(head, after.size() - head - tail);

    std::uint32_t at = static_cast<std::uint32_t>(head);
    std::uint32_t blockBegin = at;
    std::string replacement;
    bool open = false;
    const auto flush = [&] {
        if (open) (void)edits.add({{file, blockBegin, at}, std::exchange(replacement, {})});
        open = false;
    };
    const auto lineAt = [](std::string_view all, std::size_t& from) {
        const std::size_t end = std::min(all.find('\n', from), all.size() - 1) + 1;
        const std::string_view line = all.substr(from, end - from);
        from = end;
        return line;
    };
    std::size_t oldAt = 0;
    std::size_t newAt = 0;
    for (const DiffLine& line : diffLines(oldMiddle, newMiddle)) {
        if (line.kind == DiffLine::Kind::Same) {
            flush();
            at += static_cast<std::uint32_t>(lineAt(oldMiddle, oldAt).size());
            (void)lineAt(newMiddle, newAt);
            continue;
        }
        if (!open) blockBegin = at;
        open = true;
        if (line.kind == DiffLine::Kind::Removed)
            at += static_cast<std::uint32_t>(lineAt(oldMiddle, oldAt).size());
        else
            replacement += lineAt(newMiddle, newAt);
    }
    flush();
}

/// Wanted fixes of one audit that go together. All are tried at once; where they do not hold
/// together, the first half and then the second on top of it, down to single ones. What holds is
/// the same as when each is tried on top of those before it, but most projects need one trial.
class FixMerger
{
public:
    FixMerger(const TrialAudit& before, const TrialFunction& trial, const FixSelection& selection,
              std::stop_token stop)
        : m_before(before)
        , m_trial(trial)
        , m_selection(selection)
        , m_stop(std::move(stop))
    {
    }

    EditSet merge()
    {
        std::vector<const Finding*> fixable;
        for (const Finding& finding : m_before.findings)
            if (!finding.suppressedBy && !finding.fixes.empty()) fixable.push_back(&finding);
        take(fixable);
        return std::move(m_merged);
    }

private:
    bool isWanted(const Finding& finding, const Fix& fix) const
    {
        return fix.outcome && m_selection.wants(finding, fix);
    }

    /// The first wanted fix of each finding that does not overlap those before it, and the findings
    /// that got one.
    std::pair<EditSet, std::vector<const Finding*>>
    together(std::span<const Finding* const> findings) const
    {
        EditSet edits = m_merged;
        std::vector<const Finding*> fixed;
        for (const Finding* finding : findings) {
            const auto fits = [&](const Fix& fix) {
                const std::size_t known = edits.edits().size();
                return isWanted(*finding, fix) && edits.add(fix.edits)
                    && edits.edits().size() > known;
            };
            if (std::ranges::any_of(finding->fixes, fits)) fixed.push_back(finding);
        }
        return {std::move(edits), std::move(fixed)};
    }

    void take(std::span<const Finding* const> findings)
    {
        if (findings.empty() || m_stop.stop_requested()) return;
        if (findings.size() == 1) {
            takeOne(*findings.front());
            return;
        }
        auto [edits, fixed] = together(findings);
        if (fixed.empty()) return;
        if (holds(fixed, edits)) {
            m_merged = std::move(edits);
            return;
        }
        take(findings.first(findings.size() / 2));
        take(findings.subspan(findings.size() / 2));
    }

    void takeOne(const Finding& finding)
    {
        for (const Fix& fix : finding.fixes) {
            EditSet edits = m_merged;
            if (!isWanted(finding, fix) || !edits.add(fix.edits) || edits == m_merged) continue;
            if (!m_merged.isEmpty() && !holds(std::vector {&finding}, edits))
                continue; // Alone it is proven.
            m_merged = std::move(edits);
            return;
        }
    }

    bool holds(const std::vector<const Finding*>& fixed, const EditSet& edits) const
    {
        return tryEdits(fixed, edits, m_before.sources, m_before, m_trial).has_value();
    }

    const TrialAudit& m_before;
    const TrialFunction& m_trial;
    const FixSelection& m_selection;
    std::stop_token m_stop;
    EditSet m_merged;
};

} // namespace

Result<std::map<std::string, std::string>> patchedTexts(const SourceSet& sources,
                                                        const EditSet& edits)
{
    std::map<std::string, std::string> texts;
    for (const FileId file : edits.files()) {
        const SourceText& text = sources.text(file);
        if (text.origin() != TextOrigin::Disk)
            return fail(ErrorCode::Unsupported,
                        formatted("{} is written by the build, not a file", text.path()));
        std::string after = applyEdits(text.bytes(), file, edits);
        if (after != text.bytes()) texts.emplace(text.path(), std::move(after));
    }
    return texts;
}

std::string unifiedDiffOf(const SourceSet& sources, const EditSet& edits)
{
    std::string diff;
    for (const FileId file : edits.files()) {
        const SourceText& text = sources.text(file);
        diff += unifiedDiff(text.path(), text.bytes(), applyEdits(text.bytes(), file, edits));
    }
    return diff;
}

std::size_t proveFixes(std::vector<Finding>& findings, const SourceSet& sources,
                       const TrialAudit& before, const TrialFunction& trial, std::stop_token stop)
{
    std::size_t tried = 0;
    for (Finding& finding : findings) {
        std::vector<Fix> proven;
        for (Fix& fix : finding.fixes) {
            if (stop.stop_requested() || finding.suppressedBy) break;
            fix.id = formatted("{}/{}", finding.id, &fix - finding.fixes.data() + 1);
            if (fix.applicability == Applicability::Manual) {
                proven.push_back(std::move(fix));
                continue;
            }
            ++tried;
            fix.outcome = tryEdits(std::array<const Finding*, 1> {&finding}, fix.edits, sources,
                                   before, trial);
            if (fix.outcome) proven.push_back(std::move(fix));
        }
        finding.fixes = std::move(proven);
    }
    return tried;
}

Fix::Outcome outcomeOf(const TrialAudit& before, const TrialAudit& after, const SourceSet& sources,
                       const EditSet& edits)
{
    Comparison comparison = compareFindings(before.findings, after.findings);
    return {
        .before = before.overall,
        .after = after.overall,
        .removed = std::move(comparison.removed),
        .added = std::move(comparison.added),
        .environment = compareEnvironments(before.environment, after.environment),
        .diff = unifiedDiffOf(sources, edits),
    };
}

std::optional<ComposedFix> composeFixes(const std::vector<Finding>& findings,
                                        const SourceSet& sources, const TrialAudit& before,
                                        const TrialFunction& trial, const FixSelection& selection,
                                        std::stop_token stop)
{
    std::map<std::string, std::string> texts;
    TrialAudit now {sources, findings, before.overall, before.environment, before.failedInstalls};
    for (int round = 0; round < std::min(selection.rounds, maxRounds) && !stop.stop_requested();
         ++round) {
        const TrialFunction onTop = [&](const std::map<std::string, std::string>& patched) {
            std::map<std::string, std::string> all = patched;
            all.insert(texts.begin(), texts.end()); // what this trial patches wins
            return trial(all);
        };
        if (round > 0) {
            const TrialAudit unproven {now.sources, now.findings, now.overall, now.environment,
                                       now.failedInstalls};
            proveFixes(now.findings, now.sources, unproven, onTop, stop);
        }
        const EditSet merged = FixMerger(now, onTop, selection, stop).merge();
        auto patched = patchedTexts(now.sources, merged);
        if (!patched || patched->empty()) break;
        for (auto& [path, text] : *patched)
            texts.insert_or_assign(path, std::move(text));
        auto next = trial(texts);
        if (!next) return std::nullopt;
        now = std::move(*next);
    }
    if (stop.stop_requested()) return std::nullopt;

    ComposedFix composed {.fix = {.title = selection.title,
                                  .reason = selection.reason,
                                  .applicability = Applicability::Safe},
                          .environment = now.environment};
    for (const auto& [path, text] : texts)
        if (const auto file = sources.find(path))
            addLineEdits(composed.fix.edits, sources.text(*file), *file, text);
    composed.fix.outcome = outcomeOf(before, now, sources, composed.fix.edits);
    for (const Finding& finding : findings) {
        const auto wanted = std::ranges::find_if(finding.fixes, [&](const Fix& fix) {
            return fix.outcome && selection.wants(finding, fix);
        });
        if (finding.suppressedBy || wanted == finding.fixes.end()) continue;
        if (wanted->applicability > composed.fix.applicability)
            composed.fix.applicability = wanted->applicability;
        if (!findingIsGone(finding, before.findings, now.findings))
            composed.left.push_back(wanted->title);
    }
    composed.findings = std::move(now.findings);
    return composed;
}

FixSelection allSafeFixesSelection()
{
    return {
        .wants = [](const Finding&,
                    const Fix& fix) { return fix.applicability == Applicability::Safe; },
        .rounds = maxRounds,
        .title = "Apply all safe fixes",
        .reason =
            "Each was audited on top of the others; none changes what the files evidently mean.",
    };
}

} // namespace pinwheel
