#pragma once

// What one resolution leaves for the next on the same index: names, parsed requirements, versions
// and metadata. A workspace belongs to one resolution at a time (see WorkspaceLease), so nothing in
// it is locked.

#include "core/base/id.h"
#include "core/base/text_hash.h"
#include "core/index/package_index.h"
#include "core/python/requirement.h"
#include "core/python/wheel_name.h"
#include "core/resolver/pip_target.h"

#include <deque>
#include <functional>
#include <unordered_map>

namespace pinwheel::resolver {

struct NameKind;
/// A project, or a project with extras ("uvicorn[standard]"): what resolvelib calls an identifier.
using NameId = Id<NameKind>;

struct Identifier {
    std::string text; ///< "uvicorn[standard]"
    NameId project; ///< the same without extras
    std::vector<std::string> extras; ///< normalized, sorted
};

/// One requirement text, parsed once.
struct RequirementFacts {
    std::string text;
    bool isParsed =
        true; ///< false: only `text` and `onlyExtra` are set as yet, see Workspace::deferred
    std::string onlyExtra; ///< normalized: its marker ends in `and extra == "…"`, so it counts with
                           ///< this extra alone
    Requirement parsed;
    NameId base; ///< the project
    NameId full; ///< the project with the extras
    bool isPinned = false; ///< has `==` without `.*`, or `===`
    bool isUpperBounded = false; ///< has `<`, `<=`, `~=` or `==` with `.*`
    bool hasArbitrary = false; ///< has `===`
    std::int8_t appliesWithoutExtra =
        -1; ///< its marker with extra = "": 0 or 1; -1 not yet evaluated
    std::uint32_t evaluatedFor = 0; ///< number of the target of appliesWithoutExtra
};

/// One Requires-Python text, parsed once.
struct PythonRange {
    std::string text;
    std::optional<SpecifierSet>
        set; ///< none where the text cannot be read; pip then takes it as no bound
    bool admits = true; ///< whether it admits the current target's Python
    std::uint32_t evaluatedFor = 0; ///< number of the target of `admits`
};

/// The metadata of one release, parsed once.
struct ReleaseFacts {
    ReleaseMetadata metadata;
    PythonRange* requiresPython = nullptr; ///< null where it states none
    std::vector<RequirementFacts*> requirements;
    bool isInvalid = false; ///< a requirement cannot be read: pip passes over the release
    std::string legacy; ///< a requirement with a bound that is no version, "pytz>dev": read by old
                        ///< pips alone
};

/// One file of a project page, its name parsed at need.
struct FileFacts {
    std::uint32_t page = 0; ///< index into ProjectData::pages
    std::uint32_t file = 0; ///< index into ProjectPage::files
    bool isWheel = false;
    std::optional<WheelName> wheel; ///< parsed at need
    bool isParsed = false;
    std::string versionText; ///< normalized, for `===`
    PythonRange* requiresPython = nullptr; ///< of the page; null where it states none
    std::uint32_t rankedFor = 0; ///< number of the target of `rank`
    std::optional<std::uint32_t> rank;
};

/// All files of one version of a project over all pages.
struct ReleaseGroup {
    Version version;
    std::vector<std::uint32_t>
        files; ///< indices into ProjectData::files, in pip's order of candidates
    /// A partial record, where there is one: page and index into ProjectPage::partial.
    std::optional<std::pair<std::uint32_t, std::uint32_t>> partial;
};

struct PageRef {
    IndexSource source;
    ProjectAnswer answer;
    std::unordered_map<std::uint32_t, std::unique_ptr<ReleaseFacts>> releases; ///< by record
};

/// One project on one list of sources.
struct ProjectData {
    NameId name;
    std::vector<PageRef> pages; ///< in the order in which pip lists candidates
    std::vector<FileFacts> files;
    std::vector<ReleaseGroup> groups; ///< newest first
    bool isFound = false; ///< at least one source lists it
    bool hasGap = false; ///< at least one source is not recorded or offline
    /// What neighbours.h has worked out: by release the one with the bounds it was given, null
    /// where there are none to give; and by version what a release that is not recorded is taken to
    /// be.
    std::unordered_map<const ReleaseFacts*, std::unique_ptr<ReleaseFacts>> bounded;
    std::unordered_map<std::string, std::unique_ptr<ReleaseFacts>> borrowed;
};

/// The sources of a request, in pip's order of candidates, with the projects read from them.
struct SourceList {
    std::vector<IndexSource> sources;
    std::unordered_map<NameId, std::unique_ptr<ProjectData>> projects;
};

class Workspace
{
public:
    [[nodiscard]] NameId projectId(std::string_view normalizedProject);
    [[nodiscard]] NameId identifierId(NameId project,
                                      std::span<const std::string> normalizedExtras);
    [[nodiscard]] const Identifier& identifier(NameId id) const
    {
        return m_identifiers[id.index()];
    }
    [[nodiscard]] std::size_t identifierCount() const { return m_identifiers.size(); }

