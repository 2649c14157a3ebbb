#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <string>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN413",
    .name = "hashes-dropped",
    .summary = "A lock file is exported without its hashes, so the install does not check what it "
               "downloads.",
    .family = "resolution",
    .impact = Impact::Low,
};

void check(const RuleContext& context, FindingSink& findings)
{
    for (const RunCommand& command : context.model.trace.commands) {
        const auto has = [&](const char* word) {
            return std::ranges::find(command.words, word) != command.words.end();
        };
        if (!has("export") || (!has("--without-hashes") && !has("--no-hashes"))) continue;
        Finding& finding = findings.report(info, "hashes", command.span,
                                           "the hashes of the lock file are dropped");
        finding.message = "The lock file holds a hash of every file. With them in the exported "
                          "list pip refuses a file that is not the one that was locked; without "
                          "them it takes what the index serves under that version.";
    }
}

} // namespace

Rule hashesDropped()
{
    return {info, check};
}

} // namespace pinwheel
