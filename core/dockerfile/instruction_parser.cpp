// One instruction: keyword, flags, and arguments by the shape that its keyword asks for. Blanks are
// those of BuildKit's expressions (tab, vertical tab, form feed, carriage return, space) where it
// splits by expression, and Unicode's white space where it trims. Source: the Dockerfile reference;
// the behaviour of BuildKit's frontend/dockerfile/parser.
#include "core/dockerfile/instruction_parser.h"

#include "core/base/limits.h"
#include "core/dockerfile/string_array.h"
#include "core/dockerfile/unicode.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace pinwheel {

namespace {

constexpr std::string_view blanks = "\t\v\f\r ";

enum class Shape {
    Text,
    TextOrStrings,
    Words,
    WordsOrStrings,
    QuotedWords,
    Pairs,
    Health,
    Trigger
};

constexpr std::array<std::pair<std::string_view, Shape>, 18> shapes {{
    {"ADD", Shape::WordsOrStrings},
    {"ARG", Shape::QuotedWords},
    {"CMD", Shape::TextOrStrings},
    {"COPY", Shape::WordsOrStrings},
    {"ENTRYPOINT", Shape::TextOrStrings},
    {"ENV", Shape::Pairs},
    {"EXPOSE", Shape::Words},
    {"FROM", Shape::Words},
    {"HEALTHCHECK", Shape::Health},
    {"LABEL", Shape::Pairs},
    {"MAINTAINER", Shape::Text},
    {"ONBUILD", Shape::Trigger},
    {"RUN", Shape::TextOrStrings},
    {"SHELL", Shape::TextOrStrings},
    {"STOPSIGNAL", Shape::Text},
    {"USER", Shape::Text},
    {"VOLUME", Shape::WordsOrStrings},
    {"WORKDIR", Shape::Text},
}};

std::optional<Shape> shapeOf(std::string_view keyword)
{
    const auto* const found =
        std::ranges::find(shapes, keyword, &std::pair<std::string_view, Shape>::first);
    if (found == shapes.end()) return std::nullopt;
    return found->second;
}

std::string upperCase(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint next = unicode::decode(text, at);
        // Go folds the Kelvin sign and the dotted capital I to the small k and i, so they spell
        // keywords too.
        const char32_t upper = next.value == U'\u212A' ? U'K'
            : next.value == U'\u0130'                  ? U'I'
                                                       : unicode::upperCase(next.value);
        if (upper == next.value) {
            result += text.substr(at, next.length);
        } else {
            unicode::append(result, upper);
        }
        at += next.length;
    }
    return result;
}

std::uint32_t size32(std::size_t size)
{
    return static_cast<std::uint32_t>(size);
}

/// A part of a joined text by offsets of that text.
struct Part {
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct FlagsAndRest {
    std::vector<Part> flags;
    std::size_t rest = 0; ///< where the arguments begin
};

/// BuildKit reads flags byte by byte and takes each byte for a character (Latin-1).
void appendByte(std::string& text, char byte)
{
    unicode::append(text, static_cast<unsigned char>(byte));
}

/// Words that begin with `--`, up to the first other word or a lone `--`. Quotes and escapes are
/// taken off.
FlagsAndRest readFlags(std::string_view line, std::size_t from, char escape)
{
    FlagsAndRest result;
    std::size_t at = from;
    while (true) {
        while (at < line.size() && unicode::isSpace(static_cast<unsigned char>(line[at])))
            ++at;
        result.rest = at;
        if (at >= line.size() || !line.substr(at).starts_with("--")) return result;
        Part flag {.text = {}, .begin = at, .end = at};
        char quote = '\0';
        bool hadQuote = false;
        for (; at < line.size(); ++at) {
            const char next = line[at];
            if (quote == '\0' && unicode::isSpace(static_cast<unsigned char>(next))) break;
            if (quote == '\0' && (next == '\'' || next == '"')) {
                quote = next;
                hadQuote = true;
            } else if (quote != '\0' && next == quote) {
                quote = '\0';
            } else if (next == escape) {
                if (at + 1 == line.size()) continue; // nothing to escape
                appendByte(flag.text, line[++at]);
            } else {
                appendByte(flag.text, next);
            }
        }
        flag.end = at;
        result.rest = at;
        if (flag.text == "--") return result;
        if (hadQuote || !flag.text.empty()) result.flags.push_back(std::move(flag));
    }
}

/// Words split at white space outside quotes; quotes and escapes stay in them.
std::vector<Part> quotedWords(std::string_view text, char escape)
{
    std::vector<Part> words;
    std::size_t at = 0;
    const auto take = [&](Part& word) {
        const unicode::CodePoint next = unicode::decode(text, at);
        word.text += text.substr(at, next.length);
        at += next.length;
    };
    while (true) {
        at += unicode::leadingSpace(text.substr(at));
        if (at >= text.size()) return words;
        Part word {.text = {}, .begin = at, .end = at};
        char quote = '\0';
        while (at < text.size()) {
            const unicode::CodePoint next = unicode::decode(text, at);
            const char c = text[at];
            if (quote == '\0' && unicode::isSpace(next.value)) break;
            if (c == escape && quote != '\'') {
                if (at + 1 == text.size()) { // an escape character at the very end is dropped
                    ++at;
                    break;
                }
                take(word);
            } else if (quote == '\0' && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = '\0';
            }
            take(word);
        }
        word.end = at;
        if (!word.text.empty()) words.push_back(std::move(word));
    }
}

/// Words split at blanks alone.
std::vector<Part> blankWords(std::string_view text)
{
    std::vector<Part> words;
    std::size_t at = 0;
    while (at <= text.size() && !text.empty()) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back({.text = std::string(text.substr(at, end - at)), .begin = at, .end = end});
        if (end == text.size()) break;
        at = std::min(text.find_first_not_of(blanks, end), text.size());
    }
    return words;
}

