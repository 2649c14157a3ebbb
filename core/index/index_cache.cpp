#include "core/index/index_cache.h"

#include "core/base/format.h"
#include "core/index/sqlite_handle.h"

#include <chrono>
#include <mutex>

namespace pinwheel {
namespace fs = std::filesystem;
using sqlite::columnText;
using sqlite::Database;
using sqlite::numberOf;
using sqlite::prepare;
using sqlite::Statement;

namespace {

constexpr std::int64_t cacheApplicationId = 0x50574341; // "PWCA"
constexpr std::int64_t cacheFormat = 1;

void bindText(sqlite3_stmt* statement, int place, std::string_view text)
{
    sqlite3_bind_blob64(statement, place, text.data() == nullptr ? "" : text.data(), text.size(),
                        SQLITE_STATIC);
}

bool run(sqlite3* database, const std::string& sql)
{
    return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

class SqliteCache final : public IndexCache
{
public:
    SqliteCache(Database database, std::size_t maximumBytes)
        : m_database(std::move(database))
        , m_maximumBytes(static_cast<std::int64_t>(maximumBytes))
    {
    }

    std::optional<CachedAnswer> find(std::string_view key) override
    {
        const std::scoped_lock lock(m_mutex);
        const Statement rows = prepare(
            m_database.get(), "SELECT url, type, etag, fresh, body FROM answer WHERE key = ?1");
        if (!rows) return std::nullopt;
        bindText(rows.get(), 1, key);
        if (sqlite3_step(rows.get()) != SQLITE_ROW) return std::nullopt;
        CachedAnswer answer {.url = columnText(rows.get(), 0),
                             .contentType = columnText(rows.get(), 1),
                             .etag = columnText(rows.get(), 2),
                             .freshUntil = sqlite3_column_int64(rows.get(), 3),
                             .body = columnText(rows.get(), 4)};
        const Statement touch =
            prepare(m_database.get(), "UPDATE answer SET used = ?2 WHERE key = ?1");
        bindText(touch.get(), 1, key);
        sqlite3_bind_int64(touch.get(), 2, now());
        (void)sqlite3_step(touch.get());
        return answer;
    }

    void keep(std::string_view key, const CachedAnswer& answer) override
    {
        const std::scoped_lock lock(m_mutex);
        const auto size =
            static_cast<std::int64_t>(answer.body.size() + answer.url.size() + key.size());
        if (size > m_maximumBytes) return;
        makeRoom(size);
        const Statement row =
            prepare(m_database.get(),
                    "INSERT OR REPLACE INTO answer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        if (!row) return;
        bindText(row.get(), 1, key);
        bindText(row.get(), 2, answer.url);
        bindText(row.get(), 3, answer.contentType);
        bindText(row.get(), 4, answer.etag);
        sqlite3_bind_int64(row.get(), 5, answer.freshUntil);
        sqlite3_bind_int64(row.get(), 6, now());
        sqlite3_bind_int64(row.get(), 7, size);
        bindText(row.get(), 8, answer.body);
        (void)sqlite3_step(
            row.get()); // A full disk or another process's lock: then it is not kept.
    }

    std::uint64_t sizeBytes() override
    {
        const std::scoped_lock lock(m_mutex);
        return static_cast<std::uint64_t>(total());
    }

private:
    [[nodiscard]] std::int64_t total() const
    {
        return numberOf(m_database.get(), "SELECT coalesce(sum(size), 0) FROM answer").value_or(0);
    }
    [[nodiscard]] static std::int64_t now()
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    /// Drops the oldest answers until the new one fits, and a quarter more, so that it is not done
    /// at every one.
    void makeRoom(std::int64_t size)
    {
        std::int64_t bytes = total();
        if (bytes + size <= m_maximumBytes) return;
        while (bytes > 0 && bytes + size > m_maximumBytes / 4 * 3) {
            if (!run(m_database.get(),
                     "DELETE FROM answer WHERE key = (SELECT key FROM answer ORDER BY used LIMIT "
                     "1)"))
                return;
            const std::int64_t left = total();
            if (left >= bytes) return;
            bytes = left;
        }
    }

    std::mutex m_mutex;
    Database m_database;
    std::int64_t m_maximumBytes;
};

enum class Opening { Fine, Damaged, Newer, Unusable };

Opening openDatabase(const fs::path& file, Database& database)
{
    sqlite3* raw = nullptr;
    const int opened =
        sqlite3_open_v2(file.c_str(), &raw,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database.reset(raw);
    if (opened != SQLITE_OK) return Opening::Unusable;
    sqlite3_busy_timeout(raw, 2000);
    const auto application = numberOf(raw, "PRAGMA application_id");
    const auto format = numberOf(raw, "PRAGMA user_version");
    const auto pages = numberOf(raw, "PRAGMA page_count");
    if (!application || !format || !pages) return Opening::Damaged;
    if (*pages > 0 && *application != cacheApplicationId) return Opening::Damaged;
    if (*pages > 0 && *format > cacheFormat) return Opening::Newer;
    if (*pages == 0 || *format < cacheFormat) {
        const bool made = run(
            raw,
            formatted("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; DROP TABLE IF EXISTS answer;"
                      "CREATE TABLE answer(key BLOB PRIMARY KEY, url BLOB, type BLOB, etag BLOB, "
                      "fresh INTEGER,"
                      " used INTEGER, size INTEGER, body BLOB);"
                      "CREATE INDEX by_use ON answer(used); CREATE INDEX by_size ON answer(size);"
                      "PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT;",
                      cacheApplicationId, cacheFormat));
        if (!made) return Opening::Unusable;
    }
    (void)run(raw, "PRAGMA synchronous = OFF");
    // Reads the indexes, which a damaged file rarely survives; the bodies are judged by who parses
    // them.
    return numberOf(raw, "SELECT coalesce(sum(size), 0) + count(used) FROM answer")
        ? Opening::Fine
        : Opening::Damaged;
}

/// Moves the file and what SQLite keeps beside it out of the way.
bool setAside(const fs::path& file)
{
    std::error_code error;
    for (const char* suffix : {"-wal", "-shm"})
        fs::remove(file.string() + suffix, error);
    fs::rename(file, file.string() + ".set-aside", error);
    return !error;
}

} // namespace

OpenedCache openIndexCache(const fs::path& file, std::size_t maximumBytes)
{
    OpenedCache opened;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    Database database;
    Opening state = openDatabase(file, database);
    if (state == Opening::Damaged || state == Opening::Newer) {
        database.reset();
        opened.notice =
            formatted("the index cache {} {}; it is set aside as {}.set-aside", file.string(),
                      state == Opening::Newer ? "was made by a newer Pinwheel" : "is damaged",
                      file.filename().string());
        state = setAside(file) ? openDatabase(file, database) : Opening::Unusable;
    }
    if (state != Opening::Fine) {
        opened.notice = formatted("the index cache {} cannot be used", file.string());
        return opened;
    }
    // Pages of private indexes lie in it.
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
    opened.cache = std::make_unique<SqliteCache>(std::move(database), maximumBytes);
    return opened;
}

} // namespace pinwheel
