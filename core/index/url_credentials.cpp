#include "core/index/url_credentials.h"

#include <algorithm>
#include <charconv>

namespace pinwheel {
namespace {

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const bool isEscape = text[i] == '%' && i + 2 < text.size()
            && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr
                == text.data() + i + 3;
        decoded += isEscape ? static_cast<char>(value) : text[i];
        if (isEscape) i += 2;
    }
    return decoded;
}

} // namespace

std::string placeOf(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    std::string place(url.substr(0, url.find_first_of("/?#", scheme + 3)));
    std::ranges::transform(place, place.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return place;
}

UrlCredentials takeCredentials(std::string& url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos) return {};
    const std::size_t begin = scheme + 3;
    const std::size_t at = url.substr(0, url.find_first_of("/?#", begin)).rfind('@');
    if (at == std::string::npos || at < begin) return {};
    const std::string info = url.substr(begin, at - begin);
    url.erase(begin, at + 1 - begin);
    const std::size_t colon = info.find(':');
    if (colon == std::string::npos) return {percentDecoded(info), {}};
    return {percentDecoded(std::string_view(info).substr(0, colon)),
            percentDecoded(std::string_view(info).substr(colon + 1))};
}

} // namespace pinwheel
