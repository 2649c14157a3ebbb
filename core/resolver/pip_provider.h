#pragma once

// pip's side of the search: what requirements and candidates are, which candidates there are and in
// which order, what they depend on. Source: pip,
// resolution/resolvelib/{provider,factory,candidates,requirements}.py and index/package_finder.py.

#include "core/resolver/pip_install.h"
#include "core/resolver/search.h"

#include <map>

namespace pinwheel::resolver {

/// One file that could be installed, as the finder ranks it within its version.
struct FileChoice {
    std::uint32_t file = nothing; ///< index into ProjectData::files; nothing: an assumed file
    bool isWheel = true;
    bool isYanked = false;
    std::uint32_t rank = 0; ///< place of the best tag; sdists come after all wheels
    std::optional<BuildTag> build;
    std::uint32_t order =
        0; ///< place in pip's list of candidates; the later of two equals is taken
};

/// A project within one resolution.
struct ProjectState {
    ProjectData* data = nullptr; ///< null until an index is asked
    std::vector<std::optional<std::vector<FileChoice>>> choices; ///< by group, best first
    std::unordered_map<std::uint32_t, CandidateId> byFile;
    std::unordered_map<std::uint32_t, CandidateId> byGroup; ///< assumed ones
    CandidateId installed = noCandidate;
    std::uint32_t installedEntry = nothing; ///< index into PipInstallRequest::installed
    CandidateId placeholder = noCandidate;
    std::map<std::string, CandidateId> pinnedPlaceholders; ///< by version
    bool presumesPython =
        false; ///< a release was passed over that has wheels for newer Pythons alone
    std::int8_t hasFinal = -1;
    bool usedPlaceholder = false;
};

struct ConstraintState {
    SpecifierSet bounds;
    std::vector<std::string> hashes;
    bool hasHashes = false;
    std::vector<std::string> links;
    std::vector<std::uint32_t> roots; ///< indices into PipInstallRequest::requirements
    bool hasArbitrary = false;
    bool isPinned = false;
};

class PipProvider
{
public:
    /// @param assumed  normalized names of projects of which releases may be assumed that the index
    /// data does not
    ///                 record, where no recorded one fits
    /// @param borrows  whether a release that is not recorded is taken to require what the recorded
    /// releases before and
    ///                 after it both require
    PipProvider(Workspace& workspace, const PipInstallRequest& request, const PackageIndex& index,
                const std::set<std::string, std::less<>>& assumed, bool borrows);

    /// The root requirements in the search's order, or why pip refuses the command.
    [[nodiscard]] std::expected<std::vector<RequirementId>, PipFailure> collectRoots();

    [[nodiscard]] Counted<Matches> findMatches(LocalId identifier,
                                               std::span<const RequirementId> own,
                                               std::span<const RequirementId> ofBase,
                                               std::vector<CandidateId> incompatible);
    /// The next candidate; noCandidate at the end.
    [[nodiscard]] CandidateId next(Matches& matches, MatchCursor& cursor);
    [[nodiscard]] bool isEmpty(Matches& matches);
    /// The version as the candidate's file spells it, which `===` compares: "1.0.0", where its
    /// release is known as "1.0". None where there is no file.
    [[nodiscard]] std::optional<Version> versionOfFile(CandidateId candidate) const;
    [[nodiscard]] bool isSatisfiedBy(RequirementId requirement, CandidateId candidate);
    [[nodiscard]] const std::vector<RequirementId>& dependencies(CandidateId candidate);

    /// What get_preference gives, as flags in the order of its tuple; the user's order and the name
    /// come apart.
    struct Preference {
        bool isDirect = false;
        bool isPinned = false;
        bool isUpperBounded = false;
        bool isBounded = false;
    };
    [[nodiscard]] Preference preference(std::span<const CauseId> information) const;
    [[nodiscard]] std::uint32_t requestedOrder(LocalId identifier) const
    {
        return m_requestedOrder[identifier.index()];
    }

