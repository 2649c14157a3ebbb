#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN305",
    .name = "insecure-index",
    .summary = "An index is read over plain HTTP.",
    .family = "index",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<std::string> told;
    for (const InstallStep& step : context.model.trace.installs) {
        std::vector<OptionValue> urls = step.options.extraIndexUrls;
        if (step.options.indexUrl) urls.push_back(*step.options.indexUrl);
        for (const OptionValue& url : step.options.findLinks)
            urls.push_back(url);
        for (const OptionValue& url : urls) {
            const std::string text = url.text.valueOr(url.knownPrefix);
            if (!text.starts_with("http://") || text.starts_with("http://localhost")
                || text.starts_with("http://127.") || std::ranges::find(told, text) != told.end())
                continue;
            told.push_back(text);
            Finding& finding =
                findings.report(info, "http index", url.origin.span.value_or(step.span),
                                "packages come over plain HTTP");
            finding.message = formatted("Whoever stands between the build and {} can hand out "
                                        "other packages; nothing checks them.",
                                        redactCredentials(text));
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule insecureIndex()
{
    return {info, check};
}

} // namespace pinwheel
