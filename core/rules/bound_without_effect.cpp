#include "core/base/format.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>
#include <vector>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN414",
    .name = "bound-without-effect",
    .summary = "An upper bound stands under a marker that is false for this image, and nothing "
               "else bounds the package.",
    .family = "resolution",
    .impact = Impact::Low,
};

bool hasUpperBound(const std::string& specifier)
{
    const auto set = parseSpecifierSet(specifier);
    return set && std::ranges::any_of(set->specifiers(), [](const Specifier& clause) {
               return clause.op() == Operator::Less || clause.op() == Operator::LessEqual
                   || clause.op() == Operator::Compatible || clause.op() == Operator::Equal;
           });
}

/// Whether the package is installed all the same, in a version that the bound would not admit.
bool isInstalledOutside(const Mention& mention, const InstallStep& step)
{
    const Decision* decision = decisionOf(step, mention.name);
    if (decision == nullptr || decision->kind == DecisionKind::Fail
        || decision->kind == DecisionKind::Uninstall)
        return false;
    const auto set = parseSpecifierSet(mention.specifier);
    const auto version = decision->versionKnown ? Version::parse(decision->after) : std::nullopt;
    return !version || !set || !set->contains(*version, true);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (const Mention& mention : trace.mentions) {
        if (mention.applies || mention.role == Mention::Role::Constraint
            || mention.install >= trace.installs.size() || !hasUpperBound(mention.specifier))
            continue;
        const InstallStep& step = trace.installs[mention.install];
        const auto bounds = [&](const Mention& other) {
            return &other != &mention && other.name == mention.name
                && other.install == mention.install && other.applies;
        };
        if (!isInstalledOutside(mention, step) || std::ranges::any_of(trace.mentions, bounds))
            continue;
        const Decision& decision = *decisionOf(step, mention.name);
        Finding& finding = findings.report(
            info, mention.name, placeOf(mention),
            formatted("the bound {} does not apply here", requirementText(mention)));
        setGrade(finding, std::min(decision.grade, Grade::Likely));
        finding.message = formatted(
            "The marker behind it is false for the Python and platform of the image, and no other "
            "line bounds {}. {} brings it all the same, {}.",
            mention.name,
            decision.requiredBy.empty() ? "Something else" : joinNames(decision.requiredBy, 3),
            decision.versionKnown ? formatted("as {}", decision.after)
                                  : "in the newest version that fits");
        finding.packages = {mention.name};
        addEvidence(finding, step.span, "the command");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule boundWithoutEffect()
{
    return {info, check};
}

} // namespace pinwheel
