#include "core/requirements/trusted_host.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace pinwheel {
namespace {

bool isIpv4(std::string_view text)
{
    int parts = 0;
    while (true) {
        const std::size_t dot = std::min(text.find('.'), text.size());
        const std::string_view part = text.substr(0, dot);
        if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, isDigit)) return false;
        if (part.size() > 1 && part.front() == '0') return false;
        if (part.size() == 3 && part > "255") return false;
        ++parts;
        if (dot == text.size()) return parts == 4;
        text.remove_prefix(dot + 1);
    }
}

bool isIpv6(std::string_view text)
{
    const std::size_t zone = text.find('%');
    if (zone != std::string_view::npos) {
        if (zone + 1 == text.size() || text.find('%', zone + 1) != std::string_view::npos)
            return false;
        text = text.substr(0, zone);
    }
    int groups = 0;
    bool gap = false;
    if (text.starts_with("::")) {
        gap = true;
        text.remove_prefix(2);
    } else if (text.empty() || text.starts_with(':')) {
        return false;
    }
    while (!text.empty()) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        const std::string_view group = text.substr(0, colon);
        if (colon == text.size() && group.contains('.')) {
            if (!isIpv4(group)) return false;
            groups += 2;
            break;
        }
        const bool hexadecimal = std::ranges::all_of(group, [](char c) {
            return isDigit(c) || (lowerCase(c) >= 'a' && lowerCase(c) <= 'f');
        });
        if (group.empty() || group.size() > 4 || !hexadecimal) return false;
        ++groups;
        if (colon == text.size()) break;
        text.remove_prefix(colon + 1);
        if (text.starts_with(':')) {
            if (gap) return false;
            gap = true;
            text.remove_prefix(1);
        } else if (text.empty()) {
            return false; // one colon at the end
        }
    }
    return gap ? groups < 8 : groups == 8;
}

bool isPort(std::string_view port)
{
    if (!std::ranges::all_of(port, isDigit)) return false;
    std::uint32_t number = 0;
    for (const char c : port)
        number = std::min(number * 10 + static_cast<std::uint32_t>(c - '0'), 100'000U);
    return number <= 65'535;
}

} // namespace

bool isTrustedHost(std::string_view text)
{
    // A bare IPv6 address gets its brackets.
    std::string place(text);
    if (std::ranges::count(text, ':') >= 2 && !text.contains('@') && !text.contains('['))
        place = "[" + place + "]";
    place = place.substr(0, place.find_first_of("/?#"));
    if (place.contains('[') != place.contains(']')) return false;
    const std::size_t at = place.rfind('@');
    const std::string_view host =
        std::string_view(place).substr(at == std::string::npos ? 0 : at + 1);
    const std::size_t open = host.find('[');
    if (open != std::string_view::npos) {
        const std::size_t close = host.find(']');
        if (open != 0 || close == std::string_view::npos) return false;
        const std::string_view rest = host.substr(close + 1);
        if (!rest.empty() && rest.front() != ':') return false;
        return isIpv6(host.substr(1, close - 1)) && isPort(rest.substr(rest.empty() ? 0 : 1));
    }
    const std::size_t colon = std::min(host.find(':'), host.size());
    return colon > 0 && isPort(host.substr(std::min(colon + 1, host.size())));
}

} // namespace pinwheel
