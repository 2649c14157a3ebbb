#include "core/knowledge/dotted_version.h"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace pinwheel {

std::strong_ordering operator<=>(const DottedVersion& a, const DottedVersion& b)
{
    const std::size_t size = std::max(a.numbers.size(), b.numbers.size());
    for (std::size_t i = 0; i < size; ++i) {
        const int left = i < a.numbers.size() ? a.numbers[i] : 0;
        const int right = i < b.numbers.size() ? b.numbers[i] : 0;
        if (left != right) return left <=> right;
    }
    return a.post <=> b.post;
}

DottedVersion parseDottedVersion(std::string_view text)
{
    DottedVersion version;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        int number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc {} || number < 0) break;
        version.numbers.push_back(number);
        at = next;
        if (at == end || *at != '.') break;
        ++at;
    }
    const std::size_t post = text.find("post");
    if (post != std::string_view::npos) {
        int number = 0;
        const auto [next, error] = std::from_chars(text.data() + post + 4, end, number);
        version.post = error == std::errc {} && next != nullptr ? number : 0;
    }
    return version;
}

bool beginsWith(const DottedVersion& version, const DottedVersion& prefix)
{
    if (prefix.numbers.size() > version.numbers.size()) return version == prefix;
    if (prefix.post >= 0 && version.post != prefix.post) return false;
    return std::ranges::equal(prefix.numbers,
                              version.numbers | std::views::take(prefix.numbers.size()));
}

std::string majorMinor(std::string_view version)
{
    const DottedVersion dotted = parseDottedVersion(version);
    if (dotted.numbers.empty()) return {};
    if (dotted.numbers.size() == 1) return std::to_string(dotted.numbers[0]);
    return std::to_string(dotted.numbers[0]) + "." + std::to_string(dotted.numbers[1]);
}

} // namespace pinwheel
