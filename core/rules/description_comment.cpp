#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN723",
    .name = "description-comment",
    .summary = "The comment above a stage or an argument does not begin with its name, so the builder does not show it as the description.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"InvalidDefinitionDescription"},
};

/// The name that a FROM or ARG defines; empty where it defines none.
std::string definedName(const Instruction& instruction)
{
    if (instruction.keyword == "ARG" && !instruction.words.empty()) return instruction.words.front().text.substr(0, instruction.words.front().text.find('='));
    if (instruction.keyword == "FROM" && instruction.words.size() == 3) return instruction.words[2].text;
    return {};
}

void check(const RuleContext& context, FindingSink& findings)
{
    const Dockerfile& dockerfile = context.model.dockerfile;
    for (const Instruction& instruction : dockerfile.instructions) {
        const std::string name = definedName(instruction);
        if (name.empty() || instruction.commentsBefore.empty()) continue;
        const DockerfileComment& comment = dockerfile.comments[instruction.commentsBefore.back()];
        if (comment.line + 1 != instruction.startLine || comment.text.empty()) continue;
        if (comment.text == name || comment.text.starts_with(name + " ")) continue;
        Finding& finding = findings.report(info, name, comment.span, formatted("the comment does not describe {}", name));
        finding.message = formatted("A comment directly above is shown as the description where it begins with the name: \"# {} …\". An empty line between them keeps it a plain comment.", name);
        addEvidence(finding, instruction.keywordSpan, "what it stands above");
    }
}

} // namespace

Rule descriptionComment() { return {info, check}; }

} // namespace pinwheel
