#pragma once

#include "core/dockerfile/dockerfile.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace pinwheel {

/// One line of the file as it stands.
struct PhysicalLine {
    std::uint32_t begin = 0;
    std::uint32_t end = 0; ///< behind the last byte that is no line ending
    std::uint32_t next = 0; ///< first byte of the next line
    std::uint32_t number = 1;
};

/// An instruction's line: continuation lines joined, comments and empty lines between them left
/// out.
struct LogicalLine {
    JoinedText text;
    std::uint32_t begin = 0; ///< first byte in the file that is no blank
    std::uint32_t firstLine = 1;
    std::uint32_t lastLine = 1;
    std::uint32_t end = 0; ///< end of its last line in the file, without the line ending
};

/// Reads a Dockerfile line by line; comments, directives and problems go into the tree.
class LineReader
{
public:
    LineReader(Dockerfile& tree, std::string_view bytes);

    /// The next line that holds an instruction.
    [[nodiscard]] std::optional<LogicalLine> nextInstruction();
    /// The next line, whatever it holds (bodies of heredocs).
    [[nodiscard]] std::optional<PhysicalLine> nextLine();
    /// The next line without taking it.
    [[nodiscard]] std::optional<PhysicalLine> peekLine() const;
    [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const
    {
        return m_bytes.substr(begin, end - begin);
    }

private:
    void readComment(PhysicalLine line, std::uint32_t begin, bool inInstruction);
    /// @return whether the line is a directive
    bool readDirective(PhysicalLine line, std::uint32_t begin);
    void report(DockerfileProblem::Kind kind, std::string message, std::uint32_t begin,
                std::uint32_t end, bool fatal);
    [[nodiscard]] std::uint32_t contentBegin(PhysicalLine line) const;

    Dockerfile& m_tree;
    std::string_view m_bytes;
    std::uint32_t m_at = 0;
    std::uint32_t m_line = 0; ///< lines taken
    bool m_directivesEnded = false;
};

} // namespace pinwheel
