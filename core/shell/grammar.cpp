// The structure of a list by tree-sitter's bash grammar.
//
// The lexer has cut the words already, so the grammar is given a drawing of the list, byte for byte
// as long as the original: words become x's, redirections too (or blanks after a compound command),
// heredoc bodies and comments blanks. What quotes, expansions, `test` expressions and heredocs look
// like inside never reaches the grammar, which reads some of them other than a shell does; the
// offsets of its nodes still lead to our tokens.

#include "core/shell/parser.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_bash(void);

namespace pinwheel::shell {

namespace {

struct Drawing {
    std::string text;
    std::map<std::uint32_t, std::vector<std::size_t>>
        redirectsAfter; ///< end of a compound command → its redirections
    std::map<std::uint32_t, bool> negated; ///< begin of a pipeline → odd number of `!`
    std::size_t leaves = 0; ///< tokens that belong to simple commands
};

bool opensList(std::string_view word)
{
    return word == "then" || word == "do" || word == "else" || word == "elif" || word == "if"
        || word == "while" || word == "until" || word == "{";
}

bool closesCommand(std::string_view word)
{
    return word == "fi" || word == "done" || word == "esac" || word == "}";
}

/// Draws the tokens of a list; nothing where a construct is beyond the grammar.
class Draughtsman
{
public:
    explicit Draughtsman(const TokenSource& source)
        : m_source(source)
        , m_tokens(source.tokens())
        , m_shift(source.range().begin)
    {
        m_drawing.text.assign(source.range().end - source.range().begin, ' ');
    }

    std::optional<Drawing> draw()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at)
            if (!drawToken(m_tokens[m_at])) return std::nullopt;
        return std::move(m_drawing);
    }

private:
    void fill(ShellRange range, char c)
    {
        std::fill(m_drawing.text.begin() + (range.begin - m_shift),
                  m_drawing.text.begin() + (range.end - m_shift), c);
    }
    void copy(const Token& token)
    {
        const std::string_view text = m_source.spelled(token);
        std::ranges::copy(text, m_drawing.text.begin() + (token.range.begin - m_shift));
    }
    void leaf(const Token& token)
    {
        fill(token.range, 'x');
        ++m_drawing.leaves;
        m_closed.reset();
        m_joins = false;
    }

    bool drawToken(const Token& token)
    {
        if (m_bang && token.kind != Token::Kind::Newline
            && !(token.kind == Token::Kind::Reserved && token.is(m_source.text(), "!"))) {
            m_drawing.negated[token.range.begin] = *m_bang;
            m_bang.reset();
        }
        switch (token.kind) {
        case Token::Kind::Word:
        case Token::Kind::Conditional:
            if (!m_cases.empty() && m_cases.back() == 'p') return drawPattern();
            leaf(token);
            return true;
        case Token::Kind::Arithmetic:
            leaf(token);
            return true;
        case Token::Kind::Redirection:
            if (m_closed) {
                m_drawing.redirectsAfter[*m_closed].push_back(m_at);
                return true;
            }
            leaf(token);
            return true;
        case Token::Kind::Newline:
            if (!m_joins) m_drawing.text[token.range.begin - m_shift] = '\n';
            m_closed.reset();
            return true;
        case Token::Kind::Operator:
            return drawOperator(token);
        case Token::Kind::Reserved:
            return drawReserved(token);
        }
        return true;
    }

    bool drawOperator(const Token& token)
    {
        const std::string_view text = m_source.spelled(token);
        copy(token);
        m_joins = text == "&&" || text == "||" || text == "|" || text == "|&" || text == "(";
        m_closed.reset();
        if (text == "(") {
            if (!m_cases.empty() && m_cases.back() == 'p') return drawPattern();
            const bool function = m_at + 1 < m_tokens.size() && m_at > 0
                && m_tokens[m_at - 1].kind == Token::Kind::Word
                && m_source.spelled(m_tokens[m_at + 1]) == ")";
            if (function) {
                --m_drawing.leaves; // The name is no part of a simple command.
                copy(m_tokens[++m_at]);
                m_joins = true;
                return true;
            }
            // Two parentheses side by side are arithmetic to the grammar.
            if (m_at > 0 && m_tokens[m_at - 1].range.end == token.range.begin
                && m_source.spelled(m_tokens[m_at - 1]) == "(")
                return false;
            m_cases += '(';
        } else if (text == ")") {
            if (m_cases.empty() || m_cases.back() != '(') return false;
            m_cases.pop_back();
            m_closed = token.range.end;
        } else if (text.starts_with(";;") || text == ";&") {
            if (m_cases.empty() || m_cases.back() != 'c') return false;
            m_cases.back() = 'p';
        }
        return true;
    }

