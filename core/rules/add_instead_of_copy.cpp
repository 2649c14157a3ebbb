#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN705",
    .name = "add-instead-of-copy",
    .summary = "ADD is used for plain files; COPY says what happens.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"DL3020"},
};

bool isPlainFile(std::string_view source)
{
    if (source.find("://") != std::string_view::npos || source.starts_with("git@")
        || source.find('$') != std::string_view::npos)
        return false;
    for (const std::string_view ending :
         {".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".txz", ".tbz2"})
        if (source.ends_with(ending)) return false;
    return true;
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword != "ADD" || instruction.words.size() < 2
            || !instruction.heredocs.empty())
            continue;
        bool plain = true;
        for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i)
            plain &= isPlainFile(instruction.words[i].text);
        if (!plain) continue;
        Finding& finding =
            findings.report(info, "ADD", instruction.keywordSpan, "ADD copies plain files here");
        finding.message = "ADD also downloads addresses and unpacks archives. For plain files COPY "
                          "does the same without surprises.";
        offer(finding, "Use COPY", "The sources are plain files.", Applicability::Safe,
              {replaceSpan(instruction.keywordSpan, "COPY")});
    }
}

} // namespace

Rule addInsteadOfCopy()
{
    return {info, check};
}

} // namespace pinwheel
