#include "core/shell/lexer.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

namespace {

constexpr std::string_view metaBytes = " \t\n;&|<>()";

bool isMeta(char c)
{
    return metaBytes.contains(c);
}

} // namespace

std::vector<Token> Lexer::tokens(std::uint32_t begin, std::uint32_t end)
{
    m_at = begin;
    m_end = end;
    while (true) {
        skipBlanks();
        if (m_at >= m_end) break;
        if (m_text[m_at] == '\n') {
            push(Token::Kind::Newline, m_at, m_at + 1);
            ++m_at;
            readHeredocBodies();
            const bool inHeader = m_header == 11 || m_header == 1 || m_header == 12;
            if (!inHeader) {
                if (m_header == 2 || m_header == 3) m_header = m_header == 2 ? 2 : 0;
                m_commandStart = true;
            }
            continue;
        }
        if (lexRedirection() || lexBracketed() || lexOperator()) continue;
        lexWord();
    }
    if (!m_pending.empty()) readHeredocBodies();
    return std::move(m_tokens);
}

void Lexer::push(Token::Kind kind, std::uint32_t begin, std::uint32_t end)
{
    Token token;
    token.kind = kind;
    token.range = {begin, end};
    m_tokens.push_back(token);
}

void Lexer::skipBlanks()
{
    while (m_at < m_end) {
        const char c = m_text[m_at];
        if (c == ' ' || c == '\t')
            ++m_at;
        else if (c == '\\' && at(m_at + 1) == '\n')
            m_at += 2;
        else if (c == '#') {
            while (m_at < m_end && m_text[m_at] != '\n')
                ++m_at;
        } else
            break;
    }
    m_at = std::min(m_at, m_end);
}

bool Lexer::lexOperator()
{
    static constexpr std::array<std::string_view, 11> operators {
        ";;&", "&&", "||", ";;", ";&", "|&", "&", "|", ";", "(", ")"};
    const std::string_view rest = m_text.substr(m_at, m_end - m_at);
    for (const std::string_view op : operators) {
        if (!rest.starts_with(op)) continue;
        if ((op == ";;&" || op == ";&" || op == "|&") && m_dialect == ShellDialect::Dash) continue;
        const auto length = static_cast<std::uint32_t>(op.size());
        push(Token::Kind::Operator, m_at, m_at + length);
        m_at += length;
        m_commandStart = true;
        const bool inPattern = !m_contexts.empty() && m_contexts.back() == Context::CasePattern;
        if (m_header == 2 || m_header == 3) m_header = m_header == 2 ? 2 : 0;
        if (op.starts_with(";;") || op == ";&") {
            if (!m_contexts.empty() && m_contexts.back() == Context::CaseItem)
                m_contexts.back() = Context::CasePattern;
        } else if (op == "(") {
            if (!inPattern)
                m_contexts.push_back(Context::Paren);
            else
                m_commandStart = false; // `esac` after the opening parenthesis is a pattern.
        } else if (op == ")") {
            if (inPattern)
                m_contexts.back() = Context::CaseItem;
            else if (!m_contexts.empty() && m_contexts.back() == Context::Paren)
                m_contexts.pop_back();
        } else if (inPattern) {
            m_commandStart = false;
        }
        return true;
    }
    return false;
}

bool Lexer::lexRedirection()
{
    std::uint32_t i = m_at;
    if (at(i) >= '0' && at(i) <= '9' && (at(i + 1) == '<' || at(i + 1) == '>')) ++i;
    const bool both =
        m_dialect == ShellDialect::Bash && at(i) == '&' && at(i + 1) == '>' && i == m_at;
    if (!both && at(i) != '<' && at(i) != '>') return false;
    // <( and >( are words of bash.
    if (m_dialect == ShellDialect::Bash && i == m_at && !both && at(i + 1) == '(') return false;
    using Kind = ShellRedirection::Kind;
    struct Spelling {
        std::string_view text;
        Kind kind;
        int descriptor;
    };
    static constexpr std::array<Spelling, 13> spellings {{{"&>>", Kind::AppendBoth, 1},
                                                          {"&>", Kind::WriteBoth, 1},
                                                          {"<<<", Kind::HereString, 0},
                                                          {"<<-", Kind::HereDocument, 0},
                                                          {"<<", Kind::HereDocument, 0},
                                                          {"<&", Kind::DuplicateInput, 0},
                                                          {"<>", Kind::ReadWrite, 0},
                                                          {"<", Kind::Read, 0},
                                                          {">>", Kind::Append, 1},
                                                          {">&", Kind::DuplicateOutput, 1},
                                                          {">|", Kind::Write, 1},
                                                          {">", Kind::Write, 1},
                                                          {"", Kind::Write, 1}}};
    const std::string_view rest = m_text.substr(i, m_end - i);
    for (const Spelling& spelling : spellings) {
        if (!rest.starts_with(spelling.text)) continue;
        if (spelling.kind == Kind::HereString && m_dialect == ShellDialect::Dash) continue;
        Token token;
        token.kind = Token::Kind::Redirection;
        token.redirection = spelling.kind;
        token.descriptor = i > m_at ? m_text[m_at] - '0' : spelling.descriptor;
        token.stripsTabs = spelling.text == "<<-";
        token.range = {m_at, m_at};
        m_at = i + static_cast<std::uint32_t>(spelling.text.size());
        lexRedirectionTarget(token);
        return true;
    }
    return false;
}

