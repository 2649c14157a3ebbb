#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A line made of pieces of a text, which still knows where each byte comes from: lines are joined
/// at continuations, and variables are replaced, but findings point into the file.
class TracedLine
{
public:
    /// Takes bytes of the file as they are.
    void append(std::string_view bytes, std::uint32_t begin)
    {
        if (bytes.empty()) return;
        add(bytes, begin, begin + static_cast<std::uint32_t>(bytes.size()));
    }
    /// Takes text that stands for the bytes [begin, end) of the file.
    void appendInstead(std::string_view text, std::uint32_t begin, std::uint32_t end)
    {
        if (!text.empty()) add(text, begin, end);
    }
    /// Takes a part of another line.
    void append(const TracedLine& line, std::size_t begin, std::size_t end);

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// Keeps [begin, end) alone.
    void keep(std::size_t begin, std::size_t end);

    /// Place in the file of the byte at `position`, which may be the end of the line.
    [[nodiscard]] std::uint32_t beginOf(std::size_t position) const;
    /// Place in the file behind the last byte of [.., position).
    [[nodiscard]] std::uint32_t endOf(std::size_t position) const;

private:
    struct Piece {
        std::size_t at = 0;
        std::size_t length = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;

        [[nodiscard]] bool isVerbatim() const { return end - begin == length; }
    };
    void add(std::string_view text, std::uint32_t begin, std::uint32_t end);

    std::string m_text;
    std::vector<Piece> m_pieces;
};

} // namespace pinwheel
