#pragma once

// How the core sees package indexes: one question ("what does this index list for this project?"),
// four answers. Whether the answer comes from the shipped snapshot, from a live index or from a
// test's table makes no difference to who asks. "Not recorded" is not "not there".

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One place where pip looks for files.
struct IndexSource {
    enum class Kind {
        Index, ///< --index-url, --extra-index-url
        FindLinks, ///< --find-links: a folder or a page of links
    };
    Kind kind = Kind::Index;
    std::string url; ///< as written, credentials included; empty: pip's default index
    std::string
        label; ///< for display and comparison: "default index", "cu124", else the redacted URL

    [[nodiscard]] bool isDefault() const
    {
        return kind == Kind::Index && label == defaultIndexLabel;
    }
    static constexpr std::string_view defaultIndexLabel = "default index";

    friend bool operator==(const IndexSource&, const IndexSource&) = default;
};

/// The index of a URL as it stands after --index-url or --extra-index-url. Knows the default index
/// under its own URL and the PyTorch wheel indexes (https://download.pytorch.org/whl/cu124 →
/// "cu124"); an empty URL is the default index. Other URLs are labelled by themselves, credentials
/// redacted.
[[nodiscard]] IndexSource indexSource(std::string_view url);
/// The same for --find-links. The PyTorch page (…/whl/torch_stable.html) is labelled
/// "torch_stable".
[[nodiscard]] IndexSource findLinksSource(std::string_view location);

/// How much is known about the requirements of one release.
enum class RequirementsKnown {
    Complete, ///< the list is whole (for the Python in question, see `pythonCovered`)
    NamesOnly, ///< names without specifiers
    Partial, ///< some are missing, or only those of some Pythons
    Unknown,
};

/// The metadata of one release as far as it is known: Requires-Dist, Requires-Python,
/// Provides-Extra.
struct ReleaseMetadata {
    std::string requiresPython; ///< "" where it states none
    std::vector<std::string> requiresDist; ///< PEP 508 texts, in their order
    std::vector<std::string> extras; ///< Provides-Extra, normalized
    RequirementsKnown known = RequirementsKnown::Complete;
    bool isReadable = false; ///< every text of requiresDist is known to be a requirement
    bool extrasKnown = true; ///< false: requirements of extras may be missing or lack markers
    std::vector<std::string>
        pythonCovered; ///< "3.10": Pythons for which the list is whole; empty: all
    std::string reason; ///< what is missing, in words; empty where complete

    /// Whether the list is whole for this Python ("3.10").
    [[nodiscard]] bool isCompleteFor(std::string_view python) const;
    friend bool operator==(const ReleaseMetadata&, const ReleaseMetadata&) = default;
};

/// One file of a project page, as an index lists it (PEP 503, 691, 592).
struct IndexedFile {
    std::string filename; ///< "torch-2.5.1+cu124-cp310-cp310-linux_x86_64.whl"
    std::string url; ///< where to fetch it; empty in the snapshot
    std::string requiresPython; ///< data-requires-python; "" where the page does not say
    std::vector<std::string> hashes; ///< "sha256:…"; empty where the page does not say
    bool yanked = false;
    std::string yankedReason;
    std::uint32_t record =
        0; ///< the index's own number for its metadata: PackageIndex::metadata takes it

    friend bool operator==(const IndexedFile&, const IndexedFile&) = default;
};

/// What an index lists for one project. Immutable once shared.
struct ProjectPage {
    std::string name; ///< normalized (PEP 503)
    std::vector<IndexedFile>
        files; ///< in the order of the page: it decides between equal candidates
    /// A release that exists though not every file of it is recorded. Where none of the recorded
    /// ones fits the target, the resolver assumes one that does, with grade likely.
    struct PartialRelease {
        std::string version;
        std::string requiresPython;
        std::uint32_t record = 0; ///< as IndexedFile::record
        std::uint32_t filesOmitted = 0; ///< files that the recording left out
        bool hasFiles = false; ///< some files of it are recorded
        bool tagOnly = false; ///< only a tag in the project's repository shows that it exists
        bool yanked = false;
        friend bool operator==(const PartialRelease&, const PartialRelease&) = default;
    };
    std::vector<PartialRelease> partial;
    bool isComplete = true; ///< false: releases may exist that are not recorded (a snapshot)
    std::shared_ptr<const void> detail; ///< the index's own
    /// The newest release that exists according to the listing, where it is newer than all recorded
    /// ones.
    std::string newestListed; ///< "" where the page is up to date or nothing is known
    std::string newestMonth; ///< "2026-10"
};
using ProjectPagePtr = std::shared_ptr<const ProjectPage>;

/// The answer to "what does this index list for this project?".
struct ProjectAnswer {
    enum class Status {
        Found, ///< `page` is set
        NotFound, ///< the index answered: no such project
        NotRecorded, ///< the recording knows nothing of it, or only that it exists (`newestListed`)
        Offline, ///< the index could not be asked; `reason` says why
    };
    Status status = Status::NotRecorded;
    ProjectPagePtr page;
    std::string
        newestListed; ///< NotRecorded: the newest release by the listing; "" = not even listed
    std::string newestMonth;
    std::string reason; ///< in words, where not Found
};

/// What an index as a whole holds, for `pinwheel index info` and reports.
struct IndexSummary {
    std::string name; ///< "shipped snapshot", "live"
    std::string date; ///< "2026-11", when it was recorded
    std::uint32_t projects = 0;
    std::uint32_t releases = 0;
    std::uint32_t completeReleases = 0;
    std::uint32_t listedProjects = 0; ///< known by name and newest version alone
    std::vector<std::string>
        indexes; ///< labels of the indexes that it knows: "default index", "cu124", …
};

/// Where releases and their metadata come from. Answers are the same for the same question during
/// one audit. Every function may be called from several threads at once.
class PackageIndex
{
public:
    PackageIndex() = default;
    PackageIndex(const PackageIndex&) = delete;
    PackageIndex& operator=(const PackageIndex&) = delete;
    virtual ~PackageIndex() = default;

    /// @param name normalized project name
    [[nodiscard]] virtual ProjectAnswer project(const IndexSource& source,
                                                std::string_view name) const = 0;
    /// The metadata of one file or partial release of a page of this index; `record` is theirs. A
    /// live index fetches it here (PEP 658, else the wheel's own).
    [[nodiscard]] virtual ReleaseMetadata
    metadata(const IndexSource& source, const ProjectPage& page, std::uint32_t record) const = 0;
    [[nodiscard]] virtual IndexSummary summary() const = 0;

    /// Room in which the resolver keeps what it has parsed out of pages, so that the second
    /// resolution on the same index is fast. Opaque to everybody else.
    struct Memory {
        virtual ~Memory() = default;
    };
    /// The memory of this index, made by `make` at the first call.
    [[nodiscard]] std::shared_ptr<Memory> memory(std::shared_ptr<Memory> (*make)()) const;

private:
    mutable std::mutex m_mutex; ///< guards m_memory alone
    mutable std::shared_ptr<Memory> m_memory;
};

using PackageIndexPtr = std::shared_ptr<const PackageIndex>;

} // namespace pinwheel
