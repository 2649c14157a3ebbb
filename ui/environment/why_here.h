#pragma once

#include "core/audit/audit.h"

#include <QString>

#include <optional>
#include <vector>

namespace pinwheel {

/// One step of the way from an installed package to the line that asked for it.
struct WhyStep {
    QString words; ///< "jinja2 3.1.4", "requirements.txt:3"
    std::optional<Span> span; ///< of the line; set on the last step where there is one

    friend bool operator==(const WhyStep&, const WhyStep&) = default;
};

/// Why a package stands in an environment: the package, the packages that require it, one after the
/// other by the shortest way, and the line that asked for the last of them, or who brought it where
/// no line did. Empty where the package is not there.
[[nodiscard]] std::vector<WhyStep> whyHere(const Audit& audit, const Environment& environment,
                                           const std::string& package);

/// The environment of that name as it stands after a layer; the last one for layer 0. Null where
/// there is none.
[[nodiscard]] EnvironmentPtr environmentAfter(const Audit& audit, const QString& name,
                                              std::uint32_t layer);

} // namespace pinwheel
