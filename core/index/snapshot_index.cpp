#include "core/index/snapshot_index.h"

#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/index/snapshot_format.h"
#include "core/index/snapshot_text.h"
#include "core/index/sqlite_handle.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace pinwheel {
using sqlite::columnText;
using sqlite::Database;
using sqlite::numberOf;
using sqlite::prepare;
using sqlite::Statement;

namespace {

/// What the snapshot holds for one name: all its indexes, and the listing.
struct Record {
    bool listed = false;
    bool damaged = false;
    std::string newest;
    std::string month;
    bool newestIsNewer = false;
    std::shared_ptr<const SnapshotProject> project;
};

/// Extras that the requirements name, as `extra == "x"`: the snapshot records no Provides-Extra.
std::vector<std::string> extrasOf(const std::vector<std::string>& requirements)
{
    std::vector<std::string> extras;
    constexpr std::string_view key = "extra == \"";
    for (const std::string& text : requirements) {
        for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
            at += key.size();
            std::string extra = text.substr(at, text.find('"', at) - at);
            if (!std::ranges::contains(extras, extra)) extras.push_back(std::move(extra));
        }
    }
    return extras;
}

std::vector<std::string> coveredPythons(const SnapshotRelease& release)
{
    std::vector<std::string> pythons;
    if (!release.covered) return pythons;
    for (std::uint32_t bit = 0; bit < 16; ++bit)
        if ((*release.covered >> bit & 1U) != 0) pythons.push_back(formatted("3.{}", bit + 8));
    return pythons;
}

class SnapshotIndex final : public PackageIndex
{
public:
    SnapshotIndex(Database database, Statement lookup, IndexSummary summary)
        : m_database(std::move(database))
        , m_lookup(std::move(lookup))
        , m_summary(std::move(summary))
    {
    }

    ProjectAnswer project(const IndexSource& source, std::string_view name) const override
    {
        const std::scoped_lock lock(m_mutex);
        auto& answers =
            m_answers[source.kind == IndexSource::Kind::Index ? source.label : " " + source.label];
        if (const auto known = answers.find(std::string(name)); known != answers.end())
            return known->second;
        return answers.emplace(std::string(name), makeAnswer(source, std::string(name)))
            .first->second;
    }

    ReleaseMetadata metadata(const IndexSource&, const ProjectPage& page,
                             std::uint32_t record) const override
    {
        const auto& project = *static_cast<const SnapshotProject*>(page.detail.get());
        const SnapshotRelease& release = project.releases.at(record);
        ReleaseMetadata metadata;
        if (release.python) metadata.requiresPython = project.pythons[*release.python];
        metadata.requiresDist.reserve(release.requirements.size());
        for (const std::uint32_t number : release.requirements)
            metadata.requiresDist.push_back(project.requirements[number]);
        metadata.extras = extrasOf(metadata.requiresDist);
        metadata.isReadable = (release.flags & SnapshotRelease::Unreadable) == 0;
        metadata.pythonCovered = coveredPythons(release);
        metadata.extrasKnown = (release.flags & SnapshotRelease::ExtrasUnknown) == 0;
        if ((release.flags & SnapshotRelease::NamesOnly) != 0) {
            metadata.known = RequirementsKnown::NamesOnly;
            metadata.reason = "only the names of its requirements are recorded, not their versions";
        } else if ((release.flags & SnapshotRelease::Incomplete) != 0) {
            metadata.known = metadata.requiresDist.empty() ? RequirementsKnown::Unknown
                                                           : RequirementsKnown::Partial;
            metadata.reason = "the recorded list of its requirements may lack some";
        } else if (release.covered) {
            metadata.reason = "its requirements were read from lock files of other Pythons";
        }
        return metadata;
    }

