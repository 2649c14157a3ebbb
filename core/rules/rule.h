#pragma once

#include "core/build/audit_model.h"
#include "core/chains/chain.h"

#include <string_view>
#include <vector>

namespace pinwheel {

class Knowledge;

/// When a rule speaks: `default` is few and proven, `strict` more, `all` everything.
enum class Profile { Default, Strict, All };

/// What is fixed about a rule. Its page is resources/rules/<id>.md.
struct RuleInfo {
    std::string_view id; ///< "PIN101"; never reused
    std::string_view name; ///< "replaced-build"
    std::string_view summary; ///< one sentence
    std::string_view
        family; ///< "duplicates", "pip-flags", "index", "resolution", "compatibility", "hygiene"
    Impact impact = Impact::Low; ///< of the usual case; a finding may say another
    Profile profile = Profile::Default;
    std::vector<std::string_view> aliases; ///< other tools' ids: "DL3042"
};

/// Everything a rule may look at: facts that were computed before any rule runs. Rules never parse
/// text.
struct RuleContext {
    const AuditModel& model;
    const std::vector<Chain>& chains;
    const Knowledge& knowledge;
};

/// Takes the findings of one rule. `report` fills id, rule and the usual impact.
class FindingSink
{
public:
    /// A new finding; the reference is valid until the next report.
    Finding& report(const RuleInfo& rule, std::string subject, Span span, std::string title);
    [[nodiscard]] std::vector<Finding> take();

private:
    std::vector<Finding> m_findings;
};

struct Rule {
    RuleInfo info;
    void (*check)(const RuleContext&, FindingSink&) = nullptr;
};

/// The visible table of all rules, in the order of their ids (rules.def).
[[nodiscard]] const std::vector<Rule>& allRules();
/// The rule of an id or of another tool's alias; null where there is none.
[[nodiscard]] const Rule* findRule(std::string_view id);

} // namespace pinwheel
