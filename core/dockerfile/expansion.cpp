// Expansion of variables and removal of quotes in one word of a Dockerfile.
//
// The reader goes over the word once, from left to right. Text outside quotes is split at blanks
// into words at the same time, because that is what ADD, COPY and heredoc names need. `${…}` holds
// an operand that is expanded first, whether or not it is used in the end, so an error in it always
// counts. Source: the Dockerfile reference, "Environment replacement"; the behaviour of BuildKit's
// frontend/dockerfile/shell, odd places included: a pattern keeps its escape characters;
// `${A//p/x}` reads `$0` and `$$` in its replacement.
#include "core/dockerfile/expansion.h"

#include "core/base/limits.h"
#include "core/dockerfile/replacement_template.h"
#include "core/dockerfile/shell_pattern.h"
#include "core/dockerfile/unicode.h"

#include <algorithm>
#include <expected>
#include <set>

namespace pinwheel {

namespace {

/// A text that is unknown when one of its parts is.
struct Piece {
    std::string text;
    std::optional<std::string> unknown;

    void add(const Piece& other)
    {
        text += other.text;
        if (!unknown) unknown = other.unknown;
    }
};

using PieceOrError = std::expected<Piece, std::string>;

/// Gathers words while a text is read.
class Words
{
public:
    void addSplit(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size();) {
            const unicode::CodePoint next = unicode::decode(text, at);
            if (!unicode::isSpace(next.value)) {
                m_word += text.substr(at, next.length);
            } else if (!m_word.empty()) {
                take();
            }
            at += next.length;
        }
    }
    void addWhole(std::string_view text) { m_word += text; }
    [[nodiscard]] std::vector<std::string> finish()
    {
        if (!m_word.empty()) take();
        return std::move(m_words);
    }

private:
    void take()
    {
        m_words.push_back(std::move(m_word));
        m_word.clear();
    }

    std::string m_word;
    std::vector<std::string> m_words;
};

/// What a variable is, for the operators.
struct Variable {
    std::string value;
    bool isSet = false;
    std::optional<std::string> unknown;
};

constexpr char32_t endOfText = 0xFFFFFFFF;

class Expander
{
public:
    Expander(std::string_view word, const VariableLookup& lookup, const ExpansionOptions& options)
        : m_text(word)
        , m_lookup(lookup)
        , m_options(options)
        , m_keepEscapes(options.keepEscapes)
    {
        // BuildKit's scanner passes over a byte order mark at the begin of any word.
        if (m_text.starts_with("\xEF\xBB\xBF")) m_at = 3;
    }

