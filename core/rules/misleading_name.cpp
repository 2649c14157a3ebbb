#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN410",
    .name = "misleading-name",
    .summary = "A requirement names a project that is not what is meant by it.",
    .family = "resolution",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    std::vector<Span> told;
    for (const Mention& mention : context.model.trace.mentions) {
        const auto name = context.knowledge.misleadingName(mention.name);
        if (!name || !mention.applies || mention.role == Mention::Role::Constraint) continue;
        // An exact pin may name an old release from before the placeholder.
        if (mention.specifier.starts_with("==")
            || std::ranges::find(told, placeOf(mention)) != told.end())
            continue;
        told.push_back(placeOf(mention));
        Finding& finding =
            findings.report(info, mention.name, placeOf(mention),
                            formatted("{} is not the project that is meant", mention.name));
        if (name->fails) finding.impact = Impact::Critical;
        if (name->fails) setGrade(finding, Grade::Likely);
        finding.message = name->text + ".";
        finding.facts.push_back(name->fact);
        finding.packages = {mention.name};
        addLayers(finding, {mention.layer});
        const Span place = placeOf(mention);
        const auto span = isProjectFile(context.model, place.file) ? nameSpan(context.model, place)
                                                                   : std::nullopt;
        if (!name->instead.empty() && span)
            offer(finding, formatted("Ask for {} instead", name->instead),
                  "That is the project that is meant.", Applicability::Review,
                  {replaceSpan(*span, name->instead)});
    }
}

} // namespace

Rule misleadingName()
{
    return {info, check};
}

} // namespace pinwheel
