#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN504",
    .name = "numpy-abi",
    .summary = "A package was built for another major version of NumPy's binary interface.",
    .family = "compatibility",
    .impact = Impact::Critical,
};

/// Whether pip itself has seen what the release requires: where its metadata is not recorded, pip
/// may well have chosen another release, and nothing can be said about this one.
bool metadataIsKnown(const AuditModel& model, std::string_view name)
{
    return std::ranges::any_of(finalEnvironments(model), [&](const Environment* environment) {
        const InstalledDistribution* there = environment->find(name);
        return there != nullptr && (there->requirementsKnown || there->grade == Grade::Certain);
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Chain& chain : context.chains) {
        if (chain.id != "numpy") continue;
        for (const ChainLink& link : chain.links) {
            if (link.state != LinkState::Breaks
                || !(std::ranges::any_of(link.facts, [](const FactCitation& fact) {
                       return fact.id == "numpy-abi-rule";
                   })))
                continue;
            const std::string name = link.from.substr(0, link.from.find(' '));
            if (!metadataIsKnown(context.model, name)) continue;
            Finding& finding =
                findings.report(info, name, link.span.value_or(stage->span),
                                formatted("{} does not work with {}", link.from, link.to));
            finding.message = formatted("{} and {}: {}.", link.from, link.to, link.account);
            finding.facts = link.facts;
            finding.packages = {name};
            setGrade(finding, Grade::Likely);
            finding.packages.push_back("numpy");
            finding.cells = {link.from, link.to, "binary interface"};
            if (!link.to.starts_with("numpy 2")) continue;
            offerBound(context, "numpy", "<2", name, finding);
            if (const std::string first = context.knowledge.firstWithNumpy2(name); !first.empty())
                offerSpecifier(context, name, ">=" + first,
                               formatted("{} works with NumPy 2 from that release on.", name),
                               finding);
        }
    }
}

} // namespace

Rule numpyAbi()
{
    return {info, check};
}

} // namespace pinwheel
