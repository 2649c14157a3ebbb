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
    .id = "PIN307",
    .name = "local-version-elsewhere",
    .summary = "A pin names a local build (+cu121), and no index of the command is known to serve "
               "such builds.",
    .family = "index",
    .impact = Impact::High,
};

/// An index or a folder of links that may hold builds with a local version.
bool mayServeLocalVersions(const InstallStep& step)
{
    if (!step.options.findLinks.empty()) return true;
    return std::ranges::any_of(step.indexes, [](const IndexSource& source) {
        return !Knowledge::variantOfIndex(source.url).empty()
            || source.url.contains("download.pytorch.org");
    });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (std::size_t i = 0; i < trace.installs.size(); ++i) {
        const InstallStep& step = trace.installs[i];
        if (!installsPython(step) || step.failure || step.indexes.empty()
            || mayServeLocalVersions(step))
            continue;
        std::vector<const Mention*> local;
        for (const Mention* mention : mentionsOf(trace, i)) {
            if (!mention->specifier.contains("+cu")) continue;
            const auto set = parseSpecifierSet(mention->specifier);
            const Decision* decision = decisionOf(step, mention->name);
            const bool isKept = decision != nullptr && decision->kind == DecisionKind::Keep;
            if (mention->role != Mention::Role::Constraint && !isKept && set && set->isPinned()
                && set->pin() != nullptr && set->pin()->hasLocal())
                local.push_back(mention);
        }
        if (local.empty()) continue;
        std::vector<std::string> names;
        for (const Mention* mention : local)
            names.push_back(mention->name);
        Finding& finding = findings.report(info, names.front(), placeOf(*local.front()),
                                           formatted("no index of the command is known to serve {}",
                                                     requirementText(*local.front())));
        setGrade(finding, Grade::Unknown, "a live index, or the packages of the base image");
        finding.message = formatted(
            "A public index takes no versions with a local part (PEP 440), so builds such as {} "
            "come from an index of their own, which this command does not name. "
            "The install ends with an error unless another index has them or the base image holds "
            "exactly {}.",
            requirementText(*local.front()), local.size() == 1 ? "this version" : "these versions");
        finding.packages = names;
        for (const Mention* mention : local)
            addEvidence(finding, placeOf(*mention), requirementText(*mention));
        addEvidence(finding, step.span, "the command");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule localVersionElsewhere()
{
    return {info, check};
}

} // namespace pinwheel
