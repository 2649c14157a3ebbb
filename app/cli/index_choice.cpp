#include "app/cli/index_choice.h"

#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/net/network_module.h"
#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/base/network_limits.h"
#include "core/index/live_index.h"
#include "core/index/recorded_index.h"
#include "core/index/snapshot_index.h"

#include <chrono>
#include <cstdlib>
#include <dlfcn.h>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

std::string environmentText(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

Result<std::shared_ptr<Transport>> loadTransport()
{
    const fs::path file = libraryFolder() / "pinwheel-network.so";
    // Never unloaded: threads of Qt may end after us.
    void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* symbol = library == nullptr ? nullptr : ::dlsym(library, "pinwheelMakeTransport");
    if (symbol == nullptr) {
        const char* why = ::dlerror();
        return fail(ErrorCode::NotFound,
                    formatted("the network cannot be used: {}",
                              why == nullptr ? "its library is damaged" : why));
    }
    std::shared_ptr<Transport> transport;
    reinterpret_cast<decltype(&pinwheelMakeTransport)>(symbol)(&transport);
    return transport;
}

Result<PackageIndexPtr> openLiveIndex(const IndexChoice& choice)
{
    PINWHEEL_TRY(transport, loadTransport());
    OpenedCache cache = openIndexCache(indexCacheFile(), limits::indexCacheBytes);
    if (!cache.notice.empty()) reportTrouble(cache.notice);
    LiveIndexServices services {.transport = transport, .cache = std::move(cache.cache)};
    services.defaultIndexUrl =
        choice.defaultUrl.empty() ? environmentText("PIP_INDEX_URL") : choice.defaultUrl;
    services.month = today().substr(0, 7);
    services.now = [] {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    };
    services.progress = choice.progress;
    return makeLiveIndex(std::move(services));
}

} // namespace

fs::path indexCacheFile()
{
    const std::string cache = environmentText("XDG_CACHE_HOME");
    // The specification wants an absolute path and else the default. Source: XDG Base Directory
    // Specification.
    const fs::path folder =
        cache.starts_with('/') ? fs::path(cache) : fs::path(environmentText("HOME")) / ".cache";
    return folder / "pinwheel" / "index.sqlite";
}

Result<PackageIndexPtr> openIndex(const IndexChoice& choice)
{
    if (choice.which == "shipped") return openShippedSnapshot();
    if (choice.which == "live") return openLiveIndex(choice);
    return openIndexFile(choice.which);
}

} // namespace pinwheel