    IndexSummary summary() const override { return m_summary; }

private:
    ProjectAnswer makeAnswer(const IndexSource& source, const std::string& name) const
    {
        ProjectAnswer answer;
        if (source.kind == IndexSource::Kind::FindLinks
            || !std::ranges::contains(m_summary.indexes, source.label)) {
            answer.reason = formatted("{} is not recorded in the snapshot", source.label);
            return answer;
        }
        const Record& record = readRecord(name);
        answer.newestListed = record.newest;
        answer.newestMonth = record.month;
        if (record.damaged)
            answer.reason = formatted("the snapshot's record of {} is damaged", name);
        else if (!record.project && record.listed)
            answer.reason = formatted("the snapshot knows only that {} exists (newest {} of {})",
                                      name, record.newest, record.month);
        else if (!record.project)
            answer.reason = formatted("the snapshot does not record {}", name);
        if (!record.project) return answer;
        answer.page = makePage(record, source, name);
        if (answer.page->files.empty() && answer.page->partial.empty()) {
            answer.page = nullptr;
            answer.reason =
                formatted("the snapshot records no release of {} on {}", name, source.label);
        } else {
            answer.status = ProjectAnswer::Status::Found;
        }
        return answer;
    }

    static ProjectPagePtr makePage(const Record& record, const IndexSource& source,
                                   const std::string& name)
    {
        auto page = std::make_shared<ProjectPage>();
        const SnapshotProject& project = *record.project;
        page->name = name;
        page->detail = record.project;
        page->isComplete = false;
        const std::string_view wanted =
            source.isDefault() ? std::string_view() : std::string_view(source.label);
        std::size_t count = 0;
        for (const SnapshotRelease& release : project.releases)
            if (release.index == wanted) count += release.files.size();
        page->files.reserve(count);
        for (std::uint32_t number = 0; number < project.releases.size(); ++number) {
            const SnapshotRelease& release = project.releases[number];
            if (release.index != wanted) continue;
            const std::string requiresPython =
                release.python ? project.pythons[*release.python] : std::string();
            const bool yanked = (release.flags & SnapshotRelease::Yanked) != 0;
            for (const std::uint32_t file : release.files) {
                page->files.push_back({.filename = fileName(project.files[file], release.version),
                                       .url = {},
                                       .requiresPython = requiresPython,
                                       .yanked = yanked,
                                       .yankedReason = release.yankedReason,
                                       .record = number});
            }
            const bool tagOnly = (release.flags & SnapshotRelease::TagOnly) != 0;
            if (!tagOnly && !release.files.empty() && release.filesOmitted == 0) continue;
            page->partial.push_back({.version = release.version,
                                     .requiresPython = requiresPython,
                                     .record = number,
                                     .filesOmitted = release.filesOmitted,
                                     .hasFiles = !release.files.empty(),
                                     .tagOnly = tagOnly,
                                     .yanked = yanked});
        }
        if (record.newestIsNewer && source.isDefault()) {
            page->newestListed = record.newest;
            page->newestMonth = record.month;
        }
        return page;
    }

    const Record& readRecord(const std::string& name) const
    {
        if (const auto known = m_records.find(name); known != m_records.end()) return known->second;
        Record record;
        sqlite3_stmt* statement = m_lookup.get();
        sqlite3_reset(statement);
        sqlite3_bind_text(statement, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
        const int step = sqlite3_step(statement);
        if (step == SQLITE_ROW) {
            record.newest = columnText(statement, 0);
            record.month = columnText(statement, 1);
            record.listed = !record.newest.empty();
            record.newestIsNewer = sqlite3_column_int(statement, 2) != 0;
            if (sqlite3_column_type(statement, 3) != SQLITE_NULL) {
                const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, 3));
                const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, 3));
                auto project = unpackProject({bytes == nullptr ? "" : bytes, size});
                record.damaged = !project;
                if (project)
                    record.project = std::make_shared<const SnapshotProject>(std::move(*project));
            }
        } else {
            record.damaged = step != SQLITE_DONE;
        }
        sqlite3_reset(statement);
        return m_records.emplace(name, std::move(record)).first->second;
    }

    mutable std::mutex m_mutex; ///< guards everything below
    Database m_database;
    Statement m_lookup;
    IndexSummary m_summary;
    mutable std::unordered_map<std::string, Record> m_records;
    mutable std::map<std::string, std::unordered_map<std::string, ProjectAnswer>> m_answers;
};

