#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN624",
    .name = "idle-edit",
    .summary =
        "A sed command should replace something in a requirement file and matches nothing there.",
    .family = "hygiene",
    .impact = Impact::Low,
};

/// Whether every command of the script replaces text. A deletion that finds nothing has what it
/// wants; so has one that takes carriage returns off.
bool isReplacement(std::string_view script)
{
    return script.size() > 2 && script.front() == 's'
        && std::string_view("/|#,@:%!~").contains(script[1]) && !script.contains("\\r")
        && !script.contains('\n');
}

const InstallStep* readerOf(const BuildTrace& trace, const IdleEdit& edit)
{
    const auto found = std::ranges::find_if(trace.installs, [&](const InstallStep& step) {
        return step.stage == edit.stage && step.instruction >= edit.instruction
            && std::ranges::find(step.requirementPaths, edit.path) != step.requirementPaths.end();
    });
    return found == trace.installs.end() ? nullptr : &*found;
}

void check(const RuleContext& context, FindingSink& findings)
{
    const BuildTrace& trace = context.model.trace;
    for (const IdleEdit& edit : trace.idleEdits) {
        const InstallStep* reader = isReplacement(edit.script) ? readerOf(trace, edit) : nullptr;
        if (reader == nullptr) continue;
        Finding& finding =
            findings.report(info, edit.path.substr(edit.path.rfind('/') + 1), edit.span,
                            formatted("sed finds nothing to replace in {}", edit.path));
        const bool isCloned = std::ranges::any_of(trace.clones, [&](const SourceClone& clone) {
            return edit.path.starts_with(clone.folder + "/");
        });
        setGrade(finding, isCloned ? Grade::Likely : Grade::Certain,
                 "the files of the repository as they are cloned");
        finding.message = formatted(
            "`{}` matches no line of {} as it stands there, so the file stays as it is, and layer "
            "{} installs from it without the change. sed tells nothing of that.",
            edit.script, edit.path, reader->layer);
        addEvidence(finding, reader->span,
                    formatted("{} installs from the file", layerText(reader->layer)));
        addLayers(finding, {reader->layer});
    }
}

} // namespace

Rule idleEdit()
{
    return {info, check};
}

} // namespace pinwheel
