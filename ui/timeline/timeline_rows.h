#pragma once

#include "core/audit/audit.h"

#include <QString>

#include <optional>
#include <vector>

namespace pinwheel {

/// One layer of the build as the timeline shows it.
struct TimelineCard {
    std::uint32_t layer = 0;
    std::uint32_t line = 0;
    std::uint32_t stage = 0;
    QString stageName; ///< set on the first card of a stage, where there are several
    QString tool;
    QString title;
    QString subtitle;
    std::optional<Level> worst; ///< of the findings that stand in the layer
    int findings = 0;
    bool inTarget = true;

    friend bool operator==(const TimelineCard&, const TimelineCard&) = default;
};

/// A layer that changes one package.
struct LanePoint {
    int card = 0; ///< index into the cards
    QString label; ///< "2.5.1 · default index", "1.26.4 reinstalled"
    std::optional<Level> worst; ///< of the findings about the package in that layer
    bool removed = false;

    friend bool operator==(const LanePoint&, const LanePoint&) = default;
};

/// One package along the build.
struct Lane {
    QString name; ///< normalized
    QString displayName;
    std::vector<LanePoint> points; ///< by card
    std::optional<Level> worst;

    friend bool operator==(const Lane&, const Lane&) = default;
};

[[nodiscard]] std::vector<TimelineCard> timelineCards(const Audit& audit);
/// Packages that more than one layer touches, and pinned ones; those first about which the findings
/// say most.
[[nodiscard]] std::vector<Lane> timelineLanes(const Audit& audit,
                                              const std::vector<TimelineCard>& cards);

} // namespace pinwheel
