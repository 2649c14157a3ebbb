#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN507",
    .name = "python-out-of-range",
    .summary = "A package does not serve the Python of the image.",
    .family = "compatibility",
    .impact = Impact::Critical,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    for (const Chain& chain : context.chains) {
        if (chain.id != "python") continue;
        for (const ChainLink& link : chain.links)
            for (const ChainLink& part : link.links) {
                if (part.state != LinkState::Breaks) continue;
                const std::string name = part.to.substr(0, part.to.find(' '));
                Finding& finding =
                    findings.report(info, name, part.span.value_or(stage->span),
                                    formatted("{} does not serve {}", part.to, part.from));
                setGrade(finding, Grade::Likely);
                finding.message = formatted("{}: {}.", part.from, part.account);
                finding.facts = part.facts;
                finding.packages = {name};
            }
    }
}

} // namespace

Rule pythonOutOfRange()
{
    return {info, check};
}

} // namespace pinwheel
