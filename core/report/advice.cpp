// What a reader should do: fixes by urgency, what takes a finding away that has no fix of its own,
// what to test and watch.

#include "core/base/format.h"
#include "core/report/outline.h"
#include "core/report/places.h"
#include "core/report/verification_script.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// Findings that one sentence names; the rest is counted.
constexpr std::size_t namedTogether = 3;

void addOnce(std::vector<std::string>& out, const std::string& text)
{
    if (std::ranges::find(out, text) == out.end()) out.push_back(text);
}

/// "A; B; C; and 4 more"
std::string listed(const std::vector<std::string>& sentences)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(sentences.size(), namedTogether); ++i)
        out += (i == 0 ? "" : "; ") + sentences[i];
    if (sentences.size() > namedTogether)
        out += formatted("; and {} more", sentences.size() - namedTogether);
    return out;
}

/// The fix that a finding's line of advice names: a safe one where there is one.
const Fix* fixOf(const Finding& finding)
{
    const auto safe = std::ranges::find(finding.fixes, Applicability::Safe, &Fix::applicability);
    if (safe != finding.fixes.end()) return &*safe;
    return finding.fixes.empty() ? nullptr : &finding.fixes.front();
}

bool removes(const Fix& fix, const Finding& finding)
{
    return fix.outcome
        && std::ranges::find(fix.outcome->removed, finding.title) != fix.outcome->removed.end();
}

/// Whether it goes when all safe fixes are applied together, some of which show up only on top of
/// others.
bool goesWithAllSafeFixes(const Audit& audit, const Finding& finding)
{
    return audit.allSafeFixes && removes(*audit.allSafeFixes, finding);
}

/// "Do this (finding). It also removes: …", or what can be done without a fix.
std::string adviceOn(const Audit& audit, const Finding& finding)
{
    const Fix* fix = fixOf(finding);
    const Place place = placeOf(audit.model.sources, finding.span);
    if (fix == nullptr && goesWithAllSafeFixes(audit, finding))
        return formatted("Apply all safe fixes together ({}).", finding.title);
    if (fix == nullptr)
        return formatted("Look at {}:{}: {}. No fix is on offer.", place.file, place.begin.line,
                         finding.title);
    std::vector<std::string> others;
    for (const Finding* other : activeFindings(audit))
        if (other != &finding && other->fixes.empty() && removes(*fix, *other))
            addOnce(others, other->title);
    std::string out = formatted("{} ({}).", fix->title, finding.title);
    if (!others.empty()) out += formatted(" It also removes: {}.", listed(others));
    return out;
}

std::string testOf(const Finding& finding)
{
    const std::string_view how =
        finding.grade == Grade::Unknown ? "could not be decided" : "is likely, not certain";
    if (!finding.wouldMakeCertain.empty())
        return formatted("“{}” {}. To be certain: {}.", finding.title, how,
                         finding.wouldMakeCertain);
    if (finding.impact >= Impact::High && finding.grade != Grade::Certain)
        return formatted("“{}” {}: check it in the built image.", finding.title, how);
    return {};
}

} // namespace

std::vector<ProposedFix> proposedFixes(const Audit& audit)
{
    std::vector<ProposedFix> out;
    for (const Finding* finding : activeFindings(audit))
        for (const Fix& fix : finding->fixes) {
            const auto same = [&](const ProposedFix& other) {
                return other.fix->edits == fix.edits && !fix.edits.isEmpty();
            };
            if (std::ranges::none_of(out, same)) out.push_back({finding, &fix});
        }
    std::ranges::stable_sort(out, [](const ProposedFix& a, const ProposedFix& b) {
        return a.finding->priority > b.finding->priority;
    });
    return out;
}

std::vector<ProposedFix> removersOf(const Audit& audit, const Finding& finding)
{
    std::vector<ProposedFix> out;
    for (const Finding* other : activeFindings(audit)) {
        if (other == &finding) continue;
        for (const Fix& fix : other->fixes)
            if (removes(fix, finding)) out.push_back({other, &fix});
    }
    std::ranges::stable_sort(
        out, {}, [](const ProposedFix& proposed) { return proposed.fix->applicability; });
    return out;
}

std::string withoutFix(const Audit& audit, const Finding& finding)
{
    const auto removers = removersOf(audit, finding);
    if (removers.empty() && goesWithAllSafeFixes(audit, finding))
        return "It goes when all safe fixes are applied together.";
    if (removers.empty())
        return "No fix is on offer for this finding; its evidence shows the places to look at.";
    const Fix& fix = *removers.front().fix;
    return formatted("It goes with another fix: “{}” ({}).", fix.title, toText(fix.applicability));
}

Recommendations recommendationsOf(const Audit& audit)
{
    Recommendations out;
    std::vector<std::string> watched;
    for (const Finding* finding : activeFindings(audit)) {
        // What goes with the fix of another finding is named there.
        const bool goesElsewhere = finding->fixes.empty() && !removersOf(audit, *finding).empty();
        switch (finding->priority) {
        case Priority::Immediate:
        case Priority::Important:
            if (!goesElsewhere) addOnce(out.immediate, adviceOn(audit, *finding));
            break;
        case Priority::Optional:
            if (!goesElsewhere) addOnce(out.monitoring, adviceOn(audit, *finding));
            break;
        case Priority::Monitor:
            addOnce(watched, finding->title);
            break; // one sentence for all of them below
        }
        if (const std::string test = testOf(*finding); !test.empty()) addOnce(out.testing, test);
    }
    if (!verificationScript(audit).python.empty())
        out.testing.insert(out.testing.begin(),
                           "Run the script of “Runtime verification” in the built image, and in CI "
                           "after each build.");
    if (!watched.empty())
        out.monitoring.push_back(
            formatted("Keep an eye on what is low and without urgency: {}.", listed(watched)));
    if (!audit.indexDate.empty())
        out.monitoring.push_back(formatted(
            "Audit again when requirements change or new releases appear: the index data is of {}.",
            audit.indexDate));
    return out;
}

} // namespace pinwheel
