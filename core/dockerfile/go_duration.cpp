#include "core/dockerfile/go_duration.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pinwheel {

namespace {

// Longer names first, so that "ms" is not taken for "m".
constexpr std::array<std::pair<std::string_view, double>, 8> units {{
    {"ns", 1.0},
    {"us", 1e3},
    {"\u00B5s", 1e3}, // micro sign
    {"\u03BCs", 1e3}, // Greek letter mu
    {"ms", 1e6},
    {"s", 1e9},
    {"m", 60e9},
    {"h", 3600e9},
}};

/// Takes "12.5" off the text; none where no digit stands.
std::optional<double> takeNumber(std::string_view& text)
{
    double value = 0;
    double place = 1;
    bool hasDigit = false;
    bool hasPoint = false;
    for (; !text.empty(); text.remove_prefix(1)) {
        const char next = text.front();
        if (next == '.' && !hasPoint) {
            hasPoint = true;
        } else if (next >= '0' && next <= '9') {
            hasDigit = true;
            value = value * 10 + (next - '0');
            if (hasPoint) place *= 10;
        } else {
            break;
        }
    }
    return hasDigit ? std::optional(value / place) : std::nullopt;
}

} // namespace

std::optional<double> goDurationNs(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return 0;
    if (text.empty()) return std::nullopt;
    double total = 0;
    while (!text.empty()) {
        const std::optional<double> number = takeNumber(text);
        const auto* const unit = std::ranges::find_if(
            units, [&](const auto& candidate) { return text.starts_with(candidate.first); });
        if (!number || unit == units.end()) return std::nullopt;
        text.remove_prefix(unit->first.size());
        total += *number * unit->second;
    }
    return isNegative ? -total : total;
}

} // namespace pinwheel