class InstructionParser
{
public:
    InstructionParser(const JoinedText& line, char escape, std::vector<DockerfileProblem>& problems,
                      int depth)
        : m_line(line)
        , m_escape(escape)
        , m_problems(problems)
        , m_depth(depth)
    {
    }

    [[nodiscard]] Instruction parse();

private:
    void readArguments(Shape shape);
    void readPairs();
    void readOldPair();
    void readHealth();
    /// @return whether the text was an array (also one that is refused)
    bool readStrings(std::size_t from);
    void addText(std::size_t from);
    void addWords(std::vector<Part> parts);
    [[nodiscard]] Word wordOf(Part part) const;
    void report(DockerfileProblem::Kind kind, std::string message, Span span, bool fatal = true)
    {
        m_problems.push_back(
            {.kind = kind, .message = std::move(message), .span = span, .fatal = fatal});
    }
    [[nodiscard]] const std::string& arguments() const { return m_result.arguments.text(); }
    /// Keyword to the last argument.
    [[nodiscard]] Span wholeSpan() const
    {
        return cover(m_result.keywordSpan, m_result.arguments.span());
    }

    const JoinedText& m_line;
    char m_escape;
    std::vector<DockerfileProblem>& m_problems;
    int m_depth;
    Instruction m_result;
};

Instruction InstructionParser::parse()
{
    const std::string_view text = m_line.text();
    const std::size_t begin = unicode::leadingSpace(text);
    const std::size_t end = std::max(begin, text.size() - unicode::trailingSpace(text));
    const std::string_view line = text.substr(0, end);
    const std::size_t keywordEnd = std::min(line.find_first_of(blanks, begin), end);
    m_result.keyword = upperCase(line.substr(begin, keywordEnd - begin));
    m_result.keywordSpan = m_line.toSource(size32(begin), size32(keywordEnd));
    const std::size_t afterKeyword = std::min(line.find_first_not_of(blanks, keywordEnd), end);

    FlagsAndRest flags = readFlags(line, afterKeyword, m_escape);
    for (Part& part : flags.flags) {
        Flag flag {.text = std::move(part.text),
                   .span = m_line.toSource(size32(part.begin), size32(part.end))};
        const std::size_t equal = flag.text.find('=');
        flag.name = flag.text.substr(
            2, equal == std::string::npos ? equal : equal - 2); // each begins with "--"
        flag.valueSpan = {.file = flag.span.file, .begin = flag.span.end, .end = flag.span.end};
        if (equal != std::string::npos) {
            flag.value = flag.text.substr(equal + 1);
            const std::size_t written = line.find('=', part.begin);
            flag.valueSpan = m_line.toSource(size32(written + 1), size32(part.end));
        }
        m_result.flags.push_back(std::move(flag));
    }
    const std::string_view rest = line.substr(flags.rest);
    const std::size_t argumentsBegin = flags.rest + unicode::leadingSpace(rest);
    m_result.arguments = m_line.slice(size32(argumentsBegin), size32(end));
    m_result.span = wholeSpan();
    if (const std::optional<Shape> shape = shapeOf(m_result.keyword)) {
        if (!arguments().empty()) readArguments(*shape);
    } else {
        report(DockerfileProblem::Kind::UnknownInstruction,
               "unknown instruction: " + m_result.keyword, m_result.keywordSpan, false);
    }
    return std::move(m_result);
}

