#include "core/rules/all_rules.h"

#include <algorithm>

namespace pinwheel {

const std::vector<Rule>& allRules()
{
    static const std::vector<Rule> rules {
#define RULE(FUNCTION, FILE) FUNCTION(),
#include "core/rules/rules.def"
#undef RULE
    };
    return rules;
}

const Rule* findRule(std::string_view id)
{
    for (const Rule& rule : allRules())
        if (rule.info.id == id || rule.info.name == id
            || std::ranges::find(rule.info.aliases, id) != rule.info.aliases.end())
            return &rule;
    return nullptr;
}

Finding& FindingSink::report(const RuleInfo& rule, std::string subject, Span span,
                             std::string title)
{
    Finding finding;
    finding.rule = rule.id;
    finding.id = std::string(rule.id) + "-" + subject;
    finding.subject = std::move(subject);
    finding.title = std::move(title);
    finding.span = span;
    finding.impact = rule.impact;
    m_findings.push_back(std::move(finding));
    return m_findings.back();
}

std::vector<Finding> FindingSink::take()
{
    return std::move(m_findings);
}

} // namespace pinwheel
