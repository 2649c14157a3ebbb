#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN503",
    .name = "mismatched-torch-family",
    .summary = "Members of the torch family do not belong together.",
    .family = "compatibility",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Chain& chain : context.chains) {
        if (chain.id != "torch") continue;
        for (const ChainLink& link : chain.links) {
            if (link.state != LinkState::Breaks) continue;
            const std::string name = link.to.substr(0, link.to.find(' '));
            Finding& finding =
                findings.report(info, name, link.span.value_or(stage->span),
                                formatted("{} does not belong to {}", link.to, link.from));
            finding.message = formatted("{} and {}: {}.", link.from, link.to, link.account);
            finding.facts = link.facts;
            finding.packages = {name};
            setGrade(finding, Grade::Likely);
            finding.packages.push_back("torch");
            finding.cells = {link.from, link.to, "other release"};
            offerCompanion(context, name,
                           link.from.substr(std::min(link.from.find(' ') + 1, link.from.size())),
                           finding);
        }
    }
}

} // namespace

Rule mismatchedTorchFamily()
{
    return {info, check};
}

} // namespace pinwheel
