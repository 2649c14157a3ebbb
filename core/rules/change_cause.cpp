#include "core/rules/change_cause.h"

#include "core/python/remembered_requirement.h"
#include "core/python/specifier.h"
#include "core/python/version.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// Whether the metadata of a distribution asks for another version of the package than the given
/// one.
bool refuses(const InstalledDistribution& distribution, const std::string& name,
             const Version& version)
{
    return std::ranges::any_of(distribution.requiresDist, [&](const std::string& text) {
        const auto requirement = rememberedRequirement(text);
        return requirement && requirement->project == name
            && !requirement->parsed.specifiers.contains(version, true);
    });
}

/// Whether a requirement of the command itself asks for another version.
bool isAskedFor(const BuildTrace& trace, const Decision& decision, const Version& version)
{
    return std::ranges::any_of(trace.mentions, [&](const Mention& mention) {
        const Span place = mention.origin.value_or(mention.span);
        if (mention.name != decision.name
            || std::ranges::find(decision.askedBy, place) == decision.askedBy.end())
            return false;
        const auto set = parseSpecifierSet(mention.specifier);
        return set && !set->contains(version, true);
    });
}

} // namespace

Span placeOfCause(const BuildTrace& trace, const InstallStep& step, const Decision& decision)
{
    const Span own = decision.askedBy.empty() ? step.span : decision.askedBy.front();
    const auto before = Version::parse(decision.before);
    if (!step.after || !before || step.options.upgrade || isAskedFor(trace, decision, *before))
        return own;
    for (const std::string& parent : decision.requiredBy) {
        const InstalledDistribution* distribution = step.after->find(parent);
        if (distribution != nullptr && distribution->askedBy && distribution->layer == step.layer
            && refuses(*distribution, decision.name, *before))
            return *distribution->askedBy;
    }
    return own;
}

} // namespace pinwheel
