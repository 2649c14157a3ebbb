#pragma once

#include <functional>
#include <string>

namespace pinwheel {

/// What an audit under way is doing, for whoever waits for it.
struct Progress {
    enum class What {
        Resolving, ///< `done` of the `total` projects known so far are pinned
        AskingIndex, ///< for the pages of `total` projects; how many have come is not told
    };
    What what = What::Resolving;
    int done = 0;
    int total = 0;
    std::string project; ///< the one that is asked for, where it is one

    friend bool operator==(const Progress&, const Progress&) = default;
};

/// Called on the auditing thread.
using ProgressListener = std::function<void(const Progress&)>;

/// "resolving 14 of 37", "asking for six", "asking for 14 pages".
[[nodiscard]] std::string toText(const Progress& progress);

} // namespace pinwheel
