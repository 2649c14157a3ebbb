#include "core/settings/suggestion.h"

#include "core/base/format.h"

#include <algorithm>
#include <cctype>

namespace pinwheel {

std::size_t editDistance(std::string_view a, std::string_view b)
{
    const auto same = [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x))
            == std::tolower(static_cast<unsigned char>(y));
    };
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = d[i - 1][j - 1] + (same(a[i - 1], b[j - 1]) ? 0U : 1U);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& known)
{
    constexpr std::size_t longestWord = 100; // longer words are no slip of the finger
    if (word.size() > longestWord) return {};
    const std::string* best = nullptr;
    std::size_t bestDistance = word.size() / 3 + 2;
    for (const std::string& candidate : known) {
        if (candidate.size() > longestWord) continue;
        const std::size_t distance = editDistance(word, candidate);
        if (distance >= bestDistance) continue;
        bestDistance = distance;
        best = &candidate;
    }
    return best ? formatted(", did you mean '{}'?", *best) : std::string();
}

} // namespace pinwheel
