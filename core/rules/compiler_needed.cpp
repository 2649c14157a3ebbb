#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN506",
    .name = "compiler-needed",
    .summary = "A package that is compiled with nvcc is installed where there is none.",
    .family = "compatibility",
    .impact = Impact::High,
};

void check(const RuleContext& context, FindingSink& findings)
{
    static constexpr std::array<std::string_view, 3> compiled {"flash-attn", "apex", "mamba-ssm"};
    for (const InstallStep& step : context.model.trace.installs) {
        if (!installsPython(step) || step.stage >= context.model.trace.stages.size()) continue;
        const auto stage =
            std::ranges::find(context.model.trace.stages, step.stage, &StageTrace::index);
        if (stage == context.model.trace.stages.end() || stage->base.hasNvcc.valueOr(true)
            || stage->base.cudaToolkit.valueOr("").empty())
            continue;
        if (std::ranges::any_of(stage->systemPackages, [](const std::string& name) {
                return name.find("cuda") != std::string::npos;
            }))
            continue;
        for (const Mention* mention :
             mentionsOf(context.model.trace,
                        static_cast<std::size_t>(&step - context.model.trace.installs.data()))) {
            if (std::ranges::find(compiled, mention->name) == compiled.end()) continue;
            Finding& finding =
                findings.report(info, mention->name, placeOf(*mention),
                                formatted("{} needs nvcc, which a {} image does not have",
                                          mention->name, stage->base.cudaFlavor));
            setGrade(finding, Grade::Likely, "knowing whether a prebuilt wheel fits");
            finding.message = formatted("{} comes as a source distribution. Its setup looks for a "
                                        "prebuilt wheel for the installed torch; where none fits "
                                        "it compiles with nvcc, and the build ends with an error.",
                                        mention->name);
            if (auto fact = context.knowledge.fact("flash-attn-torch");
                fact && mention->name == "flash-attn")
                finding.facts.push_back(std::move(*fact));
            addEvidence(finding, stage->base.span, stage->base.summary);
            finding.packages = {mention->name};
            addLayers(finding, {step.layer});
            offerTagWord(context, *stage, stage->base.cudaFlavor, "devel", finding);
        }
    }
}

} // namespace

Rule compilerNeeded()
{
    return {info, check};
}

} // namespace pinwheel
