#pragma once

#include "core/shell/word_parser.h"

namespace pinwheel::shell {

/// What both ways of finding the structure share: tokens of one list, and the leaves made from
/// them.
class TokenSource
{
public:
    TokenSource(const Unit& unit, ShellRange range, ShellDialect dialect,
                std::vector<ShellProblem>& problems, int depth);

    [[nodiscard]] const std::vector<Token>& tokens() const { return m_tokens; }
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] ShellRange range() const { return m_range; }
    [[nodiscard]] std::string_view spelled(const Token& token) const
    {
        return m_text.substr(token.range.begin, token.range.end - token.range.begin);
    }
    [[nodiscard]] Redirect redirect(const Token& token);
    /// A simple command, `[[ … ]]` or `(( … ))` of tokens [first, last).
    [[nodiscard]] CommandPtr simple(std::size_t first, std::size_t last);
    [[nodiscard]] Word plainWord(const Token& token) { return m_words.word(token.range); }
    void words(const Token& token, std::vector<Word>& into) { m_words.words(token.range, into); }
    void problem(ShellRange range, std::string message);
    [[nodiscard]] int depth() const { return m_depth; }
    [[nodiscard]] ShellDialect dialect() const { return m_dialect; }
    /// Index of the first token that begins at or after a byte.
    [[nodiscard]] std::size_t indexAt(std::uint32_t offset) const;

private:
    std::string_view m_text;
    ShellRange m_range;
    ShellDialect m_dialect;
    std::vector<ShellProblem>& m_problems;
    int m_depth;
    std::vector<Token> m_tokens;
    WordParser m_words;
};

/// Structure by tree-sitter's bash grammar; null when the grammar does not accept the list.
[[nodiscard]] CommandPtr structureByGrammar(TokenSource& source);
/// Structure by recursive descent over the tokens: for what the grammar refuses; leaves out what it
/// cannot use.
[[nodiscard]] CommandPtr structureByDescent(TokenSource& source);

} // namespace pinwheel::shell
