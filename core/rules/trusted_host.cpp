#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN209",
    .name = "trusted-host",
    .summary = "--trusted-host turns off the check of the index's certificate.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || step.options.trustedHosts.empty()) continue;
        std::vector<std::string> hosts;
        for (const OptionValue& host : step.options.trustedHosts)
            hosts.push_back(host.text.valueOr("a host"));
        Finding& finding = findings.report(
            info, hosts.front(), step.options.trustedHosts.front().origin.span.value_or(step.span),
            formatted("the certificate of {} is not checked", joinNames(hosts)));
        finding.probability = Probability::Medium;
        finding.message =
            formatted("Whoever stands between the build and {} can hand out other packages. The "
                      "option is meant for an internal index without a valid certificate.",
                      joinNames(hosts));
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule trustedHost()
{
    return {info, check};
}

} // namespace pinwheel
