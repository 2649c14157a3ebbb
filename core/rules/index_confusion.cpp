#include "core/base/format.h"
#include "core/index/package_index.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN302",
    .name = "index-confusion",
    .summary = "An extra index and the default index are searched together: any of them may serve "
               "any name.",
    .family = "index",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<std::string> told;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!isPipInstall(step)) continue;
        for (const OptionValue& extra : step.options.extraIndexUrls) {
            const std::string url = extra.text.valueOr(extra.knownPrefix);
            const std::string label = indexSource(url).label;
            if (url.empty() || std::ranges::find(told, label) != told.end()) continue;
            told.push_back(label);
            const bool known = !Knowledge::variantOfIndex(url).empty()
                || url.find("pypi.nvidia.com") != std::string::npos
                || url.find("download.pytorch.org") != std::string::npos;
            Finding& finding =
                findings.report(info, label, extra.origin.span.value_or(step.span),
                                formatted("{} and the main index are searched together", label));
            if (known) finding.impact = Impact::Low;
            finding.probability = Probability::Medium;
            finding.message =
                "pip looks at all indexes at once and takes the best version wherever it is: a "
                "name of the private index can be taken over by a newer version of the same name "
                "on the public one, and the other way round. --index-url for the packages that "
                "come from there, in a command of their own, keeps them apart.";
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule indexConfusion()
{
    return {info, check};
}

} // namespace pinwheel
