#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN304",
    .name = "index-credentials",
    .summary =
        "User name and password of an index stand in the file and stay in the image's history.",
    .family = "index",
    .impact = Impact::High,
};

/// user:password@ written out, not through a variable.
bool holdsPassword(std::string_view text)
{
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos) return false;
    const std::string_view authority =
        text.substr(scheme + 3, text.find_first_of("/ \t\n\"'", scheme + 3) - scheme - 3);
    const std::size_t at = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    return at != std::string_view::npos && colon != std::string_view::npos && colon + 1 < at
        && authority.substr(colon + 1, at - colon - 1).find_first_of("${<")
        == std::string_view::npos;
}

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<Span> told;
    for (const InstallStep& step : context.model.trace.installs) {
        std::vector<OptionValue> urls = step.options.extraIndexUrls;
        if (step.options.indexUrl) urls.push_back(*step.options.indexUrl);
        for (const OptionValue& url : urls) {
            if (!url.origin.span || !holdsPassword(context.model.sources.slice(*url.origin.span)))
                continue;
            if (std::ranges::find(told, *url.origin.span) != told.end()) continue;
            told.push_back(*url.origin.span);
            Finding& finding = findings.report(info, "index credentials", *url.origin.span,
                                               "a password of an index is written in the file");
            finding.message =
                "Everyone who can read the file or the image's history can read it. A build secret "
                "(RUN --mount=type=secret) leaves no trace in the image.";
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule indexCredentials()
{
    return {info, check};
}

} // namespace pinwheel
