#pragma once

#include "core/shell/lexer.h"

namespace pinwheel::shell {

/// How bytes are read: outside quotes, inside double quotes, in a heredoc's body, inside "${x:-…}".
enum class Quoting { None, Double, Heredoc, DoubleBrace };

/// Cuts a word into literal parts and expansions (POSIX.1-2017, 2.2 and 2.6; for bash also brace
/// expansion, arrays,
/// $'…', replacement and substring expansions).
class WordParser
{
public:
    WordParser(const Unit& unit, ShellDialect dialect, std::vector<ShellProblem>& problems,
               int depth)
        : m_unit(unit)
        , m_text(unit.text.bytes)
        , m_dialect(dialect)
        , m_problems(problems)
        , m_depth(depth)
    {
    }

    [[nodiscard]] Word word(ShellRange range, Quoting quoting = Quoting::None);
    /// As word, with a tilde after each unquoted colon too.
    [[nodiscard]] Word assignedValue(ShellRange range);
    /// The words of one token: several after brace expansion in bash.
    void words(ShellRange range, std::vector<Word>& into);
    /// The assignment that a token is, if it is one.
    [[nodiscard]] bool assignment(ShellRange range, Assignment& into);
    /// A heredoc's body; `stripsTabs` for `<<-`.
    [[nodiscard]] Word heredocBody(ShellRange range, bool expands, bool stripsTabs);

private:
    struct Slice {
        ShellRange range;
        std::string computed;
    };
    void parse(Word& word, std::uint32_t begin, std::uint32_t end, Quoting quoting);
    std::uint32_t parseEscape(Word& word, std::uint32_t at, std::uint32_t end, Quoting quoting);
    std::uint32_t parseDollar(Word& word, std::uint32_t at, std::uint32_t end, Quoting quoting);
    std::uint32_t parseBackquotes(Word& word, std::uint32_t at, std::uint32_t end, bool quoted);
    void parseBraces(Word& word, std::uint32_t begin, std::uint32_t end, ShellRange whole,
                     bool quoted);
    void parseOperation(Parameter& parameter, std::uint32_t at, std::uint32_t end, bool quoted);
    void parseReplacement(Parameter& parameter, std::uint32_t at, std::uint32_t end);
    std::uint32_t parseTilde(Word& word, std::uint32_t at, std::uint32_t end, bool inAssignment);
    std::uint32_t skipPart(std::uint32_t at, std::uint32_t end) const;
    bool alternatives(ShellRange range, std::vector<std::vector<Slice>>& into, int depth);
    static void addLiteral(Word& word, std::uint32_t begin, std::uint32_t end, bool quoted);
    static void addComputed(Word& word, std::string text, ShellRange range, bool quoted);
    [[nodiscard]] char at(std::uint32_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }

    const Unit& m_unit;
    std::string_view m_text;
    ShellDialect m_dialect;
    std::vector<ShellProblem>& m_problems;
    int m_depth;
    int m_nesting = 0; ///< of quotes and expansions in one word
    int m_braces = 0; ///< parameter expansions around the place
    bool m_tildeAfterColon = false;
};

/// Parses [begin, end) of the unit's text as a list.
[[nodiscard]] CommandPtr parseList(const Unit& unit, ShellRange range, ShellDialect dialect,
                                   std::vector<ShellProblem>& problems, int depth);

} // namespace pinwheel::shell
