// Recursive descent over the tokens of a list (POSIX.1-2017, Shell Command Language 2.10). It takes
// over where tree-sitter's grammar refuses a list, and it goes on where a shell would stop: what
// cannot be used is told and left out, what stands around it is kept.

#include "core/base/limits.h"
#include "core/shell/parser.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

namespace {

class Descent
{
public:
    explicit Descent(TokenSource& source)
        : m_source(source)
        , m_tokens(source.tokens())
    {
    }

    CommandPtr whole()
    {
        CommandPtr result = list();
        while (m_at < m_tokens.size()) { // A terminator without its beginning.
            m_source.problem(m_tokens[m_at].range,
                             "unexpected '" + std::string(m_source.spelled(m_tokens[m_at])) + "'");
            ++m_at;
            CommandPtr more = list();
            for (CommandPtr& child : more->children)
                result->children.push_back(std::move(child));
        }
        result->range = m_source.range();
        return result;
    }

private:
    [[nodiscard]] bool isReserved(std::string_view word) const
    {
        return m_at < m_tokens.size() && m_tokens[m_at].kind == Token::Kind::Reserved
            && m_source.spelled(m_tokens[m_at]) == word;
    }
    [[nodiscard]] bool isOperator(std::string_view op) const
    {
        return m_at < m_tokens.size() && m_tokens[m_at].kind == Token::Kind::Operator
            && m_source.spelled(m_tokens[m_at]) == op;
    }
    [[nodiscard]] bool isKind(Token::Kind kind) const
    {
        return m_at < m_tokens.size() && m_tokens[m_at].kind == kind;
    }
    void skipNewlines()
    {
        while (isKind(Token::Kind::Newline))
            ++m_at;
    }
    void expectReserved(std::string_view word)
    {
        if (isReserved(word)) {
            ++m_at;
            return;
        }
        m_source.problem(here(), "expected '" + std::string(word) + "'");
    }
    [[nodiscard]] ShellRange here() const
    {
        if (m_at < m_tokens.size()) return m_tokens[m_at].range;
        return {m_source.range().end, m_source.range().end};
    }
    [[nodiscard]] bool atTerminator() const
    {
        static constexpr std::array<std::string_view, 8> words {"then", "else", "elif", "fi",
                                                                "do",   "done", "esac", "}"};
        if (m_at >= m_tokens.size()) return true;
        const std::string_view text = m_source.spelled(m_tokens[m_at]);
        if (m_tokens[m_at].kind == Token::Kind::Reserved) return std::ranges::contains(words, text);
        if (m_tokens[m_at].kind == Token::Kind::Operator)
            return text == ")" || text.starts_with(";;") || text == ";&";
        return false;
    }

    CommandPtr make(Command::Kind kind) const
    {
        auto command = std::make_unique<Command>();
        command->kind = kind;
        command->range = here();
        return command;
    }
    void finish(Command& command) const
    {
        if (m_at > 0)
            command.range.end = std::max(command.range.begin, m_tokens[m_at - 1].range.end);
    }

    CommandPtr list()
    {
        CommandPtr result = make(Command::Kind::List);
        if (++m_depth > limits::shellDepth * 4) {
            m_source.problem(here(), "too deeply nested");
            m_at = m_tokens.size();
            --m_depth;
            return result;
        }
        while (true) {
            while (isKind(Token::Kind::Newline) || isOperator(";") || isOperator("&"))
                ++m_at;
            if (atTerminator()) break;
            const std::size_t before = m_at;
            CommandPtr command = andOr();
            if (isOperator("&")) command->background = true;
            if (m_at == before) { // Nothing fits here.
                m_source.problem(
                    here(), "unexpected '" + std::string(m_source.spelled(m_tokens[m_at])) + "'");
                ++m_at;
                continue;
            }
            result->children.push_back(std::move(command));
        }
        finish(*result);
        --m_depth;
        return result;
    }

    CommandPtr andOr()
    {
        CommandPtr first = pipeline();
        if (!isOperator("&&") && !isOperator("||")) return first;
        CommandPtr result = make(Command::Kind::AndOr);
        result->range.begin = first->range.begin;
        result->children.push_back(std::move(first));
        while (isOperator("&&") || isOperator("||")) {
            result->isOr.push_back(isOperator("||"));
            ++m_at;
            skipNewlines();
            result->children.push_back(pipeline());
        }
        finish(*result);
        return result;
    }

    CommandPtr pipeline()
    {
        bool negated = false;
        while (isReserved("!")) {
            negated = !negated;
            ++m_at;
        }
        CommandPtr first = command();
        if (!isOperator("|") && !isOperator("|&")) {
            first->negated = first->negated != negated;
            return first;
        }
        CommandPtr result = make(Command::Kind::Pipeline);
        result->range.begin = first->range.begin;
        result->negated = negated;
        result->children.push_back(std::move(first));
        while (isOperator("|") || isOperator("|&")) {
            ++m_at;
            skipNewlines();
            result->children.push_back(command());
        }
        finish(*result);
        return result;
    }

    CommandPtr command()
    {
        CommandPtr result;
        if (isReserved("if"))
            result = ifCommand();
        else if (isReserved("while") || isReserved("until"))
            result = loop();
        else if (isReserved("for") || isReserved("select"))
            result = forCommand();
        else if (isReserved("case"))
            result = caseCommand();
        else if (isReserved("{"))
            result = group("}", Command::Kind::Group);
        else if (isOperator("("))
            result = group(")", Command::Kind::Subshell);
        else if (isReserved("function"))
            result = functionKeyword();
        else
            return simpleOrFunction();
        while (isKind(Token::Kind::Redirection))
            result->redirects.push_back(m_source.redirect(m_tokens[m_at++]));
        finish(*result);
        return result;
    }

