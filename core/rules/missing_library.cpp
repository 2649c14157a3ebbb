#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN610",
    .name = "missing-library",
    .summary = "A package loads a system library that the image does not have.",
    .family = "hygiene",
    .impact = Impact::High,
};

/// The image of `python:3.11` and its like (not slim) begin from buildpack-deps, which has many
/// libraries, but no OpenGL.
bool isThere(const StageTrace& stage, const std::vector<std::string>& packages)
{
    return std::ranges::any_of(packages, [&](const std::string& wanted) {
        return std::ranges::any_of(stage.systemPackages, [&](const std::string& installed) {
            const std::string_view name =
                std::string_view(installed).substr(0, installed.find_first_of("=:/"));
            return name == wanted
                || (name.starts_with(wanted) && name.substr(wanted.size()) == "t64");
        });
    });
}

/// A script that the image's stages run and whose text is not known: it may install what is
/// missing. Empty for none.
std::string unreadScript(const AuditModel& model, const StageTrace& stage)
{
    std::vector<std::uint32_t> chain {stage.index};
    for (const StageTrace* below = &stage;
         below->parent && chain.size() <= model.trace.stages.size();) {
        chain.push_back(*below->parent);
        const auto found =
            std::ranges::find(model.trace.stages, *below->parent, &StageTrace::index);
        if (found == model.trace.stages.end()) break;
        below = &*found;
    }
    for (const RunCommand& command : model.trace.commands) {
        if (std::ranges::find(chain, command.stage) == chain.end()) continue;
        if (command.program.ends_with(".sh")) return command.program;
        const bool isShell = command.program == "sh" || command.program == "bash";
        if (isShell && !command.words.empty() && !command.words.front().starts_with('-'))
            return command.words.front();
    }
    return {};
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || !stage->base.image || !stage->base.image->preinstalledComplete) return;
    const std::string& os = stage->base.os;
    for (const Environment* environment : finalEnvironments(context.model)) {
        if (environment->kind == EnvironmentKind::Conda) continue;
        for (const InstalledDistribution& distribution : environment->distributions) {
            for (const NeededLibrary& library :
                 context.knowledge.neededLibraries(distribution.name)) {
                const std::vector<std::string>& packages = os == "alpine" ? library.alpine
                    : os == "debian" || os == "ubuntu"                    ? library.debian
                                                                          : library.fedora;
                if (packages.empty() || isThere(*stage, packages)) continue;
                Finding& finding = findings.report(
                    info, distribution.name, distribution.askedBy.value_or(stage->span),
                    formatted("{} needs {}, which the image does not have", distribution.name,
                              library.library));
                const std::string script = unreadScript(context.model, *stage);
                if (script.empty())
                    setGrade(finding, std::min(distribution.grade, Grade::Likely),
                             "knowing what the installed system packages bring along");
                else
                    setGrade(finding, Grade::Unknown,
                             formatted("knowing what {} installs", script));
                finding.message = formatted(
                    "{}. No instruction installs {}{}.", library.fact.text, packages.front(),
                    library.instead.empty() ? ""
                                            : formatted("; {} does without it", library.instead));
                finding.facts.push_back(library.fact);
                finding.packages = {distribution.name};
                addLayers(finding, {distribution.layer});
                if (!library.instead.empty())
                    offerOtherName(context, distribution.name, library.instead,
                                   formatted("It brings the same module and does without {}.",
                                             library.library),
                                   finding);
                offerSystemPackage(context, packages.front(), finding);
            }
        }
    }
}

} // namespace

Rule missingLibrary()
{
    return {info, check};
}

} // namespace pinwheel