    /// The requirement of a text; null where it cannot be read.
    [[nodiscard]] RequirementFacts* requirement(std::string_view text);
    /// The same for a text that is known to be a requirement; one that counts with an extra alone
    /// is not parsed yet. Half of all recorded requirements are such, and few of them are ever
    /// wanted.
    [[nodiscard]] RequirementFacts* deferred(std::string_view text);
    void parse(RequirementFacts& facts);
    /// Whether a marker that stands behind a URL or path holds; one that cannot be read does.
    [[nodiscard]] bool applies(std::string_view marker);
    /// Whether the requirement applies on the current target when no extra is wanted.
    [[nodiscard]] bool applies(RequirementFacts& requirement);
    [[nodiscard]] bool appliesWith(const RequirementFacts& requirement,
                                   std::span<const std::string> extras);

    /// The bound of a Requires-Python text; null for empty text.
    [[nodiscard]] PythonRange* pythonRange(std::string_view text);
    [[nodiscard]] bool admitsPython(PythonRange* range);

    void setTarget(PipTargetPtr target);
    [[nodiscard]] const PipTarget& target() const { return *m_target; }
    [[nodiscard]] std::uint32_t targetNumber() const { return m_targetNumber; }
    [[nodiscard]] const Version& pythonVersion() const { return m_pythonVersion; }

    [[nodiscard]] SourceList& sourceList(std::span<const IndexSource> indexes,
                                         std::span<const IndexSource> findLinks);
    [[nodiscard]] ProjectData& project(SourceList& list, NameId name, const PackageIndex& index);
    [[nodiscard]] ReleaseFacts& release(ProjectData& project, std::uint32_t page,
                                        std::uint32_t record, const PackageIndex& index);
    /// The requirement texts of something that is no release of an index (an installed
    /// distribution).
    [[nodiscard]] ReleaseFacts parseMetadata(ReleaseMetadata metadata);

    /// Reads the name of a file; false where pip would not take it for a file of this project.
    [[nodiscard]] bool parseFile(const ProjectData& project, FileFacts& facts);
    /// Place of the wheel's best tag on the current target; none where it does not fit.
    [[nodiscard]] std::optional<std::uint32_t> rank(FileFacts& facts);

    /// Whether so much has gathered that the workspace is better thrown away than kept.
    [[nodiscard]] bool isBloated() const;

private:
    template <class Value>
    using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

    void note(RequirementFacts& facts);
    void addFiles(ProjectData& project, std::uint32_t page);
    [[nodiscard]] std::optional<Version> versionOf(const ProjectData& project, FileFacts& facts,
                                                   const std::string& filename);
    void sortGroups(ProjectData& project);
    void addPartial(ProjectData& project);

    std::deque<Identifier> m_identifiers;
    TextMap<NameId> m_ids;
    std::deque<RequirementFacts> m_requirements;
    TextMap<RequirementFacts*> m_requirementsByText;
    TextMap<std::unique_ptr<PythonRange>> m_pythonRanges;
    TextMap<std::unique_ptr<SourceList>> m_sourceLists;
    PipTargetPtr m_target;
    TextMap<std::uint32_t> m_targetNumbers;
    std::uint32_t m_targetNumber = 0;
    MarkerEnvironment m_environment; ///< of the target; `extra` changes
    Version m_pythonVersion;
};

/// Lends a workspace of an index's memory to one resolution and takes it back at the end.
class WorkspaceLease
{
public:
    explicit WorkspaceLease(const PackageIndex& index);
    ~WorkspaceLease();
    WorkspaceLease(const WorkspaceLease&) = delete;
    WorkspaceLease& operator=(const WorkspaceLease&) = delete;
    [[nodiscard]] Workspace& operator*() const { return *m_workspace; }

private:
    std::shared_ptr<PackageIndex::Memory> m_memory;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace pinwheel::resolver
