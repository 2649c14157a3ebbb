#pragma once

// From the resolver's answer to decisions and the next environment. Internal to core/build.

#include "core/build/trace.h"
#include "core/resolver/pip_install.h"

#include <span>

namespace pinwheel {

/// The place behind RootRequirement::origin.
struct RootOrigin {
    Span span;
    bool constraint = false;
    std::string name; ///< normalized; empty for what names no project
};

/// What the answer of the resolver means for one install command.
struct PipOutcomeContext {
    const PipInstallRequest& request;
    std::span<const RootOrigin> origins;
    const Environment& before;
    std::string installer; ///< "pip", "uv"
    std::uint32_t layer = 0;
    bool distributionPip = false; ///< pip is the one that the Linux distribution packages
};

/// Fills decisions, notes and failure of the step, and `after` with what the command leaves.
void applyPipResult(InstallStep& step, const PipInstallResult& result,
                    const PipOutcomeContext& context, Environment& after);

/// Why pip cannot replace a distribution that is there; none where it can.
/// Source: pip, UninstallPathSet.from_dist.
struct UninstallRefusal {
    std::string kind; ///< "cannot-uninstall"
    std::string message; ///< in pip's words
    Grade grade = Grade::Certain;
};
[[nodiscard]] std::optional<UninstallRefusal> uninstallRefusal(const InstalledDistribution& present,
                                                               bool distributionPip);

} // namespace pinwheel
