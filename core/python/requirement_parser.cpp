#include "core/python/requirement_parser.h"

#include "core/base/limits.h"
#include "core/python/project_name.h"
#include "core/python/python_string.h"
#include "core/python/python_text.h"
#include "core/python/version_grammar.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

/// Blanks between the tokens of a requirement; others are allowed inside a specifier only.
bool isTokenBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isIdentifierCharacter(char c)
{
    return isDigit(c) || isLetter(c) || c == '.' || c == '_' || c == '-';
}

/// True where a word that ends before `position` is not continued there. Beyond ASCII everything
/// continues it: no such character can follow a word in any requirement.
bool isWordEnd(std::string_view text, std::size_t position)
{
    if (position >= text.size()) return true;
    const char c = text[position];
    return static_cast<unsigned char>(c) < 0x80 && !isDigit(c) && !isLetter(c) && c != '_';
}

struct VariableSpelling {
    std::string_view spelling;
    std::string_view name; ///< as the environment has it
};

/// PEP 508's names, and the older spellings that packaging still takes.
constexpr std::array variableSpellings {
    VariableSpelling {"python_version", "python_version"},
    VariableSpelling {"python_full_version", "python_full_version"},
    VariableSpelling {"os_name", "os_name"},
    VariableSpelling {"os.name", "os_name"},
    VariableSpelling {"sys_platform", "sys_platform"},
    VariableSpelling {"sys.platform", "sys_platform"},
    VariableSpelling {"platform_release", "platform_release"},
    VariableSpelling {"platform_system", "platform_system"},
    VariableSpelling {"platform_version", "platform_version"},
    VariableSpelling {"platform.version", "platform_version"},
    VariableSpelling {"platform_machine", "platform_machine"},
    VariableSpelling {"platform.machine", "platform_machine"},
    VariableSpelling {"platform_python_implementation", "platform_python_implementation"},
    VariableSpelling {"platform.python_implementation", "platform_python_implementation"},
    VariableSpelling {"python_implementation", "platform_python_implementation"},
    VariableSpelling {"implementation_name", "implementation_name"},
    VariableSpelling {"implementation_version", "implementation_version"},
    VariableSpelling {"extra", "extra"},
    VariableSpelling {"extras", "extras"},
    VariableSpelling {"dependency_groups", "dependency_groups"},
};

} // namespace

bool MarkerParser::refuseAt(std::size_t position, std::string message)
{
    m_error = SyntaxError {.message = std::move(message), .position = position};
    return false;
}

void MarkerParser::skipBlanks()
{
    while (m_position < m_text.size() && isTokenBlank(m_text[m_position]))
        ++m_position;
}

/// One line break may stand at the very end, as before Python's "$".
bool MarkerParser::isAtEnd() const
{
    return m_position == m_text.size()
        || (m_position + 1 == m_text.size() && m_text[m_position] == '\n');
}

bool MarkerParser::take(char c)
{
    if (!sees(c)) return false;
    ++m_position;
    return true;
}

bool MarkerParser::takeWord(std::string_view word)
{
    if (!m_text.substr(m_position).starts_with(word)
        || !isWordEnd(m_text, m_position + word.size()))
        return false;
    m_position += word.size();
    return true;
}

/// Letters, digits, `.`, `_` and `-`, from a letter or digit to the last letter, digit or `_`;
/// empty when none stands here.
std::string_view MarkerParser::takeIdentifier()
{
    if (m_position >= m_text.size()
        || !(isDigit(m_text[m_position]) || isLetter(m_text[m_position])))
        return {};
    std::size_t end = m_position;
    while (end < m_text.size() && isIdentifierCharacter(m_text[end]))
        ++end;
    if (end < m_text.size() && static_cast<unsigned char>(m_text[end]) >= 0x80) return {};
    while (m_text[end - 1] == '.' || m_text[end - 1] == '-')
        --end;
    const std::string_view identifier = m_text.substr(m_position, end - m_position);
    m_position = end;
    return identifier;
}

