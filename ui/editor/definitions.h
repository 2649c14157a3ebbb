#pragma once

#include "core/audit/audit.h"

#include <optional>

namespace pinwheel {

/// Where what stands at a place is defined: the file of `-r` or COPY, the ARG or ENV of a variable,
/// the FROM of a stage, the next place that names the package (the first one after the last). None
/// where nothing there is defined elsewhere in the opened texts.
[[nodiscard]] std::optional<Span> definitionAt(const Audit& audit, Span place);

/// The word that gives the variable used at a place of the Dockerfile its value; none where no
/// variable is used.
[[nodiscard]] std::optional<Span> variableAt(const Audit& audit, Span place);

} // namespace pinwheel
