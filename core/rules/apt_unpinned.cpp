#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN612",
    .name = "apt-unpinned",
    .summary = "System packages are not pinned to a version.",
    .family = "hygiene",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"DL3008", "DL3018", "DL3033", "DL3037", "DL3041"},
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (!step.isSystem || step.command.action != InstallAction::Install) continue;
        std::vector<std::string> names;
        for (const PackageArgument& argument : step.command.arguments)
            if (argument.kind == PackageArgument::Kind::SystemPackage && argument.specifier.empty()
                && argument.text.isKnown())
                names.push_back(argument.name);
        if (names.empty()) continue;
        Finding& finding =
            findings.report(info, names.front(), step.span,
                            formatted("{} system packages have no version", names.size()));
        finding.message = formatted("{}: the archive gives what it holds on the day of the build.",
                                    joinNames(names));
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule aptUnpinned()
{
    return {info, check};
}

} // namespace pinwheel