/// One clause; empty when none stands here. A suffix that the operator does not allow is left for
/// the next token.
std::string_view MarkerParser::takeSpecifier()
{
    const std::string_view rest = m_text.substr(m_position);
    constexpr std::array<std::string_view, 8> operators {
        "===", "~=", "==", "!=", "<=", ">=", "<", ">"};
    const auto op = std::ranges::find_if(
        operators, [rest](std::string_view text) { return rest.starts_with(text); });
    if (op == operators.end()) return {};
    std::size_t end = op->size();
    while (const std::size_t size = blankAt(rest, end))
        end += size;
    if (*op == "===") {
        while (end < rest.size() && rest[end] != ';' && rest[end] != ')' && blankAt(rest, end) == 0)
            ++end;
    } else {
        const auto parts = scanVersion(rest, end);
        if (!parts || (*op == "~=" && parts->releaseNumbers < 2)) return {};
        const bool takesAll = *op == "==" || *op == "!=";
        if (takesAll && rest.substr(parts->releaseEnd).starts_with(".*"))
            end = parts->releaseEnd + 2;
        else
            end = takesAll ? parts->end : parts->publicEnd;
    }
    m_position += end;
    return rest.substr(0, end);
}

std::optional<Marker::Operand> MarkerParser::takeVariable()
{
    for (const auto& [spelling, name] : variableSpellings)
        if (takeWord(spelling))
            return Marker::Operand {.text = std::string(name), .isVariable = true};
    return std::nullopt;
}

std::optional<Marker::Operand> MarkerParser::takeString()
{
    if (!sees('"') && !sees('\'')) return std::nullopt;
    const std::size_t end = m_text.find(m_text[m_position], m_position + 1);
    if (end == std::string_view::npos) return std::nullopt;
    auto value = valueOfPythonString(m_text.substr(m_position, end + 1 - m_position));
    if (!value) return std::nullopt;
    m_position = end + 1;
    return Marker::Operand {.text = *std::move(value), .isVariable = false};
}

/// Empty when none stands here.
std::string MarkerParser::takeMarkerOperator()
{
    if (takeWord("in")) return "in";
    if (takeWord("not")) {
        const std::size_t before = m_position;
        skipBlanks();
        return m_position > before && takeWord("in") ? "not in" : "";
    }
    constexpr std::array<std::string_view, 8> operators {
        "===", "==", "~=", "!=", "<=", ">=", "<", ">"};
    for (const std::string_view op : operators) {
        if (!m_text.substr(m_position).starts_with(op)) continue;
        m_position += op.size();
        return std::string(op);
    }
    return {};
}

// requirement = name extras? (url (blank marker?)? | specifiers? marker?)
std::expected<Requirement, SyntaxError> MarkerParser::wholeRequirement()
{
    Requirement requirement;
    skipBlanks();
    requirement.name = takeIdentifier();
    const bool isRead = [&] {
        if (requirement.name.empty())
            return refuse("a requirement begins with the name of a project");
        skipBlanks();
        if (!extras(requirement.extras)) return false;
        skipBlanks();
        if (take('@')) return urlAndMarker(requirement);
        if (!specifiers(requirement.specifiers)) return false;
        skipBlanks();
        return isAtEnd() || requirementMarker(requirement, "the version specifier");
    }();
    if (!isRead) return std::unexpected(std::move(m_error));
    return requirement;
}

bool MarkerParser::extras(std::vector<std::string>& names)
{
    const std::size_t open = m_position;
    if (!take('[')) return true;
    skipBlanks();
    for (bool isFirst = true;; isFirst = false) {
        const std::string_view name = takeIdentifier();
        if (name.empty()) {
            if (isFirst) break;
            return refuse("the name of an extra is missing after the comma");
        }
        names.emplace_back(name);
        skipBlanks();
        if (!take(',')) break;
        skipBlanks();
    }
    if (!take(']')) return refuseAt(open, "the list of extras is not closed by ]");
    std::ranges::sort(names);
    const auto repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    return true;
}

bool MarkerParser::specifiers(SpecifierSet& set)
{
    const std::size_t begin = m_position;
    const bool isOpen = take('(');
    skipBlanks();
    std::string clauses;
    for (;;) {
        const std::string_view clause = takeSpecifier();
        if (clause.empty()) break;
        clauses += clause;
        skipBlanks();
        if (!take(',')) break;
        clauses += ',';
        skipBlanks();
    }
    skipBlanks();
    if (isOpen && !take(')')) return refuseAt(begin, "the version specifier is not closed by )");
    auto parsed = parseSpecifierSet(clauses);
    if (!parsed) return refuseAt(begin, parsed.error().message);
    set = *std::move(parsed);
    return true;
}