void Lexer::lexRedirectionTarget(Token& token)
{
    while (m_at < m_end
           && (m_text[m_at] == ' ' || m_text[m_at] == '\t'
               || (m_text[m_at] == '\\' && at(m_at + 1) == '\n')))
        m_at += m_text[m_at] == '\\' ? 2U : 1U;
    const bool wasStart = m_commandStart;
    const int header = m_header;
    const std::size_t before = m_tokens.size();
    if (m_at < m_end && !std::string_view("\n;&|<>()").contains(m_text[m_at])) {
        m_commandStart = false;
        m_header = 0;
        lexWord();
    }
    m_header = header;
    m_commandStart = wasStart;
    if (m_tokens.size() == before) {
        m_problems.push_back({.range = {token.range.begin, std::min(m_at, m_end)},
                              .message = "a redirection without a target"});
        token.target = {m_at, m_at};
    } else {
        token.target = m_tokens.back().range;
        m_tokens.resize(before);
    }
    token.range.end = m_at;
    if (token.redirection == ShellRedirection::Kind::HereDocument) {
        // The delimiter without its quotes; any quote means that the body is taken as it is
        // (2.7.4).
        std::string delimiter;
        for (std::uint32_t i = token.target.begin; i < token.target.end; ++i) {
            const char c = m_text[i];
            if (c == '\'' || c == '"') {
                token.expandsBody = false;
            } else if (c == '\\' && i + 1 < token.target.end) {
                token.expandsBody = false;
                delimiter += m_text[++i];
            } else {
                delimiter += c;
            }
        }
        m_pending.push_back({.token = m_tokens.size(), .delimiter = std::move(delimiter)});
    }
    m_tokens.push_back(token);
}

void Lexer::readHeredocBodies()
{
    for (const Pending& pending : m_pending) {
        Token& token = m_tokens[pending.token];
        token.target = {m_at, m_end};
        bool closed = false;
        bool continues = false; // A continued line is no delimiter.
        while (m_at < m_end && !closed) {
            const std::uint32_t lineBegin = m_at;
            std::uint32_t lineEnd = m_at;
            while (lineEnd < m_end && m_text[lineEnd] != '\n')
                ++lineEnd;
            std::string_view line = m_text.substr(lineBegin, lineEnd - lineBegin);
            if (token.stripsTabs)
                line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
            m_at = std::min(lineEnd + 1, m_end);
            const bool wasContinued = continues;
            continues = token.expandsBody
                && endsWithBackslash(m_text.substr(lineBegin, lineEnd - lineBegin));
            if (line == pending.delimiter && !wasContinued) {
                token.target.end = lineBegin;
                closed = true;
            }
        }
        // dash takes a heredoc without its end to the end of the text.
    }
    m_pending.clear();
}

bool Lexer::lexBracketed()
{
    if (!m_commandStart || m_dialect != ShellDialect::Bash) return false;
    const std::string_view rest = m_text.substr(m_at, m_end - m_at);
    if (rest.starts_with("((")) {
        // Arithmetic when the parentheses close together; the test reads from one byte before, as
        // if it were `$`.
        std::uint32_t after = 0;
        if (m_at > 0 && isArithmetic(m_text, m_at - 1, m_end, after)) {
            push(Token::Kind::Arithmetic, m_at, after);
        } else if (m_at == 0) {
            const std::string padded = "$" + std::string(m_text.substr(0, m_end));
            if (!isArithmetic(padded, 0, m_end + 1, after)) return false;
            push(Token::Kind::Arithmetic, 0, after - 1);
        } else {
            return false;
        }
        m_at = m_tokens.back().range.end;
        m_commandStart = m_header == 2; // `for ((…)) do`
        return true;
    }
    if (!rest.starts_with("[[") || rest.size() < 3 || !std::string_view(" \t\n").contains(rest[2]))
        return false;
    // Words up to `]]`; everything else belongs to the expression.
    const std::uint32_t begin = m_at;
    std::uint32_t i = m_at + 2;
    while (i < m_end) {
        const char c = m_text[i];
        const bool wordStart = std::string_view(" \t\n").contains(m_text[i - 1]);
        if (wordStart && c == ']' && at(i + 1) == ']'
            && (i + 2 >= m_end || isMeta(m_text[i + 2]))) {
            push(Token::Kind::Conditional, begin, i + 2);
            m_at = i + 2;
            m_commandStart = true;
            return true;
        }
        if (c == '\\')
            i += 2;
        else if (c == '\'')
            i = skipSingleQuotes(m_text, i, m_end);
        else if (c == '"')
            i = skipDoubleQuotes(m_text, i, m_end);
        else if (c == '`')
            i = skipBackquotes(m_text, i, m_end);
        else if (c == '$')
            i = skipDollar(m_text, i, m_end, false);
        else
            ++i;
    }
    return false;
}

