#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN213",
    .name = "unused-constraints",
    .summary = "The build writes a constraints file that no install command reads.",
    .family = "pip-flags",
    .impact = Impact::Medium,
};

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    for (const ImageFile& file : stage->files) {
        const std::string name = file.path.substr(file.path.rfind('/') + 1);
        if (!name.starts_with("constraint") || !name.ends_with(".txt") || !file.origin) continue;
        const auto reads = [&](const InstallStep& step) {
            const auto names = [&](const FileArgument& argument) {
                return argument.path.text && argument.path.text->ends_with(name);
            };
            const auto sets = [&](const OptionValue& value) {
                return value.text && value.text->ends_with(name);
            };
            return std::ranges::any_of(step.command.constraintFiles, names)
                || std::ranges::any_of(step.command.requirementFiles, names)
                || std::ranges::any_of(step.options.constraints, sets);
        };
        if (std::ranges::any_of(context.model.trace.installs, reads)) continue;
        Finding& finding = findings.report(info, file.path, *file.origin,
                                           formatted("{} constrains nothing", file.path));
        setGrade(finding, Grade::Likely, "knowing that no script reads it");
        finding.message = formatted("{} is put into the image, but no install command names it "
                                    "with -c and PIP_CONSTRAINT does not either.",
                                    file.path);
        addLayers(finding, {file.layer});
    }
}

} // namespace

Rule unusedConstraints()
{
    return {info, check};
}

} // namespace pinwheel
