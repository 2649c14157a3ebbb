#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN714",
    .name = "keyword-casing",
    .summary =
        "Keywords are written in differing case, or the name of a stage has capital letters.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::All,
    .aliases = {"ConsistentInstructionCasing", "FromAsCasing", "StageNameCasing"},
};

enum class Casing { Upper, Lower, Mixed };

Casing casingOf(std::string_view word)
{
    const bool hasUpper = std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool hasLower = std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    return hasUpper && hasLower ? Casing::Mixed : hasLower ? Casing::Lower : Casing::Upper;
}

void checkKeywords(const AuditModel& model, FindingSink& findings)
{
    std::map<Casing, std::size_t> counts;
    for (const Instruction& instruction : model.dockerfile.instructions)
        ++counts[casingOf(model.sources.slice(instruction.keywordSpan))];
    const Casing usual =
        counts[Casing::Lower] > counts[Casing::Upper] ? Casing::Lower : Casing::Upper;
    for (const Instruction& instruction : model.dockerfile.instructions) {
        const std::string_view word = model.sources.slice(instruction.keywordSpan);
        if (casingOf(word) == usual) continue;
        Finding& finding =
            findings.report(info, std::string(word), instruction.keywordSpan,
                            formatted("{} is written in another case than the rest", word));
        finding.message = "One case throughout the file is easier to read.";
    }
}

/// AS beside FROM, and the name behind it: names of stages are lower case for the builder, whatever
/// is written.
void checkStageName(const AuditModel& model, const Instruction& from, FindingSink& findings)
{
    if (from.words.size() != 3) return;
    const std::string_view keyword = model.sources.slice(from.keywordSpan);
    const Word& as = from.words[1];
    const Word& name = from.words[2];
    if (casingOf(keyword) != Casing::Mixed && casingOf(as.text) != casingOf(keyword)) {
        Finding& finding =
            findings.report(info, as.text, as.span,
                            formatted("{} is written in another case than {}", as.text, keyword));
        finding.message = "One case throughout the file is easier to read.";
    }
    if (std::ranges::any_of(name.text, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        Finding& finding =
            findings.report(info, name.text, name.span,
                            formatted("the stage name {} has capital letters", name.text));
        finding.message = "The builder compares names of stages without their case. In lower case "
                          "they are not taken for arguments or keywords.";
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    checkKeywords(context.model, findings);
    for (const Instruction& instruction : context.model.dockerfile.instructions)
        if (instruction.keyword == "FROM") checkStageName(context.model, instruction, findings);
}

} // namespace

Rule keywordCasing()
{
    return {info, check};
}

} // namespace pinwheel
