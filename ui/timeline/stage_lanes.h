#pragma once

#include "ui/timeline/timeline_rows.h"

namespace pinwheel {

/// One stage of the Dockerfile along the timeline.
struct StageLane {
    std::uint32_t stage = 0;
    QString name; ///< "builder", "stage 0"
    QString base; ///< "python:3.11-slim", or the stage it starts from
    int firstCard = -1; ///< -1: no layer of it matters
    int lastCard = -1;
    bool inTarget = true; ///< false: the build skips it
    std::optional<Level> worst;

    friend bool operator==(const StageLane&, const StageLane&) = default;
};

/// What one stage takes from another: its image (FROM), or files (COPY --from, RUN --mount=from=).
struct StageArrow {
    enum class Kind { From, Copy };
    Kind kind = Kind::Copy;
    int from = 0; ///< index into the lanes
    int to = 0;
    int card = 0; ///< the card that takes it
    bool inTarget = true;

    friend bool operator==(const StageArrow&, const StageArrow&) = default;
};

struct StageLanes {
    std::vector<StageLane> lanes; ///< empty where there is one stage
    std::vector<StageArrow> arrows;
};

/// The stages of a build with several, in the order of the file, and what they take from each
/// other.
[[nodiscard]] StageLanes stageLanes(const Audit& audit, const std::vector<TimelineCard>& cards);

} // namespace pinwheel