void InstructionParser::readArguments(Shape shape)
{
    switch (shape) {
    case Shape::Text:
        addText(0);
        break;
    case Shape::TextOrStrings:
        if (!readStrings(0)) addText(0);
        break;
    case Shape::Words:
        addWords(blankWords(arguments()));
        break;
    case Shape::WordsOrStrings:
        if (!readStrings(0)) addWords(blankWords(arguments()));
        break;
    case Shape::QuotedWords:
        addWords(quotedWords(arguments(), m_escape));
        break;
    case Shape::Pairs:
        readPairs();
        break;
    case Shape::Health:
        readHealth();
        break;
    case Shape::Trigger:
        if (m_depth < limits::onbuildDepth) {
            m_result.trigger.push_back(
                parseInstruction(m_result.arguments, m_escape, m_problems, m_depth + 1));
        } else {
            report(DockerfileProblem::Kind::NestedTooDeeply, "ONBUILD is nested too deeply",
                   m_result.keywordSpan, false);
        }
        break;
    }
}

Word InstructionParser::wordOf(Part part) const
{
    return {.text = std::move(part.text),
            .span = m_result.arguments.toSource(size32(part.begin), size32(part.end))};
}

void InstructionParser::addWords(std::vector<Part> parts)
{
    for (Part& part : parts)
        m_result.words.push_back(wordOf(std::move(part)));
}

void InstructionParser::addText(std::size_t from)
{
    if (from >= arguments().size()) return;
    m_result.words.push_back(
        wordOf({.text = arguments().substr(from), .begin = from, .end = arguments().size()}));
}

bool InstructionParser::readStrings(std::size_t from)
{
    StringArray array = parseStringArray(std::string_view(arguments()).substr(from));
    switch (array.kind) {
    case StringArray::Kind::NoArray:
        return false;
    case StringArray::Kind::OtherArray:
        report(DockerfileProblem::Kind::NotStrings,
               "when using JSON array syntax, arrays must be comprised of strings only",
               m_result.arguments.span());
        return true;
    case StringArray::Kind::Strings:
        break;
    }
    m_result.form = Instruction::Form::Exec;
    for (StringArray::Element& element : array.elements)
        m_result.words.push_back(wordOf({.text = std::move(element.text),
                                         .begin = from + element.begin,
                                         .end = from + element.end}));
    return true;
}

void InstructionParser::readPairs()
{
    std::vector<Part> words = quotedWords(arguments(), m_escape);
    if (words.empty()) return;
    if (!words.front().text.contains('=')) {
        readOldPair();
        return;
    }
    for (Part& word : words) {
        const std::size_t equal = word.text.find('=');
        if (equal == std::string::npos) {
            const Word wrong = wordOf(std::move(word));
            report(DockerfileProblem::Kind::MissingEqualSign,
                   "Syntax error - can't find = in \"" + wrong.text
                       + "\". Must be of the form: name=value",
                   wrong.span);
            continue;
        }
        // Words hold the bytes of the text up to an escape character that was dropped at the end.
        const std::size_t at = word.begin + equal;
        m_result.pairs.push_back(
            {.key = wordOf({.text = word.text.substr(0, equal), .begin = word.begin, .end = at}),
             .value =
                 wordOf({.text = word.text.substr(equal + 1), .begin = at + 1, .end = word.end})});
    }
}

void InstructionParser::readOldPair()
{
    const std::string& text = arguments();
    const std::size_t keyEnd = text.find_first_of(blanks);
    if (keyEnd == std::string::npos) {
        report(DockerfileProblem::Kind::MissingArguments,
               m_result.keyword + " must have two arguments", wholeSpan());
        return;
    }
    const std::size_t valueBegin = std::min(text.find_first_not_of(blanks, keyEnd), text.size());
    m_result.pairs.push_back(
        {.key = wordOf({.text = text.substr(0, keyEnd), .begin = 0, .end = keyEnd}),
         .value =
             wordOf({.text = text.substr(valueBegin), .begin = valueBegin, .end = text.size()}),
         .oldForm = true});
}

void InstructionParser::readHealth()
{
    const std::string& text = arguments();
    const auto isSpace = [](char c) { return unicode::isSpace(static_cast<unsigned char>(c)); };
    const auto typeEnd = std::ranges::find_if(text, isSpace);
    const auto commandBegin = std::find_if_not(typeEnd, text.end(), isSpace);
    const auto type = static_cast<std::size_t>(typeEnd - text.begin());
    const auto command = static_cast<std::size_t>(commandBegin - text.begin());
    m_result.words.push_back(wordOf({.text = text.substr(0, type), .begin = 0, .end = type}));
    if (command < text.size() && !readStrings(command)) addText(command);
}

} // namespace

bool isKnownKeyword(std::string_view keyword)
{
    return shapeOf(keyword).has_value();
}

Instruction parseInstruction(const JoinedText& line, char escape,
                             std::vector<DockerfileProblem>& problems, int depth)
{
    return InstructionParser(line, escape, problems, depth).parse();
}

} // namespace pinwheel
