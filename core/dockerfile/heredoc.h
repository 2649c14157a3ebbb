#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The word that begins a heredoc: `<<EOF`, `3<<-'EOF'`.
struct HeredocMark {
    std::string name;
    std::uint64_t fd = 0;
    bool expand = true;
    bool chomp = false;

    friend bool operator==(const HeredocMark&, const HeredocMark&) = default;
};

/// Reads one word as a heredoc mark; none when it is no mark.
/// @return or why its name is invalid
[[nodiscard]] std::expected<std::optional<HeredocMark>, std::string>
parseHeredocMark(std::string_view word);

/// All heredoc marks of the joined line of an instruction, in order. Marks inside quotes are none;
/// a line whose quotes are not closed has none.
[[nodiscard]] std::expected<std::vector<HeredocMark>, std::string>
heredocMarks(std::string_view line);

} // namespace pinwheel
