#include "core/base/format.h"
#include "core/dockerfile/platform.h"
#include "core/python/specifier.h"
#include "core/python/version.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN415",
    .name = "built-from-source",
    .summary = "A release has wheels, but none for this Python and platform: pip compiles it from "
               "its source.",
    .family = "resolution",
    .impact = Impact::Medium,
};

/// Whether the stage has a C compiler: from its base image or from a package that brings one.
/// Unknown counts as yes.
bool mayHaveCompiler(const StageTrace& stage)
{
    constexpr std::array<std::string_view, 7> compilers {
        "gcc", "g++", "build-essential", "build-base", "clang", "musl-dev", "alpine-sdk"};
    const bool isBare = stage.base.image && stage.base.image->hasCompiler.isKnown()
        && !*stage.base.image->hasCompiler;
    return !isBare || std::ranges::any_of(stage.systemPackages, [&](const std::string& name) {
        return std::ranges::any_of(compilers, [&](std::string_view compiler) {
            return name == compiler || name.starts_with(std::string(compiler) + "-");
        });
    });
}

/// Whether a requirement of the project fixes the version. Where nothing does, the index may hold
/// an older release with a wheel, which pip takes when the newest one does not serve the Python.
bool isPinned(const BuildTrace& trace, const Decision& decision)
{
    return std::ranges::any_of(trace.mentions, [&](const Mention& mention) {
        const auto set = parseSpecifierSet(mention.specifier);
        return mention.name == decision.name && set && set->isPinned()
            && std::ranges::find(decision.askedBy, placeOf(mention)) != decision.askedBy.end();
    });
}

/// The recorded index lists wheels for CPython 3.8 and newer alone.
bool hasRecordedWheels(const InstallStep& step)
{
    const auto python =
        step.after && step.after->python ? Version::parse(*step.after->python) : std::nullopt;
    return python && *python >= *Version::parse("3.8");
}

bool isConda(const InstallStep& step)
{
    return step.command.tool == InstallTool::Conda || step.command.tool == InstallTool::Mamba
        || step.command.tool == InstallTool::Micromamba;
}

bool brings(const Decision& decision)
{
    return decision.kind != DecisionKind::Keep && decision.kind != DecisionKind::Uninstall
        && decision.kind != DecisionKind::Fail;
}

/// A project whose wheels serve other architectures alone, as a fact tells; the index data may
/// record none of its files.
void reportArchitecture(const StageTrace& stage, const InstallStep& step, const Decision& decision,
                        const WheelArchitectures& wheels, FindingSink& findings)
{
    Finding& finding = findings.report(
        info, decision.name, decision.askedBy.empty() ? step.span : decision.askedBy.front(),
        formatted("{} has no Linux wheel for {}", decision.displayName, stage.platform));
    setGrade(finding, Grade::Likely, "the index as it is on the day of the build");
    finding.message = formatted("{}.", wheels.fact.text);
    finding.facts = {wheels.fact};
    finding.packages = {decision.name};
    addEvidence(finding, stage.base.span, formatted("the image is for {}", stage.platform));
    if (!decision.requiredBy.empty())
        addEvidence(finding, std::nullopt,
                    formatted("{} is needed by {}", decision.name, joinNames(decision.requiredBy)));
    addLayers(finding, {step.layer});
}

void checkArchitectures(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        const auto stage =
            std::ranges::find(context.model.trace.stages, step.stage, &StageTrace::index);
        if (!installsPython(step) || stage == context.model.trace.stages.end() || isConda(step))
            continue;
        const auto platform = parsePlatform(stage->platform);
        if (!platform || platform->os != "linux") continue;
        for (const Decision& decision : step.decisions) {
            const bool isTold = decision.builtFromSource && isPinned(context.model.trace, decision)
                && hasRecordedWheels(step);
            const auto wheels = brings(decision) && !isTold
                ? context.knowledge.wheelArchitectures(decision.name)
                : std::nullopt;
            if (wheels
                && std::ranges::find(wheels->architectures, platform->architecture)
                    == wheels->architectures.end())
                reportArchitecture(*stage, step, decision, *wheels, findings);
        }
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    checkArchitectures(context, findings);
    for (const InstallStep& step : context.model.trace.installs) {
        const auto stage =
            std::ranges::find(context.model.trace.stages, step.stage, &StageTrace::index);
        if (!installsPython(step) || stage == context.model.trace.stages.end()) continue;
        for (const Decision& decision : step.decisions) {
            if (!decision.builtFromSource || decision.kind == DecisionKind::Keep
                || !isPinned(context.model.trace, decision) || !hasRecordedWheels(step))
                continue;
            const std::string python = step.after && step.after->python
                ? formatted("Python {}", *step.after->python)
                : std::string("this Python");
            const std::string platform = stage->base.libc == "musl"
                ? formatted("{} with musl", stage->platform)
                : stage->platform;
            Finding& finding =
                findings.report(info, decision.name,
                                decision.askedBy.empty() ? step.span : decision.askedBy.front(),
                                formatted("{} {} has no wheel for {} on {}", decision.displayName,
                                          decision.after, python, platform));
            setGrade(finding, std::min(decision.grade, Grade::Likely),
                     "the index as it is on the day of the build");
            const bool hasCompiler = mayHaveCompiler(*stage);
            if (!hasCompiler) finding.impact = Impact::High;
            finding.message = formatted(
                "The release has wheels for other Pythons or platforms, so pip takes the source "
                "and compiles it. That takes a compiler and the headers that it needs{}. A release "
                "with a wheel for {}, or another Python, does without.",
                hasCompiler ? ""
                            : ", which the image does not have, so the build most likely ends with "
                              "an error",
                python);
            finding.packages = {decision.name};
            addEvidence(finding, stage->base.span, stage->base.summary);
            if (!decision.requiredBy.empty())
                addEvidence(
                    finding, std::nullopt,
                    formatted("{} is needed by {}", decision.name, joinNames(decision.requiredBy)));
            addLayers(finding, {step.layer});
        }
    }
}

} // namespace

Rule builtFromSource()
{
    return {info, check};
}

} // namespace pinwheel
