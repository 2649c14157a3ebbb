#include "core/shell/parser.h"

#include "core/base/limits.h"

#include <algorithm>

namespace pinwheel::shell {

TokenSource::TokenSource(const Unit& unit, ShellRange range, ShellDialect dialect,
                         std::vector<ShellProblem>& problems, int depth)
    : m_text(unit.text.bytes)
    , m_range(range)
    , m_dialect(dialect)
    , m_problems(problems)
    , m_depth(depth)
    , m_tokens(Lexer(unit.text.bytes, dialect, problems).tokens(range.begin, range.end))
    , m_words(unit, dialect, problems, depth)
{
}

void TokenSource::problem(ShellRange range, std::string message)
{
    m_problems.push_back({.range = range, .message = std::move(message)});
}

std::size_t TokenSource::indexAt(std::uint32_t offset) const
{
    const auto begins = [](const Token& token) { return token.range.begin; };
    return static_cast<std::size_t>(std::ranges::lower_bound(m_tokens, offset, {}, begins)
                                    - m_tokens.begin());
}

Redirect TokenSource::redirect(const Token& token)
{
    Redirect result;
    result.kind = token.redirection;
    result.descriptor = token.descriptor;
    result.range = token.range;
    result.expandsBody = token.expandsBody;
    if (token.redirection == ShellRedirection::Kind::HereDocument)
        result.target = m_words.heredocBody(token.target, token.expandsBody, token.stripsTabs);
    else
        result.target = m_words.word(token.target);
    return result;
}

CommandPtr TokenSource::simple(std::size_t first, std::size_t last)
{
    auto command = std::make_unique<Command>();
    command->kind = Command::Kind::Simple;
    if (first < last) command->range = {m_tokens[first].range.begin, m_tokens[last - 1].range.end};
    bool declares = false; // export, local …: their arguments are assignments too
    for (std::size_t i = first; i < last; ++i) {
        const Token& token = m_tokens[i];
        if (token.kind == Token::Kind::Redirection) {
            command->redirects.push_back(redirect(token));
            continue;
        }
        if (token.kind == Token::Kind::Conditional || token.kind == Token::Kind::Arithmetic) {
            const bool conditional = token.kind == Token::Kind::Conditional;
            command->kind = conditional ? Command::Kind::Conditional : Command::Kind::Arithmetic;
            const ShellRange inner {token.range.begin + 2,
                                    std::max(token.range.begin + 2, token.range.end - 2)};
            if (!conditional) {
                command->words.push_back(m_words.word(inner, Quoting::Double));
                continue;
            }
            // The words of the expression, with ( ) && || < > as words of their own. A pattern
            // after =~ may hold what would be operators elsewhere, so its word ends at a blank.
            std::uint32_t at = inner.begin;
            while (at < inner.end) {
                if (std::string_view(" \t\n").contains(m_text[at])) {
                    ++at;
                    continue;
                }
                std::uint32_t end = at;
                const std::string_view rest = m_text.substr(at, inner.end - at);
                const bool afterMatch = !command->words.empty()
                    && m_text.substr(command->words.back().range.begin, 2) == "=~";
                if (!afterMatch && (rest.starts_with("&&") || rest.starts_with("||")))
                    end = at + 2;
                else if (!afterMatch && std::string_view("()<>").contains(rest.front()))
                    end = at + 1;
                else {
                    while (end < inner.end && !std::string_view(" \t\n").contains(m_text[end])) {
                        const std::string_view here = m_text.substr(end, inner.end - end);
                        if (!afterMatch
                            && (here.starts_with("&&") || here.starts_with("||")
                                || here.starts_with(")")))
                            break;
                        const char c = m_text[end];
                        if (c == '\\')
                            end += 2;
                        else if (c == '\'')
                            end = skipSingleQuotes(m_text, end, inner.end);
                        else if (c == '"')
                            end = skipDoubleQuotes(m_text, end, inner.end);
                        else if (c == '$')
                            end = std::max(end + 1, skipDollar(m_text, end, inner.end, false));
                        else if (c == '`')
                            end = skipBackquotes(m_text, end, inner.end);
                        else
                            ++end;
                    }
                }
                end = std::min(std::max(end, at + 1), inner.end);
                command->words.push_back(m_words.word({at, end}));
                at = end;
            }
            continue;
        }
        if (command->words.empty() || declares) {
            Assignment assignment;
            if (m_words.assignment(token.range, assignment)
                && (command->words.empty() || assignment.isArray || !assignment.hasIndex)) {
                if (command->words.empty()) {
                    command->assignments.push_back(std::move(assignment));
                    continue;
                }
                // An argument of export: no splitting of its value, tildes as in an assignment.
                if (assignment.isArray) {
                    command->assignments.push_back(std::move(assignment));
                    command->words.push_back(
                        m_words.word({token.range.begin,
                                      token.range.begin
                                          + static_cast<std::uint32_t>(
                                              command->assignments.back().name.size())}));
                    continue;
                }
                Word word = m_words.assignedValue(assignment.value.range);
                WordPart name;
                name.range = {token.range.begin, assignment.value.range.begin};
                name.quoted = true;
                word.parts.insert(word.parts.begin(), std::move(name));
                // One literal of quoted kind marks it as a word that is not split: see
                // Evaluator::expandArguments.
                word.range = token.range;
                command->words.push_back(std::move(word));
                continue;
            }
        }
        m_words.words(token.range, command->words);
        if (command->words.size() == 1) {
            const std::string_view name = spelled(token);
            declares = name == "export" || name == "readonly" || name == "local"
                || name == "declare" || name == "typeset";
        }
    }
    return command;
}

UnitPtr parseUnit(TracedText text, ShellDialect dialect, int depth)
{
    auto unit = std::make_shared<Unit>();
    if (text.gaps.empty()) {
        unit->text = std::move(text);
    } else {
        std::size_t at = 0;
        for (const TracedText::Gap& gap : text.gaps) {
            TracedText piece = text.slice(at, gap.at);
            piece.gaps.clear();
            unit->text.append(piece);
            unit->text.append("\x01");
            unit->gapReasons.push_back(gap.reason);
            at = gap.at;
        }
        TracedText rest = text.slice(at, text.bytes.size());
        rest.gaps.clear();
        unit->text.append(rest);
    }
    const auto end = static_cast<std::uint32_t>(unit->text.bytes.size());
    unit->root = parseList(*unit, {0, end}, dialect, unit->problems, depth);
    return unit;
}

/// Simple commands joined by `;`, `&&`, `||`, `|` and newlines, each between two commands. That is
/// most of RUN text, and its structure is in the tokens alone.
static bool isPlainList(const TokenSource& source)
{
    bool wantsCommand = false; // After an operator that joins.
    bool hasCommand = false; // Before one.
    for (const Token& token : source.tokens()) {
        switch (token.kind) {
        case Token::Kind::Word:
        case Token::Kind::Redirection:
            wantsCommand = false;
            hasCommand = true;
            break;
        case Token::Kind::Newline:
            hasCommand = false;
            break;
        case Token::Kind::Operator: {
            const std::string_view spelled = source.spelled(token);
            const bool joins = spelled == "&&" || spelled == "||" || spelled == "|";
            if (!hasCommand || (!joins && spelled != ";")) return false;
            wantsCommand = joins;
            hasCommand = false;
            break;
        }
        case Token::Kind::Reserved:
        case Token::Kind::Conditional:
        case Token::Kind::Arithmetic:
            return false;
        }
    }
    return !wantsCommand;
}

CommandPtr parseList(const Unit& unit, ShellRange range, ShellDialect dialect,
                     std::vector<ShellProblem>& problems, int depth)
{
    if (depth > limits::shellDepth) {
        problems.push_back(
            {.kind = ShellProblem::Kind::Limit, .range = range, .message = "too deeply nested"});
        return std::make_unique<Command>();
    }
    TokenSource source(unit, range, dialect, problems, depth);
    if (source.tokens().empty()) {
        auto empty = std::make_unique<Command>();
        empty->range = range;
        return empty;
    }
    if (isPlainList(source)) return structureByDescent(source);
    const std::size_t told = problems.size();
    if (CommandPtr list = structureByGrammar(source)) return list;
    problems.resize(told); // What the grammar's reading told is told again.
    return structureByDescent(source);
}

} // namespace pinwheel::shell
