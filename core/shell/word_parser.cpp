#include "core/shell/word_parser.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

namespace {

constexpr std::string_view specialParameters = "@*#?-$!";

/// Brace expansions of one word that we follow. Reason: `{1..99999}` is no package list.
constexpr std::size_t alternativesPerWord = 512;

void appendUtf8(std::string& out, unsigned code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | ((code >> 12) & 0x0F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// The bytes that bash's $'…' stands for (Bash Reference Manual, ANSI-C Quoting).
std::string unescapeAnsi(std::string_view text)
{
    static constexpr std::string_view letters = "abefnrtv\\'\"?E";
    static constexpr std::string_view values = "\a\b\033\f\n\r\t\v\\'\"?\033";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        const auto digits = [&](unsigned base, std::size_t most) {
            unsigned value = 0;
            for (std::size_t n = 0; n < most && i + 1 < text.size(); ++n) {
                const std::size_t digit =
                    std::string_view("0123456789abcdef")
                        .find(static_cast<char>(text[i + 1] | (text[i + 1] >= 'A' ? 0x20 : 0)));
                if (digit >= base) break;
                value = value * base + static_cast<unsigned>(digit);
                ++i;
            }
            return value;
        };
        if (const std::size_t letter = letters.find(c); letter != std::string_view::npos)
            out += values[letter];
        else if (c == 'x')
            out += static_cast<char>(digits(16, 2));
        else if (c == 'u')
            appendUtf8(out, digits(16, 4));
        else if (c >= '0' && c <= '7') {
            --i;
            out += static_cast<char>(digits(8, 3));
        } else {
            out += '\\';
            out += c;
        }
    }
    return out;
}

} // namespace

void WordParser::addLiteral(Word& word, std::uint32_t begin, std::uint32_t end, bool quoted)
{
    WordPart part;
    part.range = {begin, end};
    part.quoted = quoted;
    word.parts.push_back(std::move(part));
}

void WordParser::addComputed(Word& word, std::string text, ShellRange range, bool quoted)
{
    WordPart part;
    part.range = range;
    part.quoted = quoted;
    part.isComputed = true;
    part.computed = std::move(text);
    word.parts.push_back(std::move(part));
}

Word WordParser::word(ShellRange range, Quoting quoting)
{
    Word result;
    result.range = range;
    parse(result, range.begin, range.end, quoting);
    return result;
}

Word WordParser::assignedValue(ShellRange range)
{
    Word result;
    result.range = range;
    m_tildeAfterColon = true;
    std::uint32_t begin = range.begin;
    if (at(begin) == '~' && begin < range.end) begin = parseTilde(result, begin, range.end, true);
    parse(result, begin, range.end, Quoting::None);
    m_tildeAfterColon = false;
    return result;
}

Word WordParser::heredocBody(ShellRange range, bool expands, bool stripsTabs)
{
    Word result;
    result.range = range;
    result.quoted = true;
    if (!stripsTabs) {
        if (expands)
            parse(result, range.begin, range.end, Quoting::Heredoc);
        else
            addLiteral(result, range.begin, range.end, true);
        return result;
    }
    bool continues = false; // After a backslash at the end of a line tabs stay.
    for (std::uint32_t line = range.begin; line < range.end;) {
        std::uint32_t after = line;
        while (after < range.end && m_text[after] != '\n')
            ++after;
        after = std::min(after + 1, range.end);
        const std::uint32_t begin = line;
        while (line < after && m_text[line] == '\t' && !continues)
            ++line;
        continues = expands && endsWithBackslash(m_text.substr(begin, after - begin));
        if (expands)
            parse(result, line, after, Quoting::Heredoc);
        else
            addLiteral(result, line, after, true);
        line = after;
    }
    return result;
}

void WordParser::parse(Word& word, std::uint32_t begin, std::uint32_t end, Quoting quoting)
{
    const bool quoted = quoting != Quoting::None;
    if (m_nesting >= limits::shellDepth) {
        m_problems.push_back({.kind = ShellProblem::Kind::Limit,
                              .range = {begin, end},
                              .message = "a word is nested too deeply"});
        addLiteral(word, begin, end, quoted);
        return;
    }
    ++m_nesting;
    std::uint32_t run = begin;
    const auto flush = [&](std::uint32_t to) {
        if (to > run) addLiteral(word, run, to, quoted);
    };
    std::uint32_t i = begin;
    const bool wordStart = begin == word.range.begin && quoting == Quoting::None;
    if (wordStart && i < end && m_text[i] == '~') run = i = parseTilde(word, i, end, false);
    while (i < end) {
        const char c = m_text[i];
        std::uint32_t after = i;
        if (c == '\\') {
            flush(i);
            after = parseEscape(word, i, end, quoting);
        } else if (c == '$' || c == '`') {
            flush(i);
            after = c == '$' ? parseDollar(word, i, end, quoting)
                             : parseBackquotes(word, i, end, quoted);
        } else if (c == '\'' && quoting == Quoting::None) {
            flush(i);
            after = skipSingleQuotes(m_text, i, end);
            const bool closed = after > i + 1 && m_text[after - 1] == '\'';
            if (!closed)
                m_problems.push_back({.range = {i, end}, .message = "a quote that is not closed"});
            addLiteral(word, i + 1, closed ? after - 1 : after, true);
            word.quoted = true;
        } else if (c == '"' && (quoting == Quoting::None || quoting == Quoting::DoubleBrace)) {
            flush(i);
            after = skipDoubleQuotes(m_text, i, end);
            const bool closed = after > i + 1 && m_text[after - 1] == '"';
            if (!closed)
                m_problems.push_back({.range = {i, end}, .message = "a quote that is not closed"});
            // "" is a field and "$@" may be none; in dash anything else in the quotes is one too,
            // "$@$@" for example.
            const std::string_view inside = m_text.substr(i + 1, after - i - 2);
            const bool isField = m_dialect == ShellDialect::Dash && inside.contains('@')
                && inside != "$@" && inside != "${@}";
            if (inside.empty() || isField) addLiteral(word, i + 1, i + 1, true);
            // In dash a backslash takes the meaning of a brace inside quotes inside braces too.
            const bool inBraces = m_braces > 0 && m_dialect == ShellDialect::Dash;
            parse(word, i + 1, closed ? after - 1 : after,
                  inBraces ? Quoting::DoubleBrace : Quoting::Double);
            word.quoted = true;
        } else if (c == '\x01' && !m_unit.gapReasons.empty()) {
            flush(i);
            WordPart part;
            part.kind = WordPart::Kind::Gap;
            part.quoted = quoted;
            part.range = {i, i + 1};
            const auto before =
                static_cast<std::size_t>(std::ranges::count(m_text.substr(0, i), '\x01'));
            part.computed = m_unit.gapReasons[std::min(before, m_unit.gapReasons.size() - 1)];
            word.parts.push_back(std::move(part));
            after = i + 1;
        } else if ((c == '<' || c == '>') && at(i + 1) == '(' && quoting == Quoting::None
                   && m_dialect == ShellDialect::Bash) {
            flush(i);
            after = skipParentheses(m_text, i + 1, end);
            WordPart part;
            part.kind = WordPart::Kind::ProcessSubstitution;
            part.range = {i, after};
            part.computed = c;
            part.script = parseList(m_unit, {i + 2, std::max(i + 2, after - 1)}, m_dialect,
                                    m_problems, m_depth + 1);
            word.parts.push_back(std::move(part));
        } else if (c == ':' && m_tildeAfterColon && quoting == Quoting::None && at(i + 1) == '~'
                   && i + 1 < end) {
            flush(i + 1);
            after = parseTilde(word, i + 1, end, true);
        } else {
            ++i;
            continue;
        }
        i = run = std::max(after, i + 1);
    }
    flush(end);
    --m_nesting;
}

std::uint32_t WordParser::parseTilde(Word& word, std::uint32_t begin, std::uint32_t end,
                                     bool inAssignment)
{
    std::uint32_t i = begin + 1;
    while (i < end && m_text[i] != '/' && !(inAssignment && m_text[i] == ':')) {
        const char c = m_text[i];
        if (!isNameByte(c) && c != '-' && c != '.' && c != '+')
            return begin; // Quotes or expansions: no tilde prefix.
        ++i;
    }
    WordPart part;
    part.kind = WordPart::Kind::Tilde;
    part.range = {begin, i};
    part.computed = m_text.substr(begin + 1, i - begin - 1);
    word.parts.push_back(std::move(part));
    return i;
}

std::uint32_t WordParser::parseEscape(Word& word, std::uint32_t i, std::uint32_t end,
                                      Quoting quoting)
{
    if (i + 1 >= end) {
        addLiteral(word, i, end, quoting != Quoting::None);
        return end;
    }
    const char next = m_text[i + 1];
    if (next == '\n') return i + 2;
    bool escapes = true;
    if (quoting == Quoting::Double) escapes = std::string_view("$`\"\\").contains(next);
    if (quoting == Quoting::DoubleBrace) escapes = std::string_view("$`\"\\}").contains(next);
    if (quoting == Quoting::Heredoc) escapes = std::string_view("$`\\").contains(next);
    if (escapes) {
        addLiteral(word, i + 1, i + 2, true);
        word.quoted = true;
    } else {
        addLiteral(word, i, i + 2, true);
    }
    return i + 2;
}

std::uint32_t WordParser::parseBackquotes(Word& word, std::uint32_t i, std::uint32_t end,
                                          bool quoted)
{
    const std::uint32_t after = skipBackquotes(m_text, i, end);
    const bool closed = after > i + 1 && m_text[after - 1] == '`';
    if (!closed)
        m_problems.push_back({.range = {i, end}, .message = "a backquote that is not closed"});
    const std::uint32_t inner = closed ? after - 1 : after;
    WordPart part;
    part.kind = WordPart::Kind::CommandSubstitution;
    part.quoted = quoted;
    part.range = {i, after};
    const std::string_view body = m_text.substr(i + 1, inner - i - 1);
    if (!body.contains('\\')) {
        part.script = parseList(m_unit, {i + 1, inner}, m_dialect, m_problems, m_depth + 1);
    } else {
        // A backslash before $, ` or \ is taken off (and before " inside double quotes) and the
        // rest parsed anew.
        TracedText text;
        for (std::uint32_t k = i + 1; k < inner; ++k) {
            const bool escape = m_text[k] == '\\' && k + 1 < inner
                && (std::string_view("$`\\").contains(m_text[k + 1])
                    || (quoted && m_text[k + 1] == '"'));
            if (escape) ++k;
            text.append(m_unit.text.slice(k, k + 1));
        }
        part.unit = parseUnit(std::move(text), m_dialect, m_depth + 1);
    }
    word.parts.push_back(std::move(part));
    return after;
}

std::uint32_t WordParser::parseDollar(Word& word, std::uint32_t i, std::uint32_t end,
                                      Quoting quoting)
{
    const bool quoted = quoting != Quoting::None;
    const char next = i + 1 < end ? m_text[i + 1] : '\0';
    WordPart part;
    part.quoted = quoted;
    std::uint32_t after = 0;
    if (next == '(' && isArithmetic(m_text, i, end, after)) {
        part.kind = WordPart::Kind::Arithmetic;
        part.range = {i, after};
        part.word = std::make_unique<Word>(this->word({i + 3, after - 2}, Quoting::Double));
        word.parts.push_back(std::move(part));
        return after;
    }
    after = skipDollar(m_text, i, end, quoted);
    if (next == '(') {
        const bool closed = after > i + 2 && m_text[after - 1] == ')';
        if (!closed)
            m_problems.push_back(
                {.range = {i, end}, .message = "a command substitution that is not closed"});
        part.kind = WordPart::Kind::CommandSubstitution;
        part.range = {i, after};
        part.script = parseList(m_unit, {i + 2, closed ? after - 1 : after}, m_dialect, m_problems,
                                m_depth + 1);
        word.parts.push_back(std::move(part));
        return after;
    }
    if (next == '{') {
        const bool closed = after > i + 2 && m_text[after - 1] == '}';
        if (!closed)
            m_problems.push_back(
                {.range = {i, end}, .message = "a parameter expansion that is not closed"});
        parseBraces(word, i + 2, closed ? after - 1 : after, {i, after}, quoted);
        return after;
    }
    if (next == '\'' && !quoted && m_dialect == ShellDialect::Bash) {
        after = skipEscapedQuotes(m_text, i + 1, end);
        const std::uint32_t inner = after > i + 2 && m_text[after - 1] == '\'' ? after - 1 : after;
        addComputed(word, unescapeAnsi(m_text.substr(i + 2, inner - i - 2)), {i + 2, inner}, true);
        word.quoted = true;
        return after;
    }
    if (next == '"' && !quoted && m_dialect == ShellDialect::Bash)
        return i + 1; // $"…": the quotes follow.
    if (after <= i + 1) {
        addLiteral(word, i, i + 1, quoted);
        return i + 1;
    }
    part.kind = WordPart::Kind::Parameter;
    part.range = {i, after};
    part.parameter = std::make_unique<Parameter>();
    std::string& name = part.parameter->name;
    name = m_text.substr(i + 1, after - i - 1);
    for (std::size_t at = name.find("\\\n"); at != std::string::npos; at = name.find("\\\n"))
        name.erase(at, 2);
    word.parts.push_back(std::move(part));
    return after;
}

void WordParser::parseBraces(Word& word, std::uint32_t begin, std::uint32_t end, ShellRange whole,
                             bool quoted)
{
    WordPart part;
    part.kind = WordPart::Kind::Parameter;
    part.quoted = quoted;
    part.range = whole;
    part.parameter = std::make_unique<Parameter>();
    Parameter& parameter = *part.parameter;
    using Operation = Parameter::Operation;
    const auto nameEnd = [&](std::uint32_t from) {
        if (from >= end) return from;
        if (isNameStart(m_text[from])) {
            while (from < end && isNameByte(m_text[from]))
                ++from;
            return from;
        }
        if (m_text[from] >= '0' && m_text[from] <= '9') {
            while (from < end && m_text[from] >= '0' && m_text[from] <= '9')
                ++from;
            return from;
        }
        return specialParameters.contains(m_text[from]) ? from + 1 : from;
    };
    std::uint32_t i = begin;
    if (i < end && (m_text[i] == '#' || (m_text[i] == '!' && m_dialect == ShellDialect::Bash))
        && i + 1 < end) {
        // ${#name} is a length; ${#} and ${#-x} are of the parameter "#".
        const std::uint32_t last = nameEnd(i + 1);
        const bool whole2 = last > i + 1
            && (last == end || (m_text[last] == '[' && m_dialect == ShellDialect::Bash));
        const bool prefixNames =
            m_text[i] == '!' && last + 1 == end && (m_text[last] == '*' || m_text[last] == '@');
        const bool indirect = m_text[i] == '!' && last > i + 1 && isNameStart(m_text[i + 1]);
        if (whole2 || prefixNames || indirect) {
            parameter.operation = prefixNames ? Operation::Names
                : m_text[i] == '#'            ? Operation::Length
                                              : Operation::Indirect;
            ++i;
        }
    }
    const std::uint32_t last = nameEnd(i);
    parameter.name = m_text.substr(i, last - i);
    i = last;
    if (parameter.name.empty()) {
        m_problems.push_back({.range = whole, .message = "bad substitution"});
        parameter.operation = Operation::Unsupported;
        word.parts.push_back(std::move(part));
        return;
    }
    if (i < end && m_text[i] == '[' && m_dialect == ShellDialect::Bash) {
        const std::size_t close = m_text.substr(0, end).find(']', i);
        if (close != std::string_view::npos) {
            parameter.hasIndex = true;
            parameter.index =
                this->word({i + 1, static_cast<std::uint32_t>(close)}, Quoting::Double);
            i = static_cast<std::uint32_t>(close) + 1;
        }
    }
    ++m_braces;
    if (i < end && parameter.operation == Operation::Value)
        parseOperation(parameter, i, end, quoted);
    else if (i < end && parameter.operation != Operation::Names)
        parameter.operation = Operation::Unsupported;
    --m_braces;
    if (parameter.operation == Operation::Unsupported)
        m_problems.push_back({.range = whole, .message = "bad substitution"});
    word.parts.push_back(std::move(part));
}

void WordParser::parseOperation(Parameter& parameter, std::uint32_t i, std::uint32_t end,
                                bool quoted)
{
    using Operation = Parameter::Operation;
    const Quoting inherited = quoted ? Quoting::DoubleBrace : Quoting::None;
    const std::uint32_t start = i;
    if (m_text[i] == ':') ++i;
    if (i < end && std::string_view("-=?+").contains(m_text[i])) {
        parameter.colon = i > start;
        switch (m_text[i]) {
        case '-':
            parameter.operation = Operation::Default;
            break;
        case '=':
            parameter.operation = Operation::Assign;
            break;
        case '?':
            parameter.operation = Operation::Error;
            break;
        default:
            parameter.operation = Operation::Alternate;
            break;
        }
        parameter.operand = word({i + 1, end}, inherited);
        return;
    }
    if (i > start) { // ${x:offset:length}
        parameter.operation =
            m_dialect == ShellDialect::Bash ? Operation::Substring : Operation::Unsupported;
        std::uint32_t colon = i;
        int open = 0;
        while (colon < end && (m_text[colon] != ':' || open > 0)) {
            if (m_text[colon] == '(') ++open;
            if (m_text[colon] == ')') --open;
            colon = m_text[colon] == '$' ? std::max(skipDollar(m_text, colon, end, true), colon + 1)
                                         : colon + 1;
        }
        parameter.operand = word({i, colon}, Quoting::Double);
        if (colon < end) {
            parameter.hasSecond = true;
            parameter.second = word({colon + 1, end}, Quoting::Double);
        }
        return;
    }
    const char c = m_text[i];
    const bool twice = i + 1 < end && m_text[i + 1] == c;
    const bool bash = m_dialect == ShellDialect::Bash;
    if (c == '#')
        parameter.operation =
            twice ? Operation::RemoveLargestPrefix : Operation::RemoveSmallestPrefix;
    else if (c == '%')
        parameter.operation =
            twice ? Operation::RemoveLargestSuffix : Operation::RemoveSmallestSuffix;
    else if (c == '^' && bash)
        parameter.operation = twice ? Operation::UpperAll : Operation::UpperFirst;
    else if (c == ',' && bash)
        parameter.operation = twice ? Operation::LowerAll : Operation::LowerFirst;
    else if (c == '/' && bash) {
        parseReplacement(parameter, i + 1, end);
        return;
    } else {
        parameter.operation = Operation::Unsupported;
        return;
    }
    i += twice ? 2 : 1;
    parameter.operand = word({i, end}, Quoting::None);
}

void WordParser::parseReplacement(Parameter& parameter, std::uint32_t i, std::uint32_t end)
{
    using Operation = Parameter::Operation;
    parameter.operation = Operation::ReplaceFirst;
    if (i < end && m_text[i] == '/')
        parameter.operation = Operation::ReplaceAll;
    else if (i < end && m_text[i] == '#')
        parameter.operation = Operation::ReplacePrefix;
    else if (i < end && m_text[i] == '%')
        parameter.operation = Operation::ReplaceSuffix;
    if (parameter.operation != Operation::ReplaceFirst) ++i;
    std::uint32_t slash = i;
    while (slash < end && m_text[slash] != '/')
        slash = std::max(skipPart(slash, end), slash + 1);
    slash = std::min(slash, end);
    parameter.operand = word({i, slash}, Quoting::None);
    if (slash < end) {
        parameter.hasSecond = true;
        parameter.second = word({slash + 1, end}, Quoting::None);
    }
}

std::uint32_t WordParser::skipPart(std::uint32_t i, std::uint32_t end) const
{
    switch (m_text[i]) {
    case '\\':
        return std::min(i + 2, end);
    case '\'':
        return skipSingleQuotes(m_text, i, end);
    case '"':
        return skipDoubleQuotes(m_text, i, end);
    case '`':
        return skipBackquotes(m_text, i, end);
    case '$':
        if (at(i + 1) == '\'' && m_dialect == ShellDialect::Bash)
            return skipEscapedQuotes(m_text, i + 1, end);
        return std::max(skipDollar(m_text, i, end, false), i + 1);
    default:
        return i + 1;
    }
}

bool WordParser::assignment(ShellRange range, Assignment& into)
{
    std::uint32_t i = range.begin;
    if (i >= range.end || !isNameStart(m_text[i])) return false;
    while (i < range.end && isNameByte(m_text[i]))
        ++i;
    into.name = m_text.substr(range.begin, i - range.begin);
    into.range = range;
    if (m_dialect == ShellDialect::Bash && i < range.end && m_text[i] == '[') {
        const std::size_t close = m_text.substr(0, range.end).find(']', i);
        if (close == std::string_view::npos) return false;
        const auto after = static_cast<std::uint32_t>(close);
        if (at(after + 1) != '=' && !(at(after + 1) == '+' && at(after + 2) == '=')) return false;
        into.hasIndex = true;
        into.index = word({i + 1, after}, Quoting::Double);
        i = after + 1;
    }
    if (m_dialect == ShellDialect::Bash && i + 1 < range.end && m_text[i] == '+'
        && m_text[i + 1] == '=') {
        into.append = true;
        ++i;
    }
    if (i >= range.end || m_text[i] != '=') return false;
    ++i;
    if (m_dialect == ShellDialect::Bash && i < range.end && m_text[i] == '('
        && m_text[range.end - 1] == ')') {
        into.isArray = true;
        std::vector<ShellProblem> ignored;
        Lexer lexer(m_text, m_dialect, ignored);
        for (const Token& token : lexer.tokens(i + 1, range.end - 1))
            if (token.kind == Token::Kind::Word || token.kind == Token::Kind::Reserved)
                words(token.range, into.elements);
        return true;
    }
    into.value = assignedValue({i, range.end});
    return true;
}

void WordParser::words(ShellRange range, std::vector<Word>& into)
{
    std::vector<std::vector<Slice>> choices;
    const bool mayHave = m_dialect == ShellDialect::Bash
        && m_text.substr(range.begin, range.end - range.begin).contains('{');
    if (!mayHave || !alternatives(range, choices, 0)) {
        into.push_back(word(range));
        return;
    }
    for (const std::vector<Slice>& choice : choices) {
        Word result;
        result.range = range;
        for (const Slice& slice : choice) {
            if (!slice.computed.empty())
                addComputed(result, slice.computed, slice.range, false);
            else
                parse(result, slice.range.begin, slice.range.end, Quoting::None);
        }
        into.push_back(std::move(result));
    }
}

namespace {

/// `1..5`, `a..e`, `1..9..2`: the words of a sequence; empty when it is none.
std::vector<std::string> sequenceOf(std::string_view body)
{
    std::array<std::string_view, 3> pieces {};
    std::size_t count = 0;
    while (count < 3) {
        const std::size_t dots = body.find("..");
        pieces[count++] = body.substr(0, dots);
        if (dots == std::string_view::npos) break;
        body.remove_prefix(dots + 2);
        if (count == 3) return {};
    }
    if (count < 2) return {};
    const auto number = [](std::string_view text, long& value) {
        if (text.starts_with('-') ? text.size() < 2 || text.size() > 8
                                  : text.empty() || text.size() > 8)
            return false;
        value = 0;
        for (const char c : text.substr(text.starts_with('-') ? 1 : 0)) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + (c - '0');
        }
        if (text.starts_with('-')) value = -value;
        return true;
    };
    long from = 0;
    long to = 0;
    long step = 1;
    if (count == 3 && !number(pieces[2], step)) return {};
    const bool letters = pieces[0].size() == 1 && pieces[1].size() == 1 && isNameStart(pieces[0][0])
        && isNameStart(pieces[1][0]);
    if (letters) {
        from = pieces[0][0];
        to = pieces[1][0];
    } else if (!number(pieces[0], from) || !number(pieces[1], to)) {
        return {};
    }
    step = std::max(1L, step < 0 ? -step : step);
    const bool padded = !letters
        && ((pieces[0].size() > 1 && pieces[0].starts_with('0'))
            || (pieces[1].size() > 1 && pieces[1].starts_with('0')));
    const std::size_t width = padded ? std::max(pieces[0].size(), pieces[1].size()) : 0;
    std::vector<std::string> result;
    for (long value = from; from <= to ? value <= to : value >= to;
         value += from <= to ? step : -step) {
        if (result.size() >= alternativesPerWord) return {};
        std::string text =
            letters ? std::string(1, static_cast<char>(value)) : std::to_string(value);
        if (text.size() < width) text.insert(0, width - text.size(), '0');
        result.push_back(std::move(text));
    }
    return result;
}

} // namespace

