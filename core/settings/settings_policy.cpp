#include "core/base/format.h"
#include "core/dockerfile/dockerignore.h"
#include "core/risk/rate_risk.h"
#include "core/settings/project_settings.h"

namespace pinwheel {
namespace {

bool holds(const IgnoreRule& ignore, const Finding& finding, const SourceSet& sources,
           const std::string& today)
{
    // Dates of the form 2027-01-31 sort as text.
    if (!ignore.expires.empty() && ignore.expires < today) return false;
    if (ignore.rule != "*" && ignore.rule != finding.rule) return false;
    if (!ignore.subject.empty() && ignore.subject != finding.subject) return false;
    if (ignore.path.empty()) return true;
    const bool known = finding.span.file.index() < sources.size();
    return known && matchesIgnorePattern(ignore.path, sources.text(finding.span.file).path());
}

} // namespace

std::function<void(std::vector<Finding>&, const SourceSet&)>
policyOf(const ProjectSettings& settings, std::string today)
{
    return [ignores = settings.ignores, levels = settings.levels,
            day = std::move(today)](std::vector<Finding>& findings, const SourceSet& sources) {
        for (Finding& finding : findings) {
            if (const auto level = levels.find(finding.rule); level != levels.end()) {
                if (const auto set = levelFromText(level->second.text())) {
                    finding.level = *set;
                    finding.priority = priorityOf(*set, finding.probability);
                } else if (!finding.suppressedBy) {
                    finding.suppressedBy = formatted("the rule is off ({})", level->second.origin);
                }
            }
            for (const IgnoreRule& ignore : ignores)
                if (!finding.suppressedBy && holds(ignore, finding, sources, day))
                    finding.suppressedBy = formatted("{} ({})", ignore.reason, ignore.origin);
        }
    };
}

} // namespace pinwheel
