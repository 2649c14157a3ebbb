#pragma once

#include "app/net/netrc.h"
#include "core/index/transport.h"

#include <chrono>
#include <memory>

namespace pinwheel {

struct HttpOptions {
    std::chrono::milliseconds silence {
        15'000}; ///< an answer of which nothing comes for so long has failed
    std::chrono::milliseconds whole {120'000}; ///< one try takes no longer
    std::chrono::milliseconds backOff {
        500}; ///< before the second try; twice as long before each further one
    std::chrono::milliseconds longestWait {10'000}; ///< of what Retry-After asks for
    int tries = 4;
    int connections = 8; ///< requests on their way at the same time
    std::vector<NetrcEntry> netrc;
};

/// HTTP and HTTPS over Qt Network, on a thread of its own. Proxies come from http_proxy,
/// https_proxy, all_proxy and no_proxy. Makes a QCoreApplication where the program has none, so it
/// is made on the main thread.
[[nodiscard]] std::shared_ptr<Transport> makeHttpTransport(HttpOptions options);

} // namespace pinwheel
