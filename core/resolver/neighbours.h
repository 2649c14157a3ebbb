#pragma once

// What a release whose requirements are not recorded, or by name alone, is taken to require: what
// the recorded releases next to it do. Whatever rests on it is likely at most. Both answers are
// worked out once and kept with the project, so that a resolution costs no parsing of what an
// earlier one has asked.

#include "core/resolver/workspace.h"

namespace pinwheel::resolver {

/// The release `recorded` of a group. Where the names alone of its requirements are recorded: with
/// the lower bounds of the recorded release before it. `recorded` itself where there are none.
[[nodiscard]] ReleaseFacts& withBorrowedBounds(Workspace& workspace, ProjectData& project,
                                               std::uint32_t group, ReleaseFacts& recorded,
                                               const PackageIndex& index);

/// The requirements that the nearest recorded releases before and after a version share (of one,
/// where it is of the same series); null where there are none.
[[nodiscard]] ReleaseFacts* borrowedFacts(Workspace& workspace, ProjectData& project,
                                          const Version& version, const PackageIndex& index);

} // namespace pinwheel::resolver
