#pragma once

// The requirements file that a lock is exported to. Internal to core/build.

#include "core/build/install_effects.h"

namespace pinwheel {

/// What `poetry export`, `uv export`, `pdm export` and `pipenv requirements` print.
struct ExportedRequirements {
    std::string text;
    std::vector<WrittenPiece> pieces; ///< names, as the lock file spells them
};

/// @return unknown for another format, and where the lock file or a word of the command is not
/// known
[[nodiscard]] Known<ExportedRequirements> exportedRequirements(InstallContext& context,
                                                               const InstallCommand& command);

} // namespace pinwheel
