// pinwheel-compile-index OUT.sqlite LISTING.tsv TEXT…: turns the reviewed texts of resources/index
// into the one SQLite file that the program ships. Runs at build time only.

#include "core/base/format.h"
#include "core/index/snapshot_format.h"
#include "core/index/snapshot_text.h"
#include "core/python/requirement.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <print>
#include <set>
#include <sqlite3.h>
#include <sstream>

using namespace pinwheel;

namespace {

struct Listed {
    std::string newest;
    std::string month;
};

struct Snapshot {
    std::map<std::string, SnapshotProject> projects;
    std::map<std::string, Listed> listing;
};

std::optional<std::string> readFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

bool readListing(const std::string& path, Snapshot& snapshot)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line); // The header.
    while (std::getline(file, line)) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        if (second == std::string::npos) return false;
        snapshot.listing[line.substr(0, first)] = {
            .newest = line.substr(first + 1, second - first - 1), .month = line.substr(second + 1)};
    }
    return !snapshot.listing.empty();
}

/// Some releases were published with requirements that nobody can read; pip passes over them.
void markUnreadable(SnapshotProject& project)
{
    std::set<std::uint32_t> unreadable;
    for (std::uint32_t number = 0; number < project.requirements.size(); ++number)
        if (!parseRequirement(project.requirements[number])) unreadable.insert(number);
    for (SnapshotRelease& release : project.releases)
        if (std::ranges::any_of(release.requirements,
                                [&](std::uint32_t number) { return unreadable.contains(number); }))
            release.flags |= SnapshotRelease::Unreadable;
}

bool readTexts(std::span<char*> paths, Snapshot& snapshot)
{
    for (const char* path : paths) {
        const auto text = readFile(path);
        auto projects =
            text ? parseSnapshotText(*text) : fail(ErrorCode::NotReadable, "cannot be read");
        if (!projects) {
            std::println(std::cerr, "{}: {}", path, projects.error().message);
            return false;
        }
        for (SnapshotProject& project : *projects) {
            const std::string name = project.name;
            markUnreadable(project);
            if (!snapshot.projects.emplace(name, std::move(project)).second) {
                std::println(std::cerr, "{}: {} stands there twice", path, name);
                return false;
            }
        }
    }
    return true;
}

/// Whether the listing names a release of the default index that is newer than all recorded ones.
bool isNewer(const Listed& listed, const SnapshotProject& project)
{
    const auto newest = parseVersion(listed.newest);
    return newest && std::ranges::none_of(project.releases, [&](const SnapshotRelease& release) {
               const auto version = parseVersion(release.version);
               return release.index.empty() && version && *version >= *newest;
           });
}

/// The database under construction; the first error sticks.
class Writer
{
public:
    explicit Writer(const std::string& path)
    {
        std::error_code error;
        std::filesystem::remove(path, error);
        m_failed = sqlite3_open(path.c_str(), &m_database) != SQLITE_OK;
    }
    ~Writer() { sqlite3_close(m_database); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void run(const std::string& sql)
    {
        m_failed = m_failed
            || sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK;
    }
    void about(const std::string& key, const std::string& value)
    {
        run(formatted("INSERT INTO about VALUES ('{}', '{}')", key, value));
    }
    void project(const std::string& name, const Listed& listed, bool newer, const std::string* page)
    {
        sqlite3_stmt* statement = nullptr;
        m_failed = m_failed
            || sqlite3_prepare_v2(m_database, "INSERT INTO project VALUES (?1, ?2, ?3, ?4, ?5)", -1,
                                  &statement, nullptr)
                != SQLITE_OK;
        if (m_failed) return;
        const auto bindText = [&](int place, const std::string& text) {
            sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()),
                              SQLITE_TRANSIENT);
        };
        bindText(1, name);
        bindText(2, listed.newest);
        bindText(3, listed.month);
        sqlite3_bind_int(statement, 4, newer ? 1 : 0);
        if (page != nullptr)
            sqlite3_bind_blob(statement, 5, page->data(), static_cast<int>(page->size()),
                              SQLITE_TRANSIENT);
        m_failed = sqlite3_step(statement) != SQLITE_DONE;
        sqlite3_finalize(statement);
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] std::string message() const { return sqlite3_errmsg(m_database); }

private:
    sqlite3* m_database = nullptr;
    bool m_failed = false;
};

void writeProjects(Writer& writer, const Snapshot& snapshot)
{
    for (const auto& [name, listed] : snapshot.listing)
        if (!snapshot.projects.contains(name)) writer.project(name, listed, false, nullptr);
    for (const auto& [name, project] : snapshot.projects) {
        const auto found = snapshot.listing.find(name);
        const Listed listed = found == snapshot.listing.end() ? Listed() : found->second;
        const std::string page = packProject(project);
        writer.project(name, listed, isNewer(listed, project), &page);
    }
}

void writeAbout(Writer& writer, const Snapshot& snapshot)
{
    std::string date;
    std::size_t releases = 0;
    std::size_t complete = 0;
    std::set<std::string> indexes {"default index"};
    for (const auto& [name, listed] : snapshot.listing)
        date = std::max(date, listed.month);
    for (const auto& [name, project] : snapshot.projects) {
        for (const SnapshotRelease& release : project.releases) {
            ++releases;
            if ((release.flags & (SnapshotRelease::NamesOnly | SnapshotRelease::Incomplete)) == 0)
                ++complete;
            if (!release.index.empty()) indexes.insert(release.index);
        }
    }
    writer.about("date", date);
    writer.about("projects", std::to_string(snapshot.projects.size()));
    writer.about("releases", std::to_string(releases));
    writer.about("complete", std::to_string(complete));
    writer.about("listed", std::to_string(snapshot.listing.size()));
    for (const std::string& index : indexes)
        writer.about("index:" + index, "");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::println(std::cerr, "usage: pinwheel-compile-index OUT.sqlite LISTING.tsv TEXT…");
        return 2;
    }
    Snapshot snapshot;
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (!readListing(arguments[2], snapshot)) {
        std::println(std::cerr, "{}: is no listing", arguments[2]);
        return 1;
    }
    if (!readTexts(arguments.subspan(3), snapshot)) return 1;
    const std::string out = arguments[1];
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(out).parent_path(), error);
    const std::string temporary = out + ".new";
    {
        Writer writer(temporary);
        writer.run(formatted(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "PRAGMA application_id = {}; PRAGMA user_version = {}; BEGIN;"
            "CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
            "CREATE TABLE project(name TEXT PRIMARY KEY, newest TEXT, month TEXT, newer INTEGER, "
            "page BLOB);",
            snapshotApplicationId, snapshotFormat));
        writeAbout(writer, snapshot);
        writeProjects(writer, snapshot);
        writer.run("COMMIT");
        if (writer.failed()) {
            std::println(std::cerr, "{}: {}", out, writer.message());
            return 1;
        }
    }
    std::filesystem::rename(temporary, out, error);
    if (error) std::println(std::cerr, "{}: {}", out, error.message());
    return error ? 1 : 0;
}