bool WordParser::alternatives(ShellRange range, std::vector<std::vector<Slice>>& into, int depth)
{
    if (depth > 8) return false;
    for (std::uint32_t open = range.begin; open < range.end; open = skipPart(open, range.end)) {
        if (m_text[open] != '{') continue;
        std::vector<std::uint32_t> cuts {open};
        int nesting = 0;
        std::uint32_t close = open + 1;
        for (; close < range.end; close = skipPart(close, range.end)) {
            const char c = m_text[close];
            if (c == '{') ++nesting;
            if (c == '}' && nesting-- == 0) break;
            if (c == ',' && nesting == 0) cuts.push_back(close);
        }
        if (close >= range.end) continue;
        std::vector<std::vector<Slice>> middles;
        if (cuts.size() > 1) {
            cuts.push_back(close);
            for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
                const ShellRange item {cuts[i] + 1, cuts[i + 1]};
                if (!alternatives(item, middles, depth + 1))
                    middles.push_back({Slice {.range = item}});
            }
        } else {
            for (std::string& text : sequenceOf(m_text.substr(open + 1, close - open - 1)))
                middles.push_back(
                    {Slice {.range = {open, close + 1}, .computed = std::move(text)}});
            if (middles.empty()) continue;
        }
        std::vector<std::vector<Slice>> tails;
        const ShellRange rest {close + 1, range.end};
        if (!alternatives(rest, tails, depth + 1)) tails.assign(1, {Slice {.range = rest}});
        for (const std::vector<Slice>& middle : middles) {
            for (const std::vector<Slice>& tail : tails) {
                if (into.size() >= alternativesPerWord) return true;
                std::vector<Slice> whole {Slice {.range = {range.begin, open}}};
                whole.insert(whole.end(), middle.begin(), middle.end());
                whole.insert(whole.end(), tail.begin(), tail.end());
                into.push_back(std::move(whole));
            }
        }
        return true;
    }
    return false;
}

} // namespace pinwheel::shell
