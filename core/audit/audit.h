#pragma once

#include "core/base/progress.h"
#include "core/build/audit_model.h"
#include "core/chains/chain.h"
#include "core/text/file_provider.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace pinwheel {

class Knowledge;
class PackageIndex;
class ResolutionMemory;

/// What is known before any fix is simulated: enough to mark the texts, at a part of the whole
/// audit's time.
struct JudgedFindings {
    SourceSet sources;
    std::vector<Finding> findings; ///< rated and named as in the audit, without fixes
};

/// The world outside, as far as one audit may see it.
struct AuditServices {
    FileProviderPtr files; ///< the audited folder (the build context)
    std::shared_ptr<const PackageIndex> index; ///< null: none at hand, versions stay unknown
    std::shared_ptr<const Knowledge> knowledge; ///< never null
    /// Kept from audit to audit of one session, it saves the resolutions that did not change; may
    /// be null.
    std::shared_ptr<ResolutionMemory> memory;
    /// Called with the rated findings of every audit, those of trials included, before they are
    /// counted: here the project's settings suppress or rate anew (core/settings). May be empty.
    std::function<void(std::vector<Finding>&, const SourceSet&)> policy;
    ProgressListener progress; ///< told what is being done; may be empty
    /// Told what was found before its fixes are simulated, where there are any to simulate; may be
    /// empty. Called on the auditing thread.
    std::function<void(JudgedFindings)> judged;
};

/// Counts of findings that are not suppressed, by level.
struct LevelCounts {
    std::uint32_t critical = 0;
    std::uint32_t high = 0;
    std::uint32_t medium = 0;
    std::uint32_t low = 0;

    friend bool operator==(const LevelCounts&, const LevelCounts&) = default;
};

/// How the fixes that the rules built fared.
struct FixTrials {
    std::size_t tried = 0; ///< simulated
    std::size_t withheld = 0; ///< of these: do not hold, and are not offered
    std::size_t notTried = 0; ///< behind the bound on simulations; not offered either

    friend bool operator==(const FixTrials&, const FixTrials&) = default;
};

/// The immutable result: everything that the window, the command line and the reports show.
struct Audit {
    AuditModel model;
    std::vector<Chain> chains;
    std::vector<Finding> findings; ///< worst first, then by place; fixes proven
    Level before = Level::Low; ///< overall: the worst level
    Level afterSafeFixes = Level::Low;
    LevelCounts counts;
    FixTrials fixTrials;
    std::optional<LevelCounts> countsAfterSafeFixes; ///< none where there are no safe fixes
    /// All safe fixes together, as `Apply all safe fixes` makes them; empty where there are none.
    std::optional<Fix> allSafeFixes;
    /// What the target stage ends with after `allSafeFixes`, as the simulation showed it; null
    /// where there is none.
    EnvironmentPtr environmentAfterFixes;
    /// What was left out because a bound was reached (core/base/limits.h), each a sentence without
    /// its full stop.
    std::vector<std::string> limitsReached;
    std::string indexDate; ///< "2026-11"; empty without an index
    std::string knowledgeDate;
    std::chrono::microseconds duration {0}; ///< for display alone; never part of a report
};

using AuditPtr = std::shared_ptr<const Audit>;

/// Audits one Dockerfile and what it installs. Pure: equal inputs and services give an equal audit
/// (but for `duration`). Fails when there is no Dockerfile to read, on bad options, and when
/// stopped.
[[nodiscard]] Result<AuditPtr> runAudit(const AuditOptions& options, const AuditServices& services,
                                        std::stop_token stop = {});

} // namespace pinwheel
