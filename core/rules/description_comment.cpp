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
    .summary = "The comment above a stage or an argument does not begin with its name, so the "
               "builder does not show it as the description.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"InvalidDefinitionDescription"},
};

/// The names that a FROM or ARG defines; each may be the one that the comment describes.
std::vector<std::string> definedNames(const Instruction& instruction)
{
    std::vector<std::string> names;
    if (instruction.keyword == "ARG")
        for (const Word& word : instruction.words)
            names.push_back(word.text.substr(0, word.text.find('=')));
    if (instruction.keyword == "FROM" && instruction.words.size() == 3)
        names.push_back(instruction.words[2].text);
    return names;
}

bool describes(std::string_view comment, std::string_view name)
{
    return comment.starts_with(name)
        && (comment.size() == name.size() || comment[name.size()] == ' ');
}

void check(const RuleContext& context, FindingSink& findings)
{
    const Dockerfile& dockerfile = context.model.dockerfile;
    for (const Instruction& instruction : dockerfile.instructions) {
        const std::vector<std::string> names = definedNames(instruction);
        if (names.empty() || instruction.commentsBefore.empty()) continue;
        const DockerfileComment& comment = dockerfile.comments[instruction.commentsBefore.back()];
        if (comment.line + 1 != instruction.startLine || comment.text.empty()) continue;
        if (std::ranges::any_of(
                names, [&](const std::string& name) { return describes(comment.text, name); }))
            continue;
        const std::string& name = names.front();
        Finding& finding = findings.report(info, name, comment.span,
                                           formatted("the comment does not describe {}", name));
        finding.message =
            formatted("A comment directly above is shown as the description where it begins with "
                      "the name: \"# {} …\". An empty line between them keeps it a plain comment.",
                      name);
        addEvidence(finding, instruction.keywordSpan, "what it stands above");
    }
}

} // namespace

Rule descriptionComment()
{
    return {info, check};
}

} // namespace pinwheel
