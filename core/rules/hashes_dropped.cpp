#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN413",
    .name = "hashes-dropped",
    .summary = "A lock file is exported without its hashes, so the install does not check what it downloads.",
    .family = "resolution",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const InstallStep& step : context.model.trace.installs) {
        if (step.command.action != InstallAction::Export) continue;
        const CommandOption* option = step.command.option("--without-hashes");
        if (option == nullptr) option = step.command.option("--no-hashes");
        if (option == nullptr) continue;
        Finding& finding = findings.report(info, "hashes", option->span, "the hashes of the lock file are dropped");
        finding.message = "The lock file holds a hash of every file. With them in the exported list pip refuses a file that is not the one that was locked; without them it takes what the index serves under that version.";
        addLayers(finding, {step.layer});
    }
}

} // namespace

Rule hashesDropped() { return {info, check}; }

} // namespace pinwheel