    [[nodiscard]] LocalId pythonIdentifier() const { return LocalId {0}; }
    [[nodiscard]] std::size_t identifierCount() const { return m_names.size(); }
    [[nodiscard]] std::size_t candidateCount() const { return m_candidates.size(); }
    [[nodiscard]] const Identifier& identifier(LocalId id) const
    {
        return m_workspace.identifier(m_names[id.index()]);
    }
    [[nodiscard]] LocalId baseOf(LocalId id) const { return m_bases[id.index()]; }

    [[nodiscard]] CauseId addCause(RequirementId requirement, CandidateId parent);
    [[nodiscard]] const Cause& cause(CauseId id) const { return m_causes[id.index()]; }
    [[nodiscard]] const SearchRequirement& requirement(RequirementId id) const
    {
        return m_requirements[id.index()];
    }
    [[nodiscard]] const SearchCandidate& candidate(CandidateId id) const
    {
        return m_candidates[id.index()];
    }
    [[nodiscard]] const ProjectState& projectState(LocalId project) const
    {
        return m_projects[project.index()];
    }
    [[nodiscard]] const ConstraintState* constraint(LocalId project) const;
    [[nodiscard]] const PipInstallRequest& request() const { return m_request; }
    [[nodiscard]] Workspace& workspace() const { return m_workspace; }
    /// Whether pip would break off with an AssertionError: it compares a plain candidate, left
    /// under a name with extras, with a requirement that has them. Source: requirements.py,
    /// SpecifierRequirement.is_satisfied_by.
    [[nodiscard]] bool assertionFails() const { return m_assertionFails; }
    /// A failure that no other choice can mend (--require-hashes); looked at after each round.
    [[nodiscard]] const std::optional<PipFailure>& refusal() const { return m_refusal; }
    /// Whether requirements of neighbouring releases stand for those of a release that is not
    /// recorded.
    [[nodiscard]] bool hasBorrowed() const { return m_hasBorrowed; }
    /// The requirement because of which the running pip passed over a release of a project:
    /// "pytz>dev"; else "".
    [[nodiscard]] std::string legacyRequirement(LocalId project) const
    {
        const auto found = m_passedOver.find(project);
        return found == m_passedOver.end() ? std::string() : found->second;
    }

private:
    [[nodiscard]] LocalId localId(NameId name);
    [[nodiscard]] ProjectState& loadedProject(LocalId project);

    // Requirements (roots.cpp).
    /// Tells the index what the command names, so that a live one can ask for all of it at once.
    void expectRoots();
    [[nodiscard]] std::optional<PipFailure> addConstraint(std::uint32_t root);
    [[nodiscard]] std::expected<std::vector<RequirementId>, PipFailure>
    rootRequirements(std::uint32_t root);
    [[nodiscard]] std::vector<RequirementId> requirementsOf(RequirementFacts& facts,
                                                            std::uint32_t root);
    [[nodiscard]] RequirementId specifierRequirement(RequirementFacts& facts, bool withExtras,
                                                     std::uint32_t root);
    [[nodiscard]] RequirementId explicitRequirement(CandidateId candidate, std::uint32_t root);
    [[nodiscard]] RequirementId pythonRequirement(PythonRange& range);
    [[nodiscard]] std::expected<CandidateId, PipFailure>
    directCandidate(std::string_view url, std::string_view projectName, std::uint32_t root);

    // Candidates (candidates.cpp).
    [[nodiscard]] CandidateId addCandidate(SearchCandidate candidate);
    [[nodiscard]] CandidateId withExtras(CandidateId base, LocalId identifier);
    [[nodiscard]] CandidateId installedCandidate(const Matches& matches);
    [[nodiscard]] CandidateId releaseCandidate(const Matches& matches, std::uint32_t group,
                                               const FileChoice& choice);
    void requireHash(const Matches& matches);
    [[nodiscard]] CandidateId placeholderCandidate(const Matches& matches);
    [[nodiscard]] bool mayExistUnrecorded(const Matches& matches, ProjectState& project);
    void setFound(Matches& matches);
    void setExplicit(Matches& matches, std::span<const RequirementId> own,
                     std::vector<CandidateId> candidates);
    struct Release {
        std::uint32_t group = nothing;
        const FileChoice* choice = nullptr; ///< null at the end
    };
    [[nodiscard]] Release releaseAt(Matches& matches, ProjectState& project, MatchCursor& cursor);
    [[nodiscard]] CandidateId nextFound(Matches& matches, MatchCursor& cursor);
    [[nodiscard]] CandidateId lastResort(Matches& matches, MatchCursor& cursor);