    bool drawPattern()
    {
        // `( a | b )` up to the closing parenthesis: one word.
        const std::uint32_t begin = m_tokens[m_at].range.begin;
        while (m_at < m_tokens.size() && m_source.spelled(m_tokens[m_at]) != ")") {
            const Token& token = m_tokens[m_at];
            const bool fits = token.kind == Token::Kind::Word || m_source.spelled(token) == "|"
                || m_source.spelled(token) == "(";
            if (!fits) return false;
            ++m_at;
        }
        if (m_at >= m_tokens.size() || m_tokens[m_at].range.begin == begin) return false;
        fill({begin, m_tokens[m_at].range.begin}, 'x');
        copy(m_tokens[m_at]);
        m_cases.back() = 'c';
        m_closed.reset();
        m_joins = false;
        return true;
    }

    bool drawReserved(const Token& token)
    {
        const std::string_view word = m_source.spelled(token);
        m_closed.reset();
        if (word == "!") {
            m_bang = !m_bang.value_or(false);
            return true;
        }
        copy(token);
        m_joins = opensList(word);
        if (closesCommand(word)) {
            m_closed = token.range.end;
            if (word == "esac") {
                if (m_cases.empty() || m_cases.back() == '(') return false;
                m_cases.pop_back();
            }
            // `} }`: the grammar wants a separator between them.
            if (m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].kind == Token::Kind::Reserved
                && m_tokens[m_at + 1].range.begin > token.range.end)
                m_drawing.text[token.range.end - m_shift] = ';';
            return true;
        }
        if (word == "for") return drawFor();
        if (word == "case") {
            if (m_at + 1 >= m_tokens.size() || m_tokens[m_at + 1].kind != Token::Kind::Word)
                return false;
            fill(m_tokens[++m_at].range, 'x');
            while (m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].kind == Token::Kind::Newline)
                ++m_at;
            if (m_at + 1 >= m_tokens.size() || m_source.spelled(m_tokens[m_at + 1]) != "in")
                return false;
            copy(m_tokens[++m_at]);
            m_cases += 'p';
            return true;
        }
        return word != "select" && word != "function" && word != "in";
    }

    bool drawFor()
    {
        if (m_at + 1 >= m_tokens.size() || m_tokens[m_at + 1].kind != Token::Kind::Word)
            return false;
        const Token& name = m_tokens[++m_at];
        fill(name.range, 'x');
        // The items are left out; a separator stands before `do`.
        while (m_at + 1 < m_tokens.size()) {
            const Token& next = m_tokens[m_at + 1];
            if (next.kind == Token::Kind::Reserved && next.is(m_source.text(), "do")) {
                if (next.range.begin <= name.range.end) return false;
                m_drawing.text[next.range.begin - 1 - m_shift] = ';';
                return true;
            }
            const bool fits = next.kind == Token::Kind::Word || next.kind == Token::Kind::Newline
                || (next.kind == Token::Kind::Operator && next.is(m_source.text(), ";"))
                || (next.kind == Token::Kind::Reserved && next.is(m_source.text(), "in"));
            if (!fits) return false;
            ++m_at;
        }
        return false;
    }

    const TokenSource& m_source;
    const std::vector<Token>& m_tokens;
    std::uint32_t m_shift;
    Drawing m_drawing;
    std::size_t m_at = 0;
    std::string m_cases; ///< open: '(' subshell, 'p' case before a pattern, 'c' case inside an item
    std::optional<std::uint32_t>
        m_closed; ///< end of the compound command that redirections would belong to
    std::optional<bool> m_bang;
    bool m_joins = true; ///< a newline here separates nothing
};

std::string_view typeOf(TSNode node)
{
    return ts_node_type(node);
}

/// Turns the grammar's nodes into our commands. Any surprise makes the whole null.
class Converter
{
public:
    Converter(TokenSource& source, const Drawing& drawing)
        : m_source(source)
        , m_drawing(drawing)
        , m_shift(source.range().begin)
    {
    }

    CommandPtr whole(TSNode root)
    {
        CommandPtr list = statements(root, 0, ts_node_child_count(root));
        list->range = m_source.range();
        return m_failed || m_leaves != m_drawing.leaves ? nullptr : std::move(list);
    }

private:
    [[nodiscard]] ShellRange rangeOf(TSNode node) const
    {
        return {ts_node_start_byte(node) + m_shift, ts_node_end_byte(node) + m_shift};
    }

