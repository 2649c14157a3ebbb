#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN617",
    .name = "second-python",
    .summary = "The distribution's Python is installed into an image that has its own.",
    .family = "hygiene",
    .impact = Impact::Low,
};

bool isPythonPackage(std::string_view name)
{
    static constexpr std::array<std::string_view, 10> packages {
        "python3",    "python3-dev", "python3-pip", "python3-venv",      "python3-setuptools",
        "python-dev", "python-pip",  "py3-pip",     "python3-distutils", "python3-virtualenv"};
    return std::ranges::find(packages, name) != packages.end();
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    // The official images keep their Python under /usr/local, conda's elsewhere; a distribution's
    // own is /usr.
    if (stage == nullptr || stage->base.python.valueOr("").empty() || !stage->base.image
        || stage->base.image->pythonPrefix.empty() || stage->base.image->pythonPrefix == "/usr")
        return;
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.isSystem || step.stage != stage->index
            || step.command.action != InstallAction::Install)
            continue;
        std::vector<const PackageArgument*> pythons;
        for (const PackageArgument& argument : step.command.arguments)
            if (isPythonPackage(argument.name)) pythons.push_back(&argument);
        if (pythons.empty()) continue;
        std::vector<std::string> names;
        for (const PackageArgument* argument : pythons)
            names.push_back(argument->name);
        Finding& finding =
            findings.report(info, names.front(), pythons.front()->span,
                            formatted("{} {} a second Python into the image", joinNames(names),
                                      names.size() == 1 ? "brings" : "bring"));
        finding.message = formatted("The image has Python {} under {}. The distribution's package "
                                    "is for another interpreter: its headers and its pip do not "
                                    "serve the one that runs, which brings its own.",
                                    *stage->base.python, stage->base.image->pythonPrefix);
        finding.packages = names;
        addEvidence(finding, stage->base.span, stage->base.summary);
        for (const PackageArgument* argument : pythons)
            addEvidence(finding, argument->span, "for the distribution's Python");
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule secondPython()
{
    return {info, check};
}

} // namespace pinwheel
