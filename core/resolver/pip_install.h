#pragma once

// What one `pip install` decides: the question and the answer. The search behind it is resolvelib's
// with pip 25.1's provider: resolution.cpp is the search, pip_provider.cpp what pip answers to it,
// candidates.cpp the choice of files.

#include "core/findings/finding.h"
#include "core/index/package_index.h"
#include "core/resolver/pip_target.h"

#include <functional>
#include <set>
#include <stop_token>

namespace pinwheel {

/// One requirement or constraint that the command names, in pip's order: arguments, then -r files
/// in their order (constraints of -c files stand before all, as pip reads them).
struct RootRequirement {
    std::string text; ///< PEP 508 without per-requirement options, or a URL or path
    bool constraint = false;
    bool editable = false; ///< -e
    std::vector<std::string> hashes; ///< --hash, "sha256:…"
    std::uint32_t origin =
        0; ///< the caller's own number for it (a span, a line); comes back in answers
};

/// One distribution that is in the environment before the command.
struct PresentDistribution {
    std::string name;
    std::string version; ///< "" = not known; then every specifier may be satisfied by it
    std::string range; ///< of a version that is not known: what it satisfies for certain, "<2"
    std::vector<std::string> requiresDist; ///< PEP 508
    std::vector<std::string> extras; ///< Provides-Extra
    bool requirementsKnown = true; ///< false: requiresDist is not the whole list
    std::string index; ///< label of where it came from, for sentences
    bool editable = false;
    Grade grade = Grade::Certain; ///< how sure it is that this version is there
};

enum class UpgradeStrategy { ToSatisfyOnly, OnlyIfNeeded, Eager };

/// --no-binary and --only-binary as they stand after all options: normalized names, ":all:" for
/// all.
struct FormatControl {
    std::set<std::string, std::less<>> noBinary;
    std::set<std::string, std::less<>> onlyBinary;

    [[nodiscard]] bool allowsWheels(std::string_view name) const;
    [[nodiscard]] bool allowsSdists(std::string_view name) const;
};

/// One `pip install`, fully spelled out.
struct PipInstallRequest {
    PipTargetPtr target;
    /// In pip's order: the index, then the extra indexes. Empty with --no-index.
    std::vector<IndexSource> indexes;
    std::vector<IndexSource> findLinks;
    std::vector<RootRequirement> requirements; ///< requirements and constraints
    std::vector<PresentDistribution> installed;
    UpgradeStrategy strategy = UpgradeStrategy::ToSatisfyOnly; ///< without --upgrade: ToSatisfyOnly
    bool ignoreInstalled = false; ///< --ignore-installed; also what --target implies
    bool forceReinstall = false;
    bool noDependencies = false;
    bool preReleases = false;
    bool preferBinary = false;
    bool ignoreRequiresPython = false;
    bool requireHashes = false;
    FormatControl formats;
    int maximumRounds = 0; ///< 0: limits::resolverRounds
};

/// What pip does with one distribution.
enum class PinAction { Keep, Install, Upgrade, Downgrade, Reinstall, ReplaceBuild };
[[nodiscard]] std::string_view toText(PinAction action); ///< "keep", "replace the build"

/// Who asks for a distribution.
struct Asker {
    std::optional<std::uint32_t> origin; ///< RootRequirement::origin where the command names it
    std::string parent; ///< else the normalized name of the distribution that requires it
    std::string parentVersion;
    std::string requirement; ///< "blinker>=1.9"

    friend bool operator==(const Asker&, const Asker&) = default;
};

/// One distribution of the outcome.
struct Pin {
    std::string name; ///< normalized
    std::string version; ///< "2.5.1+cu124"; "" where it is not known
    std::string range; ///< all specifiers on it, joined: ">=1.24.0,<2.0.0"
    std::vector<std::string> extras;
    PinAction action = PinAction::Install;
    std::string before; ///< version present before; "" = none
    std::string beforeIndex;
    std::string index; ///< label; for a kept one where it came from
    std::string filename; ///< "" where kept or not known
    std::string url;
    std::vector<std::string>
        hashes; ///< of the file, "sha256:…"; empty where the index records none
    bool yanked = false;
    bool isSdist = false; ///< pip would have to build it
    bool hasOtherWheels =
        false; ///< of a source distribution: the release has wheels, for other Pythons or platforms
    bool leavesStaleMetadata =
        false; ///< --ignore-installed over another version: the old .dist-info stays
    Grade grade = Grade::Certain;
    std::vector<std::string> unknowns; ///< why the grade is below certain, in words
    std::vector<Asker> askedBy; ///< requirements that name it, the command's first
    std::vector<std::uint32_t> constrainedBy; ///< origins of constraints on it
    std::vector<std::string> requiresDist; ///< of the chosen release
    std::vector<std::string> providedExtras;
    bool requirementsKnown = true;
    std::string reason; ///< "kept, because 2.5.1+cu124 satisfies ==2.5.1"

    friend bool operator==(const Pin&, const Pin&) = default;
};

/// Why there is no answer.
struct PipFailure {
    enum class Kind {
        NoMatch, ///< "No matching distribution found for …"
        Conflict, ///< ResolutionImpossible
        RequiresPython, ///< "Package … requires a different Python"
        TooDeep, ///< the bound on rounds was reached
        Cancelled,
        BadRequirement, ///< a requirement or constraint that pip refuses
        PipBreaks, ///< a bug of pip's: it ends with a RecursionError or an AssertionError after
                   ///< going back
        HashesMissing, ///< --require-hashes and a requirement without a pin or a hash
    };
    Kind kind = Kind::Conflict;
    std::string message; ///< one line as pip words it
    struct Cause {
        std::string requirement; ///< "numpy<2"
        std::string parent; ///< normalized name; "" = the command asks
        std::string parentVersion;
        std::optional<std::uint32_t> origin; ///< where the command asks
        friend bool operator==(const Cause&, const Cause&) = default;
    };
    std::vector<Cause> causes;
    std::vector<std::uint32_t> constraints; ///< origins of constraints on the names of the causes
    std::string derivation; ///< how it arises, in sentences
    /// Certain where every index that was asked is known whole for the projects in the causes.
    Grade grade = Grade::Certain;
};
[[nodiscard]] std::string_view toText(PipFailure::Kind kind); ///< "no-match", "conflict", …

/// Something that the index data lacks and that could change the answer.
struct MissingFact {
    enum class Kind { Project, Requirements, Release, NewerRelease, Index, Installed };
    Kind kind = Kind::Project;
    std::string project; ///< normalized
    std::string version; ///< where it is about one release
    std::string text; ///< in a sentence

    friend bool operator==(const MissingFact&, const MissingFact&) = default;
};

struct PipInstallResult {
    std::vector<Pin> pins; ///< sorted by name; empty on failure
    std::optional<PipFailure> failure;
    std::vector<MissingFact> missing;
    int rounds = 0;
    int backjumps = 0;

    [[nodiscard]] bool succeeded() const { return !failure; }
    [[nodiscard]] const Pin* find(std::string_view name) const;
};

/// Told after every round: how many names are pinned, of how many known by now.
using ResolveProgress = std::function<void(int pinned, int known)>;

/// Decides what pip 25.1 would install. Cancelled at any round through `stop`.
[[nodiscard]] PipInstallResult resolvePipInstall(const PipInstallRequest& request,
                                                 const PackageIndex& index,
                                                 std::stop_token stop = {},
                                                 const ResolveProgress& progress = {});

} // namespace pinwheel
