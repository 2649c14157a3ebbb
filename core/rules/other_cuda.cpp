#include "core/base/format.h"
#include "core/python/version.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/change_cause.h"
#include "core/rules/unmet_requirements.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN509",
    .name = "other-cuda",
    .summary = "A package is built for another CUDA than the image brings.",
    .family = "compatibility",
    .impact = Impact::Medium,
};

/// Which CUDA a distribution was built for.
struct BuiltFor {
    bool known = false;
    std::uint64_t major = 0;
    std::optional<std::uint64_t> minor;
    std::string text;
    bool needsSystem = false; ///< loads the system's CUDA libraries instead of its own
    std::vector<FactCitation> facts;
};

std::string nameOf(const InstalledDistribution& distribution)
{
    return distribution.name + " " + distribution.versionText();
}

/// "cupy-cuda111" is for CUDA 11.1, "cupy-cuda12x" for any 12.
BuiltFor fromName(std::string_view name)
{
    const std::size_t at = name.find("-cuda");
    if (at == std::string_view::npos) return {};
    const std::string_view digits = name.substr(at + 5);
    if (digits.size() != 3 || digits[0] < '0' || digits[0] > '9' || digits[1] < '0'
        || digits[1] > '9')
        return {};
    BuiltFor built {.known = true,
                    .major = static_cast<std::uint64_t>((digits[0] - '0') * 10 + (digits[1] - '0')),
                    .needsSystem = true};
    built.text = std::to_string(built.major);
    if (digits[2] >= '0' && digits[2] <= '9') {
        built.minor = static_cast<std::uint64_t>(digits[2] - '0');
        built.text += std::string(".") + digits[2];
    }
    // From 11.2 on a package serves every later minor release of its major one.
    if (built.major > 11 || built.minor.value_or(9) >= 2) built.minor.reset();
    return built;
}

BuiltFor builtFor(const RuleContext& context, const InstalledDistribution& distribution)
{
    if (distribution.name != "torch") return fromName(distribution.name);
    if (!distribution.version) return {};
    const TorchBuild build = context.knowledge.torchBuild(*distribution.version, distribution.index,
                                                          targetPlatform(context.model));
    if (build.variant == nullptr || build.variant->cuda.empty()) return {};
    const auto cuda = Version::parse(build.variant->cuda);
    if (!cuda) return {};
    return {.known = true,
            .major = cuda->releaseNumber(0),
            .minor = cuda->releaseNumber(1),
            .text = build.variant->cuda,
            .needsSystem = false,
            .facts = {build.release->fact}};
}

/// Where the build that is reported was decided.
Span placeOf(const RuleContext& context, const Environment& environment,
             const InstalledDistribution& distribution, const StageTrace& stage)
{
    const InstallStep* step = stepThatInstalled(context.model, environment, distribution);
    const Decision* decision = step != nullptr ? decisionOf(*step, distribution.name) : nullptr;
    return decision != nullptr ? placeOfCause(context.model.trace, *step, *decision)
                               : distribution.askedBy.value_or(stage.span);
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || stage->base.cudaToolkit.valueOr("").empty()) return;
    const auto toolkit = Version::parse(*stage->base.cudaToolkit);
    if (!toolkit) return;
    for (const Environment* environment : finalEnvironments(context.model)) {
        for (const InstalledDistribution& distribution : environment->distributions) {
            if (distribution.installer == "base image") continue;
            const BuiltFor built = builtFor(context, distribution);
            if (!built.known) continue;
            const bool otherMajor = built.major != toolkit->releaseNumber(0);
            if (!otherMajor && (!built.minor || *built.minor == toolkit->releaseNumber(1)))
                continue;
            Finding& finding = findings.report(
                info, distribution.name, placeOf(context, *environment, distribution, *stage),
                formatted("{} is built for CUDA {}, the image has {}", nameOf(distribution),
                          built.text, *stage->base.cudaToolkit));
            setGrade(finding, distribution.grade);
            if (built.needsSystem)
                finding.impact = otherMajor ? Impact::High : Impact::Medium;
            else if (!otherMajor)
                finding.impact = Impact::Low;
            finding.message = built.needsSystem
                ? formatted("{} loads the CUDA libraries of the system, and those of CUDA {} are "
                            "not there.",
                            distribution.name, built.text)
                : formatted("The wheel brings its own CUDA {}, so it runs; what is compiled here "
                            "uses the image's {}{}.",
                            built.text, *stage->base.cudaToolkit,
                            otherMajor ? ", another major release, and does not fit this torch"
                                       : "");
            finding.packages = {distribution.name};
            finding.facts = built.facts;
            addEvidence(finding, stage->base.span, stage->base.summary);
            addLayers(finding, {distribution.layer});
        }
    }
}

} // namespace

Rule otherCuda()
{
    return {info, check};
}

} // namespace pinwheel
