#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace pinwheel {

/// One GET. The core describes it; app/net carries it out.
struct HttpRequest {
    std::string url; ///< without credentials
    std::string
        user; ///< with the password, sent to the scheme, host and port of `url` alone; "" = none
    std::string password;
    std::string accept; ///< media types; "" = any
    std::string etag; ///< asks for an answer only where it is another one; "" = always
    /// Wanted bytes [first, second) of the file; a server may send all of it nevertheless.
    std::optional<std::pair<std::uint64_t, std::uint64_t>> range;
    std::uint64_t lastBytes = 0; ///< wanted bytes from the end; 0 = not so
    std::size_t maximumBytes = 0; ///< a longer body (unpacked) is LimitExceeded
};

struct HttpResponse {
    int status = 0; ///< 200, 206, 304, 404, …; redirects have been followed
    std::string url; ///< that answered, after redirects
    std::string contentType;
    std::string contentRange; ///< "bytes 0-99/1000"
    std::string cacheControl;
    std::string etag;
    std::string body;
};

/// Carries out requests. Every answer of a server is a response, whatever its status; an error is
/// Network (no answer in spite of retries), LimitExceeded or Cancelled. May be used from several
/// threads at once.
class Transport
{
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// Answers in the order of the requests, which are carried out at the same time as far as
    /// connections allow.
    [[nodiscard]] virtual std::vector<Result<HttpResponse>>
    fetch(std::span<const HttpRequest> requests, std::stop_token stop) = 0;
};

} // namespace pinwheel
