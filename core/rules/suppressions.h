#pragma once

#include "core/rules/rule.h"

namespace pinwheel {

/// One place that asks to leave findings out: `# pinwheel: ignore=PIN101,PIN102 reason` above a
/// line or at its end,
/// `# pinwheel: ignore-file=PIN101 reason`, hadolint's `# hadolint ignore=DL3008` (above) and `#
/// hadolint global ignore=…`, BuildKit's directive `# check=skip=Name;error=true`.
struct Suppression {
    std::vector<std::string> rules; ///< ids or other tools' ids; "all" for BuildKit's skip=all
    std::string reason;
    Span span; ///< the comment
    std::uint32_t firstLine = 0; ///< lines that it holds for, from 1; 0 = the whole file
    std::uint32_t lastLine = 0;
    bool isCheckDirective =
        false; ///< BuildKit's `# check=`: it names that builder's checks, and never ends of a build
    bool ours = true; ///< false for other tools' comments: unused ones are not reported
    bool used = false;
};

/// Every suppression in the project's files.
[[nodiscard]] std::vector<Suppression> readSuppressions(const AuditModel& model);

/// Marks the findings that a suppression names, and notes which suppressions were used.
void applySuppressions(std::vector<Finding>& findings, std::vector<Suppression>& suppressions,
                       const AuditModel& model);

/// Which suppression of a rule holds for a place: its number from 1 on, 0 for none. A rule that
/// says several places in one finding keeps those that are ignored apart from the others.
[[nodiscard]] std::size_t suppressionAt(const std::vector<Suppression>& suppressions,
                                        const AuditModel& model, std::string_view ruleId,
                                        Span place);

} // namespace pinwheel
