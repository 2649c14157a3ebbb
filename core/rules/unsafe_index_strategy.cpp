#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN306",
    .name = "unsafe-index-strategy",
    .summary =
        "uv is told to compare the versions of all indexes, so any index may serve any name.",
    .family = "index",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<std::uint32_t> instructions;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.options.indexStrategy
            || !step.options.indexStrategy->text.valueOr("").starts_with("unsafe"))
            continue;
        if (std::ranges::find(instructions, step.instruction) != instructions.end()) continue;
        instructions.push_back(step.instruction);
        Finding& finding = findings.report(
            info, "index strategy", step.options.indexStrategy->origin.span.value_or(step.span),
            formatted("index strategy {} lets any index serve any name",
                      *step.options.indexStrategy->text));
        finding.message = "uv's own order takes a package from the first index that has it, which "
                          "guards against a foreign package of the same name. This strategy gives "
                          "that up. Where it is needed for one project, a source for that project "
                          "alone (tool.uv.sources) keeps the guard for the others.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule unsafeIndexStrategy()
{
    return {info, check};
}

} // namespace pinwheel
