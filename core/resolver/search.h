#pragma once

// The things that the search moves about: requirements, candidates, criteria, states. They are
// numbers into tables that live as long as one resolution; a state can so be copied in each round,
// as resolvelib does.

#include "core/resolver/shared_array.h"
#include "core/resolver/workspace.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pinwheel::resolver {

struct LocalKind;
struct RequirementKind;
struct CandidateKind;
struct CauseKind;
/// An identifier within one resolution, counted from 0 in the order of appearance.
using LocalId = Id<LocalKind>;
using RequirementId = Id<RequirementKind>;
using CandidateId = Id<CandidateKind>;
/// One "this requirement, from that candidate" (resolvelib: RequirementInformation).
using CauseId = Id<CauseKind>;

inline constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
inline constexpr CandidateId noCandidate {nothing};

/// Something that a candidate must fulfil. Source: pip, resolution/resolvelib/requirements.py.
struct SearchRequirement {
    enum class Kind {
        Specifier, ///< a project with extras and version bounds
        Explicit, ///< this one candidate
        Python, ///< Requires-Python
        Unsatisfiable,
    };
    Kind kind = Kind::Specifier;
    LocalId identifier;
    RequirementFacts* facts = nullptr; ///< Specifier
    CandidateId candidate = noCandidate; ///< Explicit
    PythonRange* python = nullptr; ///< Python
    std::uint32_t root =
        nothing; ///< index into PipInstallRequest::requirements where the command asks
    const std::vector<std::string>* hashes = nullptr;
};

/// Something that may be chosen. Source: pip, resolution/resolvelib/candidates.py.
struct SearchCandidate {
    enum class Kind {
        File, ///< a file of an index
        Assumed, ///< a recorded release without a recorded file that fits
        Placeholder, ///< a project of which nothing, or no fitting release, is recorded
        Installed,
        Extras, ///< another candidate with extras
        Python, ///< the interpreter
        Direct, ///< a URL, a path, an editable
    };
    Kind kind = Kind::File;
    LocalId identifier;
    LocalId project;
    const Version* version = nullptr; ///< null: not known, fulfils every bound
    std::uint32_t file = nothing; ///< File: index into ProjectData::files
    std::uint32_t group = nothing; ///< File, Assumed: index into ProjectData::groups
    std::uint32_t installed = nothing; ///< Installed: index into PipInstallRequest::installed
    std::uint32_t root = nothing; ///< Direct: index into PipInstallRequest::requirements
    CandidateId base = noCandidate; ///< Extras
    std::vector<std::string> extras; ///< Extras: normalized, sorted
    ReleaseFacts* facts = nullptr; ///< null: no metadata
    bool hasDependencies = false; ///< whether `dependencies` is filled
    std::vector<RequirementId> dependencies;
};

struct Cause {
    RequirementId requirement;
    CandidateId parent = noCandidate; ///< none: the command asks
};

/// All candidates for one identifier under given requirements, produced one by one when asked for.
/// Source: pip, found_candidates.py.
struct Matches {
    std::uint32_t users = 0;
    LocalId identifier;
    std::vector<const SpecifierSet*> bounds; ///< of requirements and constraints, each once
    std::vector<std::string> hashes; ///< allowed ones; empty: any
    bool hasHashes = false;
    /// Whether candidates carry the identifier's extras. They do not where only the project itself
    /// is still asked for: pip then gives the plain candidate under the name with extras.
    bool hasExtras = false;
    bool isPinned = false;
    bool hasArbitrary = false; ///< some bound has `===`
    enum class Prereleases { Never, WhenNothingElse, Always } prereleases = Prereleases::Never;
    bool prefersInstalled = false;
    CandidateId installed = noCandidate; ///< base candidate's or the one with extras
    std::vector<CandidateId> incompatible;
    bool isExplicit = false; ///< only `candidates` may be chosen
    std::vector<CandidateId> candidates;
    std::uint32_t templateRoot =
        nothing; ///< root of the first requirement (--require-hashes looks at it)
    std::int8_t allYanked = -1; ///< of those that fit; -1 not yet looked at
    /// Releases in their order of preference, where that is not simply by version (--prefer-binary,
    /// hashes): indices of groups and of the entry in the group's choice.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ordered;
    bool isOrdered = false;
};

/// How far a walk over Matches has come.
struct MatchCursor {
    std::size_t position = 0; ///< next group, or next of `ordered`, or next of `candidates`
    bool gaveInstalled = false;
    bool gaveInstalledHere = false; ///< just before the release at `position`
    bool gaveRelease = false;
    bool ended = false;
};

/// Everything that is known about one identifier at one time. Source: resolvelib,
/// resolvers/criterion.py.
struct Criterion {
    std::uint32_t users = 0;
    Counted<Matches> matches;
    std::vector<CauseId> information;
    std::vector<CandidateId> incompatible;

    CandidateId checkedPin = noCandidate; ///< the pin for which `isSatisfied` was found
    bool isSatisfied = false;
    /// What get_preference looks at; bit 0 not direct, 1 … see PipProvider::preference.
    std::int8_t preference = -1;
};
using CriterionPtr = Counted<Criterion>;

/// One round's state. Source: resolvelib, structs.py, State.
struct State {
    struct Pinned {
        LocalId name;
        CandidateId candidate = noCandidate;
    };
    SharedArray<Pinned> mapping; ///< pins, the last one last
    SharedArray<CandidateId> pins; ///< by LocalId; noCandidate where there is none
    SharedArray<CriterionPtr> criteria; ///< by LocalId; null where there is none
    SharedArray<LocalId> order; ///< identifiers with a criterion, in order of appearance
    std::vector<CauseId> backtrackCauses;
};

} // namespace pinwheel::resolver
