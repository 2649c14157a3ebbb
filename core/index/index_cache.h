#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// One answer of an index, kept.
struct CachedAnswer {
    std::string url; ///< that answered
    std::string contentType;
    std::string etag;
    std::int64_t freshUntil =
        0; ///< seconds since 1970; later it is asked again whether it still holds
    std::string body;
};

/// Answers of live indexes on disk: one SQLite file, shared by all runs, bounded. Whatever goes
/// wrong with it costs time and nothing else. May be used from several threads.
class IndexCache
{
public:
    IndexCache() = default;
    IndexCache(const IndexCache&) = delete;
    IndexCache& operator=(const IndexCache&) = delete;
    virtual ~IndexCache() = default;

    [[nodiscard]] virtual std::optional<CachedAnswer> find(std::string_view key) = 0;
    /// Keeps an answer; the ones least recently used give way where there are too many bytes.
    virtual void keep(std::string_view key, const CachedAnswer& answer) = 0;
    [[nodiscard]] virtual std::uint64_t sizeBytes() = 0;
};

struct OpenedCache {
    std::unique_ptr<IndexCache> cache; ///< null where there can be none
    std::string notice; ///< in a sentence, where something was set aside or cannot be used; else ""
};

/// Opens or makes the cache. A file that is damaged, no cache, or made by a newer program is set
/// aside beside it under a name that ends in ".set-aside", and `notice` says so.
[[nodiscard]] OpenedCache openIndexCache(const std::filesystem::path& file,
                                         std::size_t maximumBytes);

} // namespace pinwheel
