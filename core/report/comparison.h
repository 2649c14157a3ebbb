#pragma once

// Audits against earlier ones: by the fingerprints of their findings, as the JSON report holds
// them.

#include "core/audit/audit.h"
#include "core/report/json_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Reads the text of a JSON report; `name` is for errors. Malformed where it is none, or one of
/// another schema version.
[[nodiscard]] Result<OrderedJson> parseReport(std::string_view bytes, const std::string& name);
/// Reads a JSON report from a file. Malformed where it is none, or one of another schema version.
[[nodiscard]] Result<OrderedJson> readReport(const std::string& path);

/// The audit with every finding that the report of `baseline` holds suppressed; levels are counted
/// anew. The risk after fixes is not lifted above the one before.
[[nodiscard]] Result<AuditPtr> withoutKnown(const Audit& audit, const std::string& baseline);

/// One finding of two reports that is not the same in both.
struct FindingChange {
    enum class Kind {
        New,
        Fixed,
        Changed, ///< level, grade, title, message or evidence differ
        FactChanged, ///< it differs, and so does a fact that it cites
    };
    Kind kind = Kind::Changed;
    OrderedJson before; ///< null for New
    OrderedJson after; ///< null for Fixed
    std::vector<std::string> differences; ///< "level: high → medium"

    /// Whether things got worse: a new finding, or a higher level.
    [[nodiscard]] bool isWorse() const;
};

/// What differs between two reports, new findings first, each kind worst first.
[[nodiscard]] std::vector<FindingChange> compareReports(const OrderedJson& before,
                                                        const OrderedJson& after);

} // namespace pinwheel