    CommandPtr simpleOrFunction()
    {
        const std::size_t first = m_at;
        while (isKind(Token::Kind::Word) || isKind(Token::Kind::Redirection)
               || isKind(Token::Kind::Conditional) || isKind(Token::Kind::Arithmetic)) {
            ++m_at;
            if (m_at == first + 1 && isOperator("(") && m_tokens[first].kind == Token::Kind::Word
                && m_at + 1 < m_tokens.size() && m_source.spelled(m_tokens[m_at + 1]) == ")") {
                CommandPtr result = make(Command::Kind::Function);
                result->range.begin = m_tokens[first].range.begin;
                result->name = m_source.spelled(m_tokens[first]);
                m_at += 2;
                functionBody(*result);
                return result;
            }
        }
        if (m_at == first) m_source.problem(here(), "expected a command");
        return m_source.simple(first, m_at);
    }
    CommandPtr functionKeyword()
    {
        CommandPtr result = make(Command::Kind::Function);
        ++m_at;
        if (isKind(Token::Kind::Word)) result->name = m_source.spelled(m_tokens[m_at++]);
        if (isOperator("(")) {
            ++m_at;
            if (isOperator(")")) ++m_at;
        }
        functionBody(*result);
        return result;
    }
    void functionBody(Command& function)
    {
        skipNewlines();
        if (++m_depth > limits::shellDepth * 4) {
            m_source.problem(here(), "too deeply nested");
            m_at = m_tokens.size();
        }
        function.children.push_back(command());
        --m_depth;
        finish(function);
    }

    CommandPtr group(std::string_view closing, Command::Kind kind)
    {
        CommandPtr result = make(kind);
        ++m_at;
        result->children.push_back(list());
        if (closing == ")" ? isOperator(closing) : isReserved(closing))
            ++m_at;
        else
            m_source.problem(here(), "expected '" + std::string(closing) + "'");
        return result;
    }

    CommandPtr ifCommand()
    {
        CommandPtr result = make(Command::Kind::If);
        ++m_at;
        result->children.push_back(list());
        expectReserved("then");
        result->children.push_back(list());
        while (isReserved("elif")) {
            ++m_at;
            result->children.push_back(list());
            expectReserved("then");
            result->children.push_back(list());
        }
        if (isReserved("else")) {
            ++m_at;
            result->children.push_back(list());
        }
        expectReserved("fi");
        return result;
    }

    CommandPtr loop()
    {
        CommandPtr result = make(isReserved("while") ? Command::Kind::While : Command::Kind::Until);
        ++m_at;
        result->children.push_back(list());
        expectReserved("do");
        result->children.push_back(list());
        expectReserved("done");
        return result;
    }

    CommandPtr forCommand()
    {
        CommandPtr result = make(Command::Kind::For);
        ++m_at;
        if (isKind(Token::Kind::Arithmetic)) {
            result->kind = Command::Kind::ForArithmetic;
            result->words.push_back(m_source.plainWord(m_tokens[m_at++]));
        } else if (isKind(Token::Kind::Word)) {
            result->name = m_source.spelled(m_tokens[m_at++]);
        } else {
            m_source.problem(here(), "expected a name after 'for'");
        }
        skipNewlines();
        if (isReserved("in")) {
            ++m_at;
            result->hasItems = true;
            while (isKind(Token::Kind::Word))
                m_source.words(m_tokens[m_at++], result->words);
        }
        while (isOperator(";") || isKind(Token::Kind::Newline))
            ++m_at;
        if (isReserved("{")) { // bash takes braces for do … done here.
            result->children.push_back(group("}", Command::Kind::Group));
            return result;
        }
        expectReserved("do");
        result->children.push_back(list());
        expectReserved("done");
        return result;
    }

    CommandPtr caseCommand()
    {
        CommandPtr result = make(Command::Kind::Case);
        ++m_at;
        if (isKind(Token::Kind::Word))
            result->words.push_back(m_source.plainWord(m_tokens[m_at++]));
        skipNewlines();
        expectReserved("in");
        skipNewlines();
        while (m_at < m_tokens.size() && !isReserved("esac")) {
            const std::size_t before = m_at;
            CaseItem item;
            if (isOperator("(")) ++m_at;
            while (isKind(Token::Kind::Word)) {
                item.patterns.push_back(m_source.plainWord(m_tokens[m_at++]));
                if (!isOperator("|")) break;
                ++m_at;
            }
            if (isOperator(")"))
                ++m_at;
            else
                m_source.problem(here(), "expected ')' after a pattern");
            item.body = list();
            if (isOperator(";;") || isOperator(";&") || isOperator(";;&")) {
                item.fallsThrough = isOperator(";&");
                ++m_at;
            }
            result->items.push_back(std::move(item));
            skipNewlines();
            if (m_at == before || isOperator(")")) {
                m_source.problem(here(), "unexpected text in 'case'");
                ++m_at;
            }
            const bool otherEnd = m_at < m_tokens.size()
                && m_tokens[m_at].kind == Token::Kind::Reserved && !isReserved("esac");
            if (otherEnd) break;
        }
        expectReserved("esac");
        return result;
    }

    TokenSource& m_source;
    const std::vector<Token>& m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

CommandPtr structureByDescent(TokenSource& source)
{
    return Descent(source).whole();
}

} // namespace pinwheel::shell