bool MarkerParser::urlAndMarker(Requirement& requirement)
{
    skipBlanks();
    std::size_t end = m_position;
    while (end < m_text.size() && !isTokenBlank(m_text[end]))
        ++end;
    if (end == m_position) return refuse("the URL is missing after @");
    requirement.url = m_text.substr(m_position, end - m_position);
    m_position = end;
    skipBlanks();
    return isAtEnd() || requirementMarker(requirement, "the URL");
}

bool MarkerParser::requirementMarker(Requirement& requirement, std::string_view after)
{
    if (!take(';')) return refuse("the end or a semicolon should follow " + std::string(after));
    if (!disjunction(m_marker.m_root, 0)) return false;
    skipBlanks();
    if (!isAtEnd()) return refuse("the requirement should end after its marker");
    requirement.marker = std::move(m_marker);
    return true;
}

std::expected<Marker, SyntaxError> MarkerParser::wholeMarker()
{
    if (!disjunction(m_marker.m_root, 0)) return std::unexpected(std::move(m_error));
    if (!isAtEnd())
        return std::unexpected(
            SyntaxError {.message = "the marker should end here", .position = m_position});
    return std::move(m_marker);
}

MarkerParser::NodeIndex MarkerParser::addNode(Marker::Node node)
{
    m_marker.m_nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(m_marker.m_nodes.size() - 1);
}

MarkerParser::NodeIndex MarkerParser::addGroup(Marker::Kind kind, std::vector<NodeIndex> children)
{
    if (children.size() == 1) return children.front();
    return addNode({.kind = kind, .children = std::move(children)});
}

// marker = atom (("and" | "or") atom)*, where "and" binds closer.
bool MarkerParser::disjunction(NodeIndex& node, int depth)
{
    if (depth > limits::markerDepth)
        return refuse("the marker has too many parentheses inside each other");
    std::vector<NodeIndex> alternatives;
    std::vector<NodeIndex> together;
    for (;;) {
        NodeIndex next = 0;
        const bool isVeryFirst = m_marker.m_nodes.empty() && depth == 0;
        skipBlanks();
        const bool isParenthesized = sees('(');
        if (!atom(next, depth)) return false;
        if (isVeryFirst && !isParenthesized) takeLeftOfExtraAsText(m_marker.m_nodes[next]);
        together.push_back(next);
        if (takeWord("and")) continue;
        alternatives.push_back(addGroup(Marker::Kind::And, std::move(together)));
        together.clear();
        if (!takeWord("or")) break;
    }
    node = addGroup(Marker::Kind::Or, std::move(alternatives));
    return true;
}

/// In the very first comparison, outside parentheses, what stands left of `extra` is a text, even a
/// variable. Source: packaging, _normalize_extra_values.
void MarkerParser::takeLeftOfExtraAsText(Marker::Node& first)
{
    if (!first.left.isVariable
        || first.right != Marker::Operand {.text = "extra", .isVariable = true})
        return;
    if (first.left.text == "extra") return;
    first.left = {.text = normalizedName(first.left.text), .isVariable = false};
}

bool MarkerParser::atom(NodeIndex& node, int depth)
{
    skipBlanks();
    const std::size_t open = m_position;
    if (take('(')) {
        skipBlanks();
        if (!disjunction(node, depth + 1)) return false;
        skipBlanks();
        if (!take(')')) return refuseAt(open, "the parenthesis is not closed");
    } else if (!comparison(node)) {
        return false;
    }
    skipBlanks();
    return true;
}

bool MarkerParser::comparison(NodeIndex& node)
{
    Marker::Node read;
    if (!operand(read.left)) return false;
    skipBlanks();
    read.op = takeMarkerOperator();
    if (read.op.empty())
        return refuse("a comparison is missing: <=, <, !=, ==, >=, >, ~=, ===, in or not in");
    skipBlanks();
    if (!operand(read.right)) return false;
    skipBlanks();
    const Marker::Operand extra {.text = "extra", .isVariable = true};
    if (read.left == extra && !read.right.isVariable)
        read.right.text = normalizedName(read.right.text);
    if (read.right == extra && !read.left.isVariable)
        read.left.text = normalizedName(read.left.text);
    node = addNode(std::move(read));
    return true;
}

bool MarkerParser::operand(Marker::Operand& side)
{
    auto read = takeVariable();
    if (!read) read = takeString();
    if (!read) return refuse("a marker variable or a quoted string should stand here");
    side = *std::move(read);
    return true;
}

} // namespace pinwheel
