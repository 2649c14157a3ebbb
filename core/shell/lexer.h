#pragma once

#include "core/shell/syntax.h"

namespace pinwheel::shell {

struct Token {
    enum class Kind {
        Word, ///< any word that is not reserved at its place
        Reserved, ///< if then else elif fi do done while until for case in esac { } ! function
        Operator, ///< && || ; ;; ;& ;;& & | |& ( )
        Newline,
        Redirection, ///< with its target or, of a heredoc, the operator and delimiter
        Conditional, ///< [[ … ]]
        Arithmetic, ///< (( … ))
    };
    Kind kind = Kind::Word;
    ShellRange range;
    // Redirection:
    ShellRedirection::Kind redirection = ShellRedirection::Kind::Read;
    int descriptor = 0;
    ShellRange target; ///< the word after the operator, or the heredoc's body
    bool expandsBody = true;
    bool stripsTabs = false;

    [[nodiscard]] bool is(std::string_view text, std::string_view spelled) const
    {
        return text.substr(range.begin, range.end - range.begin) == spelled;
    }
};

/// Splits [begin, end) of a text into tokens by the rules of POSIX.1-2017, Shell Command
/// Language 2.3, and knows which words are reserved at their place (2.4).
class Lexer
{
public:
    Lexer(std::string_view text, ShellDialect dialect, std::vector<ShellProblem>& problems)
        : m_text(text)
        , m_dialect(dialect)
        , m_problems(problems)
    {
    }
    [[nodiscard]] std::vector<Token> tokens(std::uint32_t begin, std::uint32_t end);

private:
    struct Pending {
        std::size_t token = 0;
        std::string delimiter;
    };
    enum class Context { Paren, CaseItem, CasePattern, Other };

    void skipBlanks();
    bool lexOperator();
    bool lexRedirection();
    void lexRedirectionTarget(Token& token);
    void lexWord();
    void classifyWord(Token& token);
    bool isReservedHere(std::string_view word);
    void readHeredocBodies();
    bool lexBracketed();
    void push(Token::Kind kind, std::uint32_t begin, std::uint32_t end);
    [[nodiscard]] char at(std::uint32_t i) const { return i < m_end ? m_text[i] : '\0'; }

    std::string_view m_text;
    ShellDialect m_dialect;
    std::vector<ShellProblem>& m_problems;
    std::vector<Token> m_tokens;
    std::vector<Pending> m_pending;
    std::vector<Context> m_contexts;
    std::uint32_t m_at = 0;
    std::uint32_t m_end = 0;
    bool m_commandStart = true;
    int m_header = 0; ///< inside `for NAME [in …]` (1, 2, 3) or `case WORD in` (11, 12)
};

// Ends of quoted and nested parts: each takes the offset of the opening byte and gives the offset
// after the closing one, or `end` when it is missing.
[[nodiscard]] std::uint32_t skipSingleQuotes(std::string_view text, std::uint32_t at,
                                             std::uint32_t end);
[[nodiscard]] std::uint32_t skipDoubleQuotes(std::string_view text, std::uint32_t at,
                                             std::uint32_t end, int depth = 0);
[[nodiscard]] std::uint32_t skipBackquotes(std::string_view text, std::uint32_t at,
                                           std::uint32_t end);
/// `$'…'`, at the quote.
[[nodiscard]] std::uint32_t skipEscapedQuotes(std::string_view text, std::uint32_t at,
                                              std::uint32_t end);
/// At the `$` of `$(…)`, `$((…))`, `${…}`, `$name` or a lone `$`.
[[nodiscard]] std::uint32_t skipDollar(std::string_view text, std::uint32_t at, std::uint32_t end,
                                       bool inDoubleQuotes, int depth = 0);
/// At the `(` of a list in parentheses; knows case patterns, comments and heredocs.
[[nodiscard]] std::uint32_t skipParentheses(std::string_view text, std::uint32_t at,
                                            std::uint32_t end, int depth = 0);
/// At the `{` of `${`.
[[nodiscard]] std::uint32_t skipBraces(std::string_view text, std::uint32_t at, std::uint32_t end,
                                       bool inDoubleQuotes, int depth = 0);
/// True when `$((` at `at` is arithmetic, that is, closed by `))`.
[[nodiscard]] bool isArithmetic(std::string_view text, std::uint32_t at, std::uint32_t end,
                                std::uint32_t& after);

/// True when a line (with or without its newline) ends in a backslash that nothing escapes.
[[nodiscard]] bool endsWithBackslash(std::string_view line);
[[nodiscard]] bool isNameStart(char c);
[[nodiscard]] bool isNameByte(char c);
[[nodiscard]] bool isName(std::string_view text);

} // namespace pinwheel::shell
