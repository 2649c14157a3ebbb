#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// What a URL says of who asks; empty where it says nothing.
struct UrlCredentials {
    std::string user;
    std::string password;
};

/// Takes user and password out of a URL, percent signs decoded.
[[nodiscard]] UrlCredentials takeCredentials(std::string& url);

/// "https://host:port" of a URL without credentials, in lower case; "" for what has no scheme.
[[nodiscard]] std::string placeOf(std::string_view url);

} // namespace pinwheel