IndexSummary readSummary(sqlite3* database)
{
    IndexSummary summary {.name = "shipped snapshot", .date = {}};
    const Statement rows = prepare(database, "SELECT key, value FROM about");
    while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) {
        const std::string key = columnText(rows.get(), 0);
        const std::string value = columnText(rows.get(), 1);
        const auto number = static_cast<std::uint32_t>(std::strtoul(value.c_str(), nullptr, 10));
        if (key == "date")
            summary.date = value;
        else if (key == "projects")
            summary.projects = number;
        else if (key == "releases")
            summary.releases = number;
        else if (key == "complete")
            summary.completeReleases = number;
        else if (key == "listed")
            summary.listedProjects = number;
        else if (key.starts_with("index:"))
            summary.indexes.push_back(key.substr(6));
    }
    const auto isDefault = [](const std::string& label) {
        return label == IndexSource::defaultIndexLabel;
    };
    std::ranges::stable_partition(summary.indexes, isDefault);
    return summary;
}

Result<Database> openDatabase(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return fail(ErrorCode::NotFound,
                    formatted("index snapshot {} does not exist", file.string()));
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#')
            uri += formatted("%{:02x}", static_cast<unsigned>(c));
        else
            uri += c;
    }
    uri += "?mode=ro&immutable=1";
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(
        uri.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(raw);
    if (opened != SQLITE_OK)
        return fail(ErrorCode::NotReadable,
                    formatted("index snapshot {} cannot be opened", file.string()));
    const auto application = numberOf(database.get(), "PRAGMA application_id");
    if (application != snapshotApplicationId)
        return fail(ErrorCode::Malformed,
                    formatted("{} is not an index snapshot or is damaged", file.string()));
    const auto format = numberOf(database.get(), "PRAGMA user_version");
    if (format != snapshotFormat)
        return fail(ErrorCode::Unsupported,
                    formatted("index snapshot {} has format {}, this program reads format {}",
                              file.string(), format.value_or(0), snapshotFormat));
    return database;
}

} // namespace

Result<PackageIndexPtr> openSnapshot(const std::filesystem::path& file)
{
    PINWHEEL_TRY(database, openDatabase(file));
    Statement lookup =
        prepare(database.get(), "SELECT newest, month, newer, page FROM project WHERE name = ?1");
    IndexSummary summary = readSummary(database.get());
    if (!lookup || summary.date.empty())
        return fail(ErrorCode::Malformed, formatted("index snapshot {} is damaged", file.string()));
    return std::make_shared<SnapshotIndex>(std::move(database), std::move(lookup),
                                           std::move(summary));
}

Result<std::vector<std::string>> snapshotNames(const std::filesystem::path& file,
                                               std::string_view prefix, std::size_t most)
{
    PINWHEEL_TRY(database, openDatabase(file));
    // DEL is above every letter of a normalized name.
    const Statement rows = prepare(database.get(),
                                   "SELECT name FROM project WHERE name >= ?1 AND name < ?1 || "
                                   "char(127) ORDER BY name LIMIT ?2");
    if (!rows)
        return fail(ErrorCode::Malformed, formatted("index snapshot {} is damaged", file.string()));
    sqlite3_bind_text(rows.get(), 1, prefix.data(), static_cast<int>(prefix.size()), SQLITE_STATIC);
    sqlite3_bind_int64(rows.get(), 2, static_cast<std::int64_t>(most));
    std::vector<std::string> names;
    while (sqlite3_step(rows.get()) == SQLITE_ROW)
        names.push_back(columnText(rows.get(), 0));
    return names;
}

Result<PackageIndexPtr> openShippedSnapshot()
{
    return openSnapshot(dataFolder() / "index.sqlite");
}

} // namespace pinwheel
