#include "core/base/format.h"
#include "core/knowledge/image_reference.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN623",
    .name = "local-base-image",
    .summary = "The base image is in no registry: it exists only where somebody built it before.",
    .family = "hygiene",
    .impact = Impact::Low,
};

/// Names of official images hold lower-case letters, digits and dashes, and none ends like this.
/// Source: docker-library/official-images, the folder library.
bool cannotBeOfficial(std::string_view name)
{
    constexpr std::array<std::string_view, 5> endings {"-base", "-builder", "-dev", "-deps",
                                                       "-local"};
    if (name == "buildpack-deps") return false;
    return name.contains('_') || std::ranges::any_of(endings, [&](std::string_view ending) {
               return name.ends_with(ending);
           });
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const StageTrace& stage : context.model.trace.stages) {
        if (stage.parent || !stage.inTarget || stage.base.recognized
            || stage.base.reference.contains('$'))
            continue;
        const auto reference = parseImageReference(stage.base.reference);
        if (!reference || reference->registry != "docker.io"
            || !reference->repository.starts_with("library/"))
            continue;
        const std::string name = reference->familiarName();
        if (!cannotBeOfficial(name)) continue;
        Finding& finding = findings.report(info, name, stage.base.span,
                                           formatted("{} is in no registry", stage.base.reference));
        setGrade(finding, Grade::Likely, "knowing what the build hosts hold");
        finding.message =
            formatted("A name without a registry or a user is one of Docker's official images, and "
                      "{} is none. The build works only where this image was built before, and "
                      "takes whatever that build left under the name.",
                      name);
    }
}

} // namespace

Rule localBaseImage()
{
    return {info, check};
}

} // namespace pinwheel
