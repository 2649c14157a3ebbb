#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace pinwheel {

/// A number that names one thing of one kind; ids of different kinds do not mix.
template <class Kind>
struct Id {
    std::uint32_t value = 0;

    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

} // namespace pinwheel

template <class Kind>
struct std::hash<pinwheel::Id<Kind>> {
    std::size_t operator()(pinwheel::Id<Kind> id) const noexcept { return id.value; }
};
