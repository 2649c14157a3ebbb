#pragma once

#include "core/base/result.h"
#include "core/resolver/pip_install.h"

#include <string>
#include <vector>

namespace pinwheel {

/// One `pip install` on the command line of `pinwheel simulate -- pip install …`.
struct PipQuestion {
    std::vector<std::string> words; ///< "pip", "install", …
    std::string
        installedFile; ///< of `pip inspect` or `pip list --format json`; "" = an empty environment
    std::string python; ///< "3.12"; "" = what the file says, else the program's default
    std::string architecture; ///< as `uname -m` says it
};

struct PipQuestionAnswer {
    PipInstallRequest request;
    PipInstallResult result;
};

/// Asks what pip would do. Requirement files are read from the present folder. Fails where the
/// words are no `pip install`, where pip refuses them, and for files that cannot be read.
[[nodiscard]] Result<PipQuestionAnswer> answerPipQuestion(const PipQuestion& question,
                                                          const PackageIndex& index);

/// The decisions as a table, one line each with its reason; the failure where there is one.
[[nodiscard]] std::string tableOf(const PipQuestionAnswer& answer);

} // namespace pinwheel
