#pragma once

#include "core/base/result.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pinwheel {

/// One distribution as pip tells of it.
struct ActualDistribution {
    std::string version;
    std::vector<std::string> requiresDist;
    std::vector<std::string> extras; ///< Provides-Extra, normalized
    bool requirementsKnown = false; ///< `pip list` does not tell them
};

/// A real environment, or what one real command installs.
struct ActualEnvironment {
    bool isReport = false; ///< of one install command rather than of a whole environment
    std::string python; ///< "3.12"; "" where the file does not say
    std::map<std::string, ActualDistribution> distributions; ///< by normalized name
    std::string command; ///< that `pinwheel simulate` predicted; "" for what pip wrote
    std::set<std::string>
        undetermined; ///< there, in some version that the prediction does not tell
};

/// Reads what `pip install --report`, `pip inspect` or `pip list --format json` wrote; the error
/// names the file.
[[nodiscard]] Result<ActualEnvironment> readActualEnvironment(const std::string& file);

/// The same, and one for each command of what `pinwheel simulate PATH --format json` wrote.
[[nodiscard]] Result<std::vector<ActualEnvironment>>
readActualEnvironments(const std::string& file);

} // namespace pinwheel
