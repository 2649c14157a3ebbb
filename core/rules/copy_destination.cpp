#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN718",
    .name = "copy-destination",
    .summary = "COPY or ADD has several sources, and its destination does not end with a slash.",
    .family = "dockerfile",
    .impact = Impact::Medium,
    .aliases = {"DL3021"},
};

/// Whether an earlier WORKDIR of the same stage makes the folder.
bool isWorkingFolder(const Dockerfile& dockerfile, const Instruction& copy,
                     const std::string& folder)
{
    bool made = false;
    for (const Instruction& instruction : dockerfile.instructions) {
        if (&instruction == &copy) break;
        if (instruction.keyword == "FROM") made = false;
        if (instruction.keyword == "WORKDIR" && !instruction.words.empty())
            made |= instruction.words.front().text == folder;
    }
    return made;
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if ((instruction.keyword != "COPY" && instruction.keyword != "ADD")
            || instruction.words.size() < 3)
            continue;
        const std::string& folder = instruction.words.back().text;
        if (folder.ends_with('/') || folder == "." || folder == ".." || folder.ends_with("/.")
            || folder.ends_with("/..") || folder.contains('$'))
            continue;
        if (isWorkingFolder(context.model.dockerfile, instruction, folder)) continue;
        Finding& finding = findings.report(
            info, folder, instruction.words.back().span,
            formatted("several files are copied to {}, which does not end with a slash", folder));
        setGrade(finding, Grade::Likely, "knowing whether the folder is in the image");
        finding.message =
            "With more than one source the destination is a folder and ends with a slash. Without "
            "one the build ends with an error where the folder is not there yet.";
    }
}

} // namespace

Rule copyDestination()
{
    return {info, check};
}

} // namespace pinwheel