void Lexer::lexWord()
{
    Token token;
    token.range.begin = m_at;
    while (m_at < m_end) {
        const char c = m_text[m_at];
        if (c == '\\') {
            m_at += 2;
        } else if (c == '\'') {
            m_at = skipSingleQuotes(m_text, m_at, m_end);
        } else if (c == '"') {
            m_at = skipDoubleQuotes(m_text, m_at, m_end);
        } else if (c == '`') {
            m_at = skipBackquotes(m_text, m_at, m_end);
        } else if (c == '$') {
            const bool escaped = at(m_at + 1) == '\'' && m_dialect == ShellDialect::Bash;
            m_at = escaped ? skipEscapedQuotes(m_text, m_at + 1, m_end)
                           : skipDollar(m_text, m_at, m_end, false);
        } else if (m_dialect == ShellDialect::Bash && (c == '<' || c == '>')
                   && at(m_at + 1) == '(') {
            m_at = skipParentheses(m_text, m_at + 1, m_end);
        } else if (m_dialect == ShellDialect::Bash && c == '(' && m_at > token.range.begin
                   && m_text[m_at - 1] == '=') {
            m_at = skipParentheses(m_text, m_at, m_end); // name=(…)
        } else if (m_dialect == ShellDialect::Bash && c == '(' && m_at > token.range.begin
                   && std::string_view("@!+?*").contains(m_text[m_at - 1])
                   && (m_header == 0
                       && (!m_commandStart
                           || (!m_contexts.empty()
                               && m_contexts.back() == Context::CasePattern)))) {
            m_at = skipParentheses(m_text, m_at, m_end); // extended pattern
        } else if (isMeta(c)) {
            break;
        } else {
            ++m_at;
        }
    }
    m_at = std::min(m_at, m_end);
    if (m_at == token.range.begin)
        ++m_at; // A byte that begins nothing: it stands as a word of its own.
    token.range.end = m_at;
    classifyWord(token);
    m_tokens.push_back(token);
}

bool Lexer::isReservedHere(std::string_view word)
{
    static constexpr std::array<std::string_view, 15> words {
        "if",    "then", "else", "elif", "fi", "do", "done", "while",
        "until", "for",  "case", "esac", "{",  "}",  "!"};
    if (std::ranges::contains(words, word)) return true;
    return m_dialect == ShellDialect::Bash && (word == "function" || word == "select");
}

void Lexer::classifyWord(Token& token)
{
    const std::string_view word =
        m_text.substr(token.range.begin, token.range.end - token.range.begin);
    const bool inPattern = !m_contexts.empty() && m_contexts.back() == Context::CasePattern;
    switch (m_header) {
    case 1: // the name of a for loop
        m_header = 2;
        m_commandStart = true;
        return;
    case 2: // `in`, or `do` at once
        m_header = 0;
        if (word == "in") {
            token.kind = Token::Kind::Reserved;
            m_header = 3;
            m_commandStart = false;
            return;
        }
        break;
    case 3: // the items of a for loop
        m_commandStart = false;
        return;
    case 11: // the subject of case
        m_header = 12;
        return;
    case 12:
        m_header = 0;
        if (word == "in") {
            token.kind = Token::Kind::Reserved;
            m_contexts.push_back(Context::CasePattern);
            m_commandStart = true;
            return;
        }
        break;
    case 20: // the name of a function
        m_header = 0;
        m_commandStart = true;
        return;
    default:
        break;
    }
    if (inPattern) {
        if (m_commandStart && word == "esac") {
            token.kind = Token::Kind::Reserved;
            m_contexts.pop_back();
            m_commandStart = true;
            return;
        }
        m_commandStart = false;
        return;
    }
    if (!m_commandStart || !isReservedHere(word)) {
        m_commandStart = false;
        return;
    }
    token.kind = Token::Kind::Reserved;
    m_commandStart = true;
    if (word == "for" || word == "select") m_header = 1;
    if (word == "for" && m_dialect == ShellDialect::Bash) {
        skipBlanks();
        if (m_text.substr(m_at, m_end - m_at).starts_with("((")) m_header = 2; // for ((…;…;…))
    }
    if (word == "case") m_header = 11;
    if (word == "function") m_header = 20;
    if (word == "esac" && !m_contexts.empty() && m_contexts.back() == Context::CaseItem)
        m_contexts.pop_back();
    if (m_header == 1 || m_header == 11) m_commandStart = false;
}

} // namespace pinwheel::shell
