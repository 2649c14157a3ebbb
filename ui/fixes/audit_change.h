#pragma once

#include "ui/risk/heat_map.h"

#include <QStringList>

namespace pinwheel {

/// What is different after a change: two audits beside each other.
struct AuditChange {
    Level before = Level::Low;
    Level after = Level::Low;
    RiskCells cellsBefore;
    RiskCells cellsAfter;
    QStringList environment; ///< "torch 2.5.1 (default index) → 2.5.1+cu124 (cu124)"; what the
                             ///< target ends with
    QStringList gone; ///< titles of findings
    QStringList come;
};

[[nodiscard]] AuditChange auditChange(const Audit& before, const Audit& after);

/// The change in words and two small matrices, as rich text.
[[nodiscard]] QString auditChangeHtml(const AuditChange& change);

} // namespace pinwheel