    // The finder (finder.cpp).
    [[nodiscard]] const std::vector<FileChoice>& choices(ProjectState& project,
                                                         std::uint32_t group);
    [[nodiscard]] std::optional<FileChoice> judge(ProjectState& project, std::uint32_t file);
    /// Whether a release that pip would compile here most likely does not serve this Python at all.
    [[nodiscard]] bool servesNewerPythonsAlone(ProjectState& project, std::uint32_t group);
    [[nodiscard]] std::optional<FileChoice> assumedFile(const ProjectState& project,
                                                        const ReleaseGroup& group);
    [[nodiscard]] bool passes(const Matches& matches, const Version& version);
    [[nodiscard]] bool fileFits(const Matches& matches, const ProjectState& project,
                                const FileChoice& choice);
    [[nodiscard]] bool hasFinal(ProjectState& project);
    [[nodiscard]] bool takesPrereleases(const Matches& matches, ProjectState& project);
    [[nodiscard]] bool allYanked(Matches& matches, ProjectState& project);
    [[nodiscard]] const FileChoice* bestFile(Matches& matches, ProjectState& project,
                                             std::uint32_t group);
    enum class HashState { None, Allowed, Other };
    [[nodiscard]] HashState hashState(const Matches& matches, const ProjectState& project,
                                      const FileChoice& choice) const;
    void orderReleases(Matches& matches, ProjectState& project);
    void noteBound(Matches& matches, const SpecifierSet& set, bool isPinned,
                   bool hasArbitrary) const;
    void noteRequirement(Matches& matches, RequirementId id);

    Workspace& m_workspace;
    const PipInstallRequest& m_request;
    const PackageIndex& m_index;
    SourceList& m_sources;
    const std::set<std::string, std::less<>>& m_assumed;
    bool m_borrows = false;
    bool m_hasBorrowed = false;
    bool m_refusesLegacy = false; ///< the running pip is 24.1 or newer
    std::map<LocalId, std::string>
        m_passedOver; ///< by project: the requirement that this pip cannot read
    bool m_requireHashes = false;
    bool m_assertionFails = false;

    std::vector<NameId> m_names; ///< by LocalId
    std::vector<LocalId> m_bases; ///< by LocalId
    std::vector<std::uint32_t>
        m_requestedOrder; ///< by LocalId; `nothing` where the command does not name it
    std::vector<std::uint32_t> m_locals; ///< by NameId; `nothing` where it has none
    std::deque<ProjectState> m_projects; ///< by LocalId; used for projects without extras alone
    std::deque<SearchRequirement> m_requirements;
    std::deque<SearchCandidate> m_candidates;
    std::vector<Cause> m_causes;
    std::map<LocalId, ConstraintState> m_constraints;
    /// Requirements that no root makes are shared: with their extras, and for the project alone.
    std::unordered_map<const RequirementFacts*, RequirementId> m_fullRequirements;
    std::unordered_map<const RequirementFacts*, RequirementId> m_baseRequirements;
    std::unordered_map<const PythonRange*, RequirementId> m_pythonRequirements;
    std::unordered_map<CandidateId, RequirementId> m_explicitRequirements;
    std::map<std::pair<CandidateId, LocalId>, CandidateId> m_extrasCandidates;
    std::map<std::string, CandidateId, std::less<>> m_directCandidates;
    std::deque<Version> m_versions; ///< of installed and direct candidates
    std::deque<ReleaseFacts> m_facts; ///< of installed ones
    CandidateId m_python = noCandidate;
    std::optional<PipFailure> m_refusal;
};

} // namespace pinwheel::resolver
