#pragma once

#include "core/audit/audit.h"
#include "ui/editor/completions.h"

#include <QString>

namespace pinwheel {

/// What an option of an install command does in this build, counted from its command's decisions:
/// one sentence for the option, one for the command. Empty where no option stands at the place.
[[nodiscard]] QString optionCard(const Audit& audit, Span place);

/// Where the variable at a place gets its value: the line of its ARG or ENV, or the build argument
/// that was chosen. Empty where no variable is used there.
[[nodiscard]] QString variableCard(const Audit& audit, Span place);

/// What the shipped index data lists for the package at a place. Empty where no package is
/// mentioned.
[[nodiscard]] QString indexCard(const Audit& audit, Span place, const IndexLookup& index);

} // namespace pinwheel
