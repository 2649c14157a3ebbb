#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN622",
    .name = "unpinned-clone",
    .summary = "Code is installed from a repository that is cloned without a commit or tag.",
    .family = "hygiene",
    .impact = Impact::Low,
};

bool isInside(const std::string& path, const std::string& folder)
{
    return path == folder || path.starts_with(folder + "/");
}

constexpr std::string_view presumed =
    "The build brings nothing of the folder in which the Dockerfile lies, so it seems to be the "
    "repository of this project";

/// The project's own repository at a fixed revision: reproducible, but not what is checked out.
void reportOwnRevision(const SourceClone& clone, const InstallStep& step, FindingSink& findings)
{
    Finding& finding = findings.report(
        info, clone.url, clone.span,
        formatted("the code comes from the repository at {}, not from the build context",
                  clone.revision));
    setGrade(finding, Grade::Likely, "the files of the repository at that revision");
    finding.message =
        formatted("{}: {} is cloned at {}. What is checked out beside the Dockerfile, its "
                  "requirement files among it, is not what the image gets.",
                  clone.isPresumed ? presumed : "It is the repository of this project", clone.url,
                  clone.revision);
    addEvidence(finding, step.span, formatted("{} installs from it", layerText(step.layer)));
    addLayers(finding, {clone.layer, step.layer});
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (const SourceClone& clone : trace.clones) {
        if (!clone.revision.empty() && !clone.isOwn) continue;
        const auto installs = [&](const InstallStep& step) {
            const auto inside = [&](const std::string& path) {
                return isInside(path, clone.folder);
            };
            return step.stage == clone.stage
                && (std::ranges::any_of(step.projectFolders, inside)
                    || std::ranges::any_of(step.requirementPaths, inside));
        };
        const auto step = std::ranges::find_if(trace.installs, installs);
        if (step == trace.installs.end()) continue;
        if (!clone.revision.empty()) {
            reportOwnRevision(clone, *step, findings);
            continue;
        }
        Finding& finding = findings.report(
            info, clone.url, clone.span,
            clone.isOwn
                ? "the code comes from the repository's default branch, not from the build context"
                : "a repository is cloned without a commit or tag");
        finding.message = formatted(
            "{} is taken as its default branch stands on the day of the build, with the "
            "requirements that it lists then. {}",
            clone.url,
            clone.isOwn
                ? std::string(clone.isPresumed ? presumed : "It is the repository of this project")
                    + ": what is checked out beside the Dockerfile is not what the image gets. The "
                      "audit takes these files for it."
                : "A commit that is checked out, or --branch with a tag, names what was tested.");
        if (clone.isOwn) finding.impact = Impact::Medium;
        if (clone.isPresumed)
            setGrade(finding, Grade::Likely,
                     "a project file that names the project as its repository does");
        addEvidence(finding, step->span, formatted("{} installs from it", layerText(step->layer)));
        addLayers(finding, {clone.layer, step->layer});
    }
}

} // namespace

Rule unpinnedClone()
{
    return {info, check};
}

} // namespace pinwheel
