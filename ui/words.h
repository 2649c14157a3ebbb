#pragma once

#include "core/build/decision.h"
#include "core/chains/chain.h"
#include "core/findings/finding.h"
#include "core/text/source_set.h"

#include <QString>

namespace pinwheel {

/// Words of the audit in the user's language, as the window shows them. Capital first letter unless
/// said otherwise.
[[nodiscard]] QString levelWord(Level level);
[[nodiscard]] QString levelWordUpper(Level level); ///< "CRITICAL"
[[nodiscard]] QString probabilityWord(Probability probability);
[[nodiscard]] QString impactWord(Impact impact);
[[nodiscard]] QString priorityWordUpper(Priority priority); ///< "IMMEDIATE"
[[nodiscard]] QString gradeWord(Grade grade);
[[nodiscard]] QString applicabilityWord(Applicability applicability);
[[nodiscard]] QString decisionWord(DecisionKind kind);
[[nodiscard]] QString linkStateWord(LinkState state);

/// "Dockerfile:61".
[[nodiscard]] QString placeText(const SourceSet& sources, Span span);

} // namespace pinwheel