    CommandPtr statements(TSNode node, std::uint32_t first, std::uint32_t last)
    {
        auto list = std::make_unique<Command>();
        list->range = rangeOf(node);
        TSTreeCursor cursor = ts_tree_cursor_new(node);
        std::uint32_t index = 0;
        for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
             more = ts_tree_cursor_goto_next_sibling(&cursor), ++index) {
            if (index < first || index >= last) continue;
            const TSNode child = ts_tree_cursor_current_node(&cursor);
            if (ts_node_is_named(child)) {
                list->children.push_back(andOr(child));
            } else if (typeOf(child) == "&") {
                if (list->children.empty())
                    m_failed = true;
                else
                    list->children.back()->background = true;
            }
        }
        ts_tree_cursor_delete(&cursor);
        return list;
    }

    CommandPtr andOr(TSNode node)
    {
        if (typeOf(node) != "list") return pipeline(node);
        // Left-nested: walk down the left side, then read it back from left to right.
        struct Right {
            TSNode node;
            bool isOr;
        };
        std::vector<Right> rights;
        TSNode left = node;
        while (typeOf(left) == "list") {
            if (ts_node_child_count(left) != 3) {
                m_failed = true;
                break;
            }
            rights.push_back(
                {.node = ts_node_child(left, 2), .isOr = typeOf(ts_node_child(left, 1)) == "||"});
            left = ts_node_child(left, 0);
        }
        auto command = std::make_unique<Command>();
        command->kind = Command::Kind::AndOr;
        command->range = rangeOf(node);
        command->children.push_back(pipeline(left));
        for (auto it = rights.rbegin(); it != rights.rend(); ++it) {
            command->isOr.push_back(it->isOr);
            command->children.push_back(pipeline(it->node));
        }
        return command;
    }

    CommandPtr pipeline(TSNode node)
    {
        const auto bang = m_drawing.negated.find(rangeOf(node).begin);
        CommandPtr command;
        if (typeOf(node) == "pipeline") {
            command = std::make_unique<Command>();
            command->kind = Command::Kind::Pipeline;
            command->range = rangeOf(node);
            for (std::uint32_t i = 0; i < ts_node_child_count(node); ++i) {
                const TSNode child = ts_node_child(node, i);
                if (ts_node_is_named(child)) command->children.push_back(element(child));
            }
        } else {
            command = element(node);
        }
        if (bang != m_drawing.negated.end()) {
            if (bang->second) command->negated = !command->negated;
        }
        return command;
    }

    CommandPtr element(TSNode node)
    {
        if (++m_depth > 400) m_failed = true;
        CommandPtr command = m_failed ? std::make_unique<Command>() : elementOf(node);
        --m_depth;
        // A function ends where its body does, and the redirections are the body's.
        const auto found = m_drawing.redirectsAfter.find(rangeOf(node).end);
        if (found != m_drawing.redirectsAfter.end() && command->kind != Command::Kind::Function) {
            for (const std::size_t token : found->second)
                command->redirects.push_back(m_source.redirect(m_source.tokens()[token]));
            command->range.end = m_source.tokens()[found->second.back()].range.end;
        }
        return command;
    }

    CommandPtr elementOf(TSNode node)
    {
        const std::string_view type = typeOf(node);
        if (type == "command") {
            const ShellRange range = rangeOf(node);
            const std::size_t first = m_source.indexAt(range.begin);
            const std::size_t last = m_source.indexAt(range.end);
            m_leaves += last - first;
            return m_source.simple(first, last);
        }
        auto command = std::make_unique<Command>();
        command->range = rangeOf(node);
        const std::uint32_t count = ts_node_child_count(node);
        if (type == "subshell" || type == "compound_statement") {
            command->kind = type == "subshell" ? Command::Kind::Subshell : Command::Kind::Group;
            command->children.push_back(statements(node, 1, count - 1));
        } else if (type == "if_statement") {
            command->kind = Command::Kind::If;
            convertIf(node, *command);
        } else if (type == "while_statement") {
            command->kind = typeOf(ts_node_child(node, 0)) == "until" ? Command::Kind::Until
                                                                      : Command::Kind::While;
            command->children.push_back(statements(node, 1, count - 1));
            command->children.push_back(doGroup(ts_node_child(node, count - 1)));
        } else if (type == "for_statement") {
            command->kind = Command::Kind::For;
            convertFor(node, *command);
        } else if (type == "case_statement") {
            command->kind = Command::Kind::Case;
            convertCase(node, *command);
        } else if (type == "function_definition") {
            command->kind = Command::Kind::Function;
            const std::size_t name = m_source.indexAt(rangeOf(node).begin);
            command->name = m_source.spelled(m_source.tokens()[name]);
            command->children.push_back(element(ts_node_child(node, count - 1)));
        } else {
            m_failed = true;
        }
        return command;
    }

    CommandPtr doGroup(TSNode node)
    {
        if (typeOf(node) != "do_group") m_failed = true;
        const std::uint32_t count = ts_node_child_count(node);
        return statements(node, 1, count == 0 ? 0 : count - 1);
    }

    void convertIf(TSNode node, Command& command)
    {
        const std::uint32_t count = ts_node_child_count(node);
        std::uint32_t then = 0;
        std::uint32_t bodyEnd = count;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::string_view type = typeOf(ts_node_child(node, i));
            if (type == "then") then = i;
            if ((type == "elif_clause" || type == "else_clause" || type == "fi")
                && bodyEnd == count)
                bodyEnd = i;
        }
        if (then == 0) m_failed = true;
        command.children.push_back(statements(node, 1, then));
        command.children.push_back(statements(node, then + 1, bodyEnd));
        for (std::uint32_t i = bodyEnd; i < count; ++i) {
            const TSNode child = ts_node_child(node, i);
            const std::string_view type = typeOf(child);
            if (type == "elif_clause") convertIf(child, command);
            if (type == "else_clause")
                command.children.push_back(statements(child, 1, ts_node_child_count(child)));
        }
    }

    void convertFor(TSNode node, Command& command)
    {
        const std::vector<Token>& tokens = m_source.tokens();
        std::size_t at = m_source.indexAt(rangeOf(node).begin) + 1;
        command.name = m_source.spelled(tokens[at++]);
        while (at < tokens.size() && tokens[at].kind == Token::Kind::Newline)
            ++at;
        if (at < tokens.size() && tokens[at].kind == Token::Kind::Reserved
            && m_source.spelled(tokens[at]) == "in") {
            command.hasItems = true;
            for (++at; at < tokens.size() && tokens[at].kind == Token::Kind::Word; ++at)
                m_source.words(tokens[at], command.words);
        }
        command.children.push_back(doGroup(ts_node_child(node, ts_node_child_count(node) - 1)));
    }

    void convertCase(TSNode node, Command& command)
    {
        const std::vector<Token>& tokens = m_source.tokens();
        const std::size_t subject = m_source.indexAt(rangeOf(node).begin) + 1;
        command.words.push_back(m_source.plainWord(tokens[subject]));
        for (std::uint32_t i = 0; i < ts_node_child_count(node); ++i) {
            const TSNode child = ts_node_child(node, i);
            if (typeOf(child) != "case_item") continue;
            CaseItem item;
            std::size_t at = m_source.indexAt(rangeOf(child).begin);
            for (; at < tokens.size() && m_source.spelled(tokens[at]) != ")"; ++at)
                if (tokens[at].kind == Token::Kind::Word)
                    item.patterns.push_back(m_source.plainWord(tokens[at]));
            std::uint32_t body = 0;
            const std::uint32_t count = ts_node_child_count(child);
            while (body < count && typeOf(ts_node_child(child, body)) != ")")
                ++body;
            item.body = statements(child, body + 1, count);
            item.fallsThrough = count > 0 && typeOf(ts_node_child(child, count - 1)) == ";&";
            command.items.push_back(std::move(item));
        }
    }

    TokenSource& m_source;
    const Drawing& m_drawing;
    std::uint32_t m_shift;
    std::size_t m_leaves = 0;
    int m_depth = 0;
    bool m_failed = false;
};

/// One parser for each thread; making one costs more than a short parse.
TSParser* threadParser()
{
    struct Free {
        void operator()(TSParser* parser) const { ts_parser_delete(parser); }
    };
    thread_local const std::unique_ptr<TSParser, Free> parser = [] {
        std::unique_ptr<TSParser, Free> made(ts_parser_new());
        ts_parser_set_language(made.get(), tree_sitter_bash());
        return made;
    }();
    return parser.get();
}

} // namespace

CommandPtr structureByGrammar(TokenSource& source)
{
    const auto drawing = Draughtsman(source).draw();
    if (!drawing) return nullptr;
    struct Free {
        void operator()(TSTree* tree) const { ts_tree_delete(tree); }
    };
    const std::unique_ptr<TSTree, Free> tree(
        ts_parser_parse_string(threadParser(), nullptr, drawing->text.data(),
                               static_cast<std::uint32_t>(drawing->text.size())));
    if (!tree) return nullptr;
    const TSNode root = ts_tree_root_node(tree.get());
    if (ts_node_has_error(root)) return nullptr;
    return Converter(source, *drawing).whole(root);
}

} // namespace pinwheel::shell
