#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Changes of one letter (insert, delete, replace, swap of neighbours) that lead from one word to
/// another, letter case aside. Source: the optimal string alignment distance.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// ", did you mean 'requirements'?" for the nearest of the known words, or "" where none is near.
[[nodiscard]] std::string didYouMean(std::string_view word, const std::vector<std::string>& known);

} // namespace pinwheel
