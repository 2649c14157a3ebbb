#include "core/rules/run_rules.h"

#include "core/rules/all_rules.h"
#include "core/rules/suppressions.h"

#include <algorithm>

namespace pinwheel {
namespace {

Profile profileOf(std::string_view name)
{
    if (name == "all") return Profile::All;
    return name == "strict" ? Profile::Strict : Profile::Default;
}

void reportUnused(const std::vector<Suppression>& suppressions, Profile profile,
                  std::vector<Finding>& findings)
{
    FindingSink sink;
    const Rule* rule = findRule("unused-suppression");
    if (rule == nullptr) return;
    for (const Suppression& suppression : suppressions) {
        if (!suppression.ours || suppression.used) continue;
        // A rule that the profile leaves out cannot have spoken.
        const bool asked = std::ranges::any_of(suppression.rules, [&](const std::string& name) {
            const Rule* named = findRule(name);
            return named == nullptr || named->info.profile <= profile;
        });
        if (!asked) continue;
        const std::string& first = suppression.rules.front();
        Finding& finding = sink.report(rule->info, first, suppression.span,
                                       "the suppression of " + first + " is not used");
        finding.message = findRule(first) == nullptr
            ? "There is no rule " + first + ", so this comment does nothing."
            : "No finding of " + first
                + " is at the place that this comment names; it hides nothing and can go.";
    }
    for (Finding& finding : sink.take())
        findings.push_back(std::move(finding));
}

} // namespace

std::vector<Finding> runRules(const RuleContext& context, std::stop_token stop)
{
    const Profile profile = profileOf(context.model.options.profile);
    FindingSink sink;
    for (const Rule& rule : allRules()) {
        if (stop.stop_requested()) break;
        if (rule.info.profile <= profile && rule.check != nullptr) rule.check(context, sink);
    }
    std::vector<Finding> findings = sink.take();
    std::vector<Suppression> suppressions = readSuppressions(context.model);
    applySuppressions(findings, suppressions, context.model);
    reportUnused(suppressions, profile, findings);
    return findings;
}

} // namespace pinwheel
