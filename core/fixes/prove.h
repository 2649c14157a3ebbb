#pragma once

// A fix is offered only when its outcome was seen: the patched texts are audited by the same
// function that audits everything else, and the two results are compared. Fixes that do not remove
// their finding, that raise a new finding of medium level or above, or that lift the overall level
// are withheld.

#include "core/build/audit_model.h"
#include "core/findings/finding.h"

#include <functional>
#include <map>
#include <stop_token>

namespace pinwheel {

/// What an audit of patched texts tells, as far as a fix is judged by it.
struct TrialAudit {
    SourceSet sources; ///< the texts that the findings and their fixes point into
    std::vector<Finding> findings; ///< rated, fixes not proven; suppressed ones included
    Level overall = Level::Low;
    EnvironmentPtr
        environment; ///< the environment that the target stage ends with; null where there is none
    std::size_t failedInstalls = 0; ///< install commands that end with an error
};

/// Audits the project with some files replaced: path to text. Fails when stopped.
using TrialFunction =
    std::function<Result<TrialAudit>(const std::map<std::string, std::string>& patched)>;

/// The texts that a set of edits changes: path to text after the edits. Fails with Unsupported when
/// an edit names a text that is no file of the project (one that the build writes).
[[nodiscard]] Result<std::map<std::string, std::string>> patchedTexts(const SourceSet& sources,
                                                                      const EditSet& edits);

/// One unified diff over all files that the edits change, paths relative to the audited folder.
[[nodiscard]] std::string unifiedDiffOf(const SourceSet& sources, const EditSet& edits);

/// Tries every fix of every finding and keeps those that hold, with their outcome.
/// @return how many fixes were tried
std::size_t proveFixes(std::vector<Finding>& findings, const SourceSet& sources,
                       const TrialAudit& before, const TrialFunction& trial, std::stop_token stop);

/// What a set of edits does, as two audits show it.
[[nodiscard]] Fix::Outcome outcomeOf(const TrialAudit& before, const TrialAudit& after,
                                     const SourceSet& sources, const EditSet& edits);

/// Which fixes are wanted together.
struct FixSelection {
    /// Asked for every proven fix of every round; of one finding the first wanted fix that holds is
    /// taken.
    std::function<bool(const Finding&, const Fix&)> wants;
    /// Rounds: the second one sees the texts that the first one left, with the fixes that show up
    /// there.
    int rounds = 1;
    std::string title; ///< of the whole, as undo and lists name it
    std::string reason;
};

/// Fixes that go together as one.
struct ComposedFix {
    Fix fix; ///< without edits where none holds
    EnvironmentPtr environment; ///< what the target stage then ends with
    std::vector<Finding> findings; ///< of the audit of the fixed texts
    std::vector<std::string>
        left; ///< wanted, but overlapping another or not holding beside it: titles
};

/// Takes the wanted fixes worst finding first, each re-audited on top of those before it. None when
/// stopped.
[[nodiscard]] std::optional<ComposedFix>
composeFixes(const std::vector<Finding>& findings, const SourceSet& sources,
             const TrialAudit& before, const TrialFunction& trial, const FixSelection& selection,
             std::stop_token stop);

/// All safe fixes, repeated on the result until no safe fix is left, at most ten rounds.
[[nodiscard]] FixSelection allSafeFixesSelection();

} // namespace pinwheel
