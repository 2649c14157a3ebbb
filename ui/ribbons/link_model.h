#pragma once

#include "core/audit/audit.h"

#include <QString>

#include <vector>

namespace pinwheel {

/// Two places of one finding in two texts.
struct Link {
    Span left;
    Span right;
    QString findingId;
    Level level = Level::Low;

    friend bool operator==(const Link&, const Link&) = default;
};

/// Links of all findings between two texts, mildest first so that the worst is painted on top.
/// Places on following lines are one end; a finding with several groups of places on both sides is
/// linked from its first ones.
[[nodiscard]] std::vector<Link> linksBetween(const Audit& audit, FileId left, FileId right);

} // namespace pinwheel