    [[nodiscard]] Expansion run()
    {
        Expansion result;
        std::vector<std::string> words;
        const PieceOrError piece = readUntil(endOfText, m_options.keepEscapes, &words);
        result.matched.assign(m_matched.begin(), m_matched.end());
        result.unmatched.assign(m_unmatched.begin(), m_unmatched.end());
        result.isRequired = !piece && m_isRequired;
        result.reachedLimit = m_reachedLimit;
        if (!piece) {
            result.error = piece.error();
            result.value = unknown(piece.error());
        } else if (const std::optional<std::string>& reason = piece->unknown) {
            result.value = unknown(*reason);
        } else {
            result.value = piece->text;
            result.words = std::move(words);
        }
        return result;
    }

private:
    [[nodiscard]] char32_t peek() const
    {
        const unicode::CodePoint next = unicode::decode(m_text, m_at);
        return next.length == 0 ? endOfText : next.value;
    }
    /// The next character as it stands in the text, so that bytes that are no UTF-8 survive.
    std::string_view take()
    {
        const unicode::CodePoint next = unicode::decode(m_text, m_at);
        const std::string_view bytes = m_text.substr(m_at, next.length);
        m_at += next.length;
        return bytes;
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char32_t escape() const { return static_cast<unsigned char>(m_options.escape); }

    PieceOrError readUntil(char32_t stop, bool keepEscapes,
                           std::vector<std::string>* words = nullptr);
    PieceOrError readSingleQuotes();
    PieceOrError readDoubleQuotes();
    Piece readLess();
    PieceOrError readDollar();
    PieceOrError readBraces();
    PieceOrError readOperator(const std::string& name, bool emptyIsUnset);
    PieceOrError readReplacement(const std::string& name);
    std::string readName();
    Variable look(const std::string& name);
    PieceOrError trim(const Variable& variable, std::string_view pattern, bool atEnd);
    PieceOrError replace(const Variable& variable, const std::string& pattern,
                         const std::string& by, bool all);

    std::string_view m_text;
    std::size_t m_at = 0;
    const VariableLookup& m_lookup;
    const ExpansionOptions& m_options;
    bool m_keepEscapes = false;
    bool m_isRequired = false;
    bool m_reachedLimit = false;
    int m_depth = 0;
    std::size_t m_steps = limits::expansionSteps;
    std::set<std::string> m_matched;
    std::set<std::string> m_unmatched;
};

PieceOrError Expander::readUntil(char32_t stop, bool keepEscapes, std::vector<std::string>* words)
{
    if (++m_depth > limits::expansionDepth) {
        m_reachedLimit = true;
        return std::unexpected("the expansion is nested too deeply");
    }
    const bool keptBefore = std::exchange(m_keepEscapes, keepEscapes);
    Piece result;
    Words split;
    const auto finish = [&]() -> PieceOrError {
        m_keepEscapes = keptBefore;
        --m_depth;
        if (words != nullptr) *words = split.finish();
        return std::move(result);
    };
    const auto refuse = [&](std::string message) -> PieceOrError {
        m_keepEscapes = keptBefore;
        --m_depth;
        return std::unexpected(std::move(message));
    };
    while (!atEnd()) {
        const char32_t next = peek();
        if (next == stop) {
            take();
            return finish();
        }
        if (next == U'$' || next == U'\'' || next == U'"' || next == U'<') {
            PieceOrError piece = next == U'$' ? readDollar()
                : next == U'\''               ? readSingleQuotes()
                : next == U'"'                ? readDoubleQuotes()
                                              : PieceOrError(readLess());
            if (!piece) return refuse(std::move(piece).error());
            if (next == U'$') {
                split.addSplit(piece->text);
            } else {
                split.addWhole(piece->text);
            }
            result.add(*piece);
            continue;
        }
        std::string_view bytes = take();
        if (next != escape()) {
            split.addSplit(bytes);
        } else {
            if (m_keepEscapes) {
                split.addWhole(bytes);
                result.text += bytes;
            }
            if (atEnd()) break;
            bytes = take();
            split.addWhole(bytes);
        }
        result.text += bytes;
    }
    if (stop != endOfText) {
        std::string message = "unexpected end of statement while looking for matching ";
        unicode::append(message, stop);
        return refuse(std::move(message));
    }
    return finish();
}

PieceOrError Expander::readSingleQuotes()
{
    const std::size_t begin = m_at;
    const std::size_t end = m_text.find('\'', begin + 1);
    if (end == std::string_view::npos) {
        m_at = m_text.size();
        return std::unexpected(
            "unexpected end of statement while looking for matching single-quote");
    }
    m_at = end + 1;
    if (m_options.keepQuotes)
        return Piece {.text = std::string(m_text.substr(begin, m_at - begin))};
    return Piece {.text = std::string(m_text.substr(begin + 1, end - begin - 1))};
}

PieceOrError Expander::readDoubleQuotes()
{
    Piece result;
    const std::string_view quote = take();
    if (m_options.keepQuotes) result.text += quote;
    while (!atEnd()) {
        const char32_t next = peek();
        if (next == U'"') {
            take();
            if (m_options.keepQuotes) result.text += quote;
            return result;
        }
        if (next == U'$') {
            const PieceOrError piece = readDollar();
            if (!piece) return piece;
            result.add(*piece);
            continue;
        }
        std::string_view bytes = take();
        if (next == escape()) {
            if (m_keepEscapes) result.text += bytes;
            const char32_t escaped = peek();
            if (escaped == endOfText) break;
            // Only these lose their escape character, before all others it stays.
            if (escaped == U'"' || escaped == U'$' || escaped == escape()) bytes = take();
        }
        result.text += bytes;
    }
    return std::unexpected("unexpected end of statement while looking for matching double-quote");
}

/// `<<` of a heredoc takes the blanks behind it into its word.
Piece Expander::readLess()
{
    Piece result {.text = std::string(take())};
    if (peek() != U'<') return result;
    result.text += take();
    while (!atEnd() && (peek() == U' ' || peek() == U'\t' || peek() == U'\r'))
        result.text += take();
    return result;
}

std::string Expander::readName()
{
    constexpr std::u32string_view specialParameters = U"@*#?-$!0";
    const char32_t first = peek();
    std::string name;
    if (first == endOfText) return name;
    if (unicode::isDigit(first)) {
        while (!atEnd() && unicode::isDigit(peek()))
            name += take();
        return name;
    }
    if (specialParameters.contains(first)) return std::string(take());
    while (!atEnd()) {
        const char32_t next = peek();
        if (!unicode::isLetter(next) && !unicode::isDigit(next) && next != U'_') break;
        name += take();
    }
    return name;
}

Variable Expander::look(const std::string& name)
{
    const std::optional<Known<std::string>> found = m_lookup(name);
    if (!found) {
        m_unmatched.insert(name);
        return {};
    }
    if (!found->isKnown()) return {.unknown = found->reason()};
    m_matched.insert(name);
    return {.value = **found, .isSet = true};
}

PieceOrError Expander::readDollar()
{
    take();
    if (peek() == U'{') return readBraces();
    const std::string name = readName();
    if (name.empty()) return Piece {.text = "$"};
    const Variable variable = look(name);
    if (variable.unknown) return Piece {.unknown = variable.unknown};
    if (!variable.isSet && m_options.keepUnset) return Piece {.text = "$" + name};
    return Piece {.text = variable.value};
}

PieceOrError Expander::readBraces()
{
    take();
    switch (peek()) {
    case endOfText:
        return std::unexpected("syntax error: missing '}'");
    case U'{':
    case U'}':
    case U':':
        return std::unexpected("syntax error: bad substitution");
    default:
        break;
    }
    const std::string name = readName();
    switch (peek()) {
    case U'}': {
        take();
        const Variable variable = look(name);
        if (variable.unknown) return Piece {.unknown = variable.unknown};
        if (!variable.isSet && m_options.keepUnset) return Piece {.text = "${" + name + "}"};
        return Piece {.text = variable.value};
    }
    case U':':
        take();
        return readOperator(name, true);
    case U'+':
    case U'-':
    case U'?':
    case U'#':
    case U'%':
        return readOperator(name, false);
    case U'/':
        take();
        return readReplacement(name);
    default:
        return std::unexpected("unsupported modifier (" + std::string(take())
                               + ") in substitution");
    }
}

PieceOrError Expander::readOperator(const std::string& name, bool emptyIsUnset)
{
    const char32_t operation = peek();
    const std::string sign = (emptyIsUnset ? ":" : "") + std::string(take());
    const bool isTrim = operation == U'#' || operation == U'%';
    if (emptyIsUnset && isTrim)
        return std::unexpected("unsupported modifier (" + sign + ") in substitution");
    PieceOrError operand = readUntil(U'}', isTrim);
    if (!operand) {
        if (atEnd()) return std::unexpected("syntax error: missing '}'");
        return operand;
    }
    const Variable variable = look(name);
    if (!variable.unknown && !variable.isSet && m_options.keepUnset)
        return Piece {.text = "${" + name + sign + operand->text + "}",
                      .unknown = operand->unknown};
    if (variable.unknown && (isTrim || operation == U'-' || operation == U'+' || operation == U'?'))
        return Piece {.unknown = variable.unknown};

    const bool counts = variable.isSet && !(emptyIsUnset && variable.value.empty());
    switch (operation) {
    case U'-':
        return counts ? Piece {.text = variable.value} : *operand;
    case U'+':
        return counts ? *operand : Piece {};
    case U'?':
        if (counts) return Piece {.text = variable.value};
        m_isRequired = true;
        if (!operand->text.empty()) return std::unexpected(name + ": " + operand->text);
        return std::unexpected(name + ": is not allowed to be "
                               + (variable.isSet ? "empty" : "unset"));
    case U'#':
    case U'%':
        if (operand->unknown) return Piece {.unknown = operand->unknown};
        return trim(variable, operand->text, operation == U'%');
    default:
        return std::unexpected("unsupported modifier (" + sign + ") in substitution");
    }
}

PieceOrError Expander::trim(const Variable& variable, std::string_view pattern, bool atEnd)
{
    // A second sign asks for the longest match; it may come out of a variable as well.
    const bool isGreedy = pattern.starts_with(atEnd ? '%' : '#');
    if (isGreedy) pattern.remove_prefix(1);
    // The shortest match at the end is the shortest at the begin of the reversed text.
    const std::string value = atEnd ? reversedText(variable.value) : variable.value;
    const std::string readable = atEnd ? reversedPattern(pattern) : std::string(pattern);
    const auto parsed = ShellPattern::parse(readable, isGreedy);
    if (!parsed)
        return std::unexpected("invalid pattern (" + readable
                               + ") in substitution: " + parsed.error());
    const auto match = parsed->find(value, 0, true, m_steps);
    m_reachedLimit |= m_steps == 0;
    if (m_steps == 0) return Piece {.unknown = "the pattern takes too long to match"};
    if (!match) return Piece {.text = variable.value};
    const std::string rest = value.substr(match->end);
    return Piece {.text = atEnd ? reversedText(rest) : rest};
}

PieceOrError Expander::readReplacement(const std::string& name)
{
    const bool all = peek() == U'/';
    if (all) take();
    PieceOrError pattern = readUntil(U'/', true);
    if (!pattern) {
        if (atEnd()) return std::unexpected("syntax error: missing '/' in ${}");
        return pattern;
    }
    PieceOrError by = readUntil(U'}', true);
    if (!by) {
        if (atEnd()) return std::unexpected("syntax error: missing '}'");
        return by;
    }
    const Variable variable = look(name);
    for (const auto& reason : {variable.unknown, pattern->unknown, by->unknown})
        if (reason) return Piece {.unknown = reason};
    if (!variable.isSet && m_options.keepUnset)
        return Piece {.text = "${" + name + "/" + pattern->text + "/" + by->text + "}"};
    return replace(variable, pattern->text, by->text, all);
}

PieceOrError Expander::replace(const Variable& variable, const std::string& pattern,
                               const std::string& by, bool all)
{
    const auto parsed = ShellPattern::parse(pattern, true);
    if (!parsed)
        return std::unexpected("invalid pattern (" + pattern
                               + ") in substitution: " + parsed.error());
    const std::string_view value = variable.value;
    std::string result;
    std::size_t copied = 0;
    for (std::size_t from = 0; from <= value.size();) {
        const auto match = parsed->find(value, from, false, m_steps);
        if (m_steps == 0 || result.size() > limits::shellWordBytes) {
            m_reachedLimit = true;
            return Piece {.unknown = "the replacement takes too long"};
        }
        if (!match) break;
        result += value.substr(copied, match->begin - copied);
        // An empty match directly behind another one is passed over.
        if (match->end > copied || match->begin == 0)
            result += all
                ? filledTemplate(by, value.substr(match->begin, match->end - match->begin))
                : by;
        copied = match->end;
        if (!all) break;
        const std::size_t width = std::max<std::size_t>(unicode::decode(value, from).length, 1);
        from = std::max(from + width, match->end);
    }
    result += value.substr(copied);
    return Piece {.text = std::move(result)};
}

} // namespace

VariableLookup lookupIn(const std::map<std::string, std::string, std::less<>>& variables)
{
    return [&variables](std::string_view name) -> std::optional<Known<std::string>> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return Known<std::string>(found->second);
    };
}

Expansion expandWord(std::string_view word, const VariableLookup& lookup,
                     const ExpansionOptions& options)
{
    return Expander(word, lookup, options).run();
}

bool usesWithoutDefault(std::string_view word, std::string_view name)
{
    const auto isNamePart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    };
    for (std::size_t at = word.find('$'); at != std::string_view::npos;
         at = word.find('$', at + 1)) {
        std::string_view rest = word.substr(at + 1);
        const bool hasBrace = rest.starts_with('{');
        if (hasBrace) rest.remove_prefix(1);
        if (!rest.starts_with(name)) continue;
        rest.remove_prefix(name.size());
        if (hasBrace ? rest.starts_with('}') : rest.empty() || !isNamePart(rest.front()))
            return true;
    }
    return false;
}

} // namespace pinwheel
