#include "core/python/marker.h"

#include "core/python/project_name.h"
#include "core/python/python_string.h"
#include "core/python/python_text.h"
#include "core/python/requirement_parser.h"
#include "core/python/specifier.h"
#include "core/python/tag.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

struct Variable {
    std::string_view name;
    std::string MarkerEnvironment::* value;
};

constexpr std::array variables {
    Variable {"implementation_name", &MarkerEnvironment::implementationName},
    Variable {"implementation_version", &MarkerEnvironment::implementationVersion},
    Variable {"os_name", &MarkerEnvironment::osName},
    Variable {"platform_machine", &MarkerEnvironment::platformMachine},
    Variable {"platform_python_implementation", &MarkerEnvironment::platformPythonImplementation},
    Variable {"platform_release", &MarkerEnvironment::platformRelease},
    Variable {"platform_system", &MarkerEnvironment::platformSystem},
    Variable {"platform_version", &MarkerEnvironment::platformVersion},
    Variable {"python_full_version", &MarkerEnvironment::pythonFullVersion},
    Variable {"python_version", &MarkerEnvironment::pythonVersion},
    Variable {"sys_platform", &MarkerEnvironment::sysPlatform},
    Variable {"extra", &MarkerEnvironment::extra},
};

/// False where a glance tells that the text behind an operator makes no specifier.
bool mayBeVersion(const std::string& op, const std::string& text)
{
    if (op == "===") return true;
    const std::string_view trimmed = withoutOuterBlanks(text);
    return !trimmed.empty() && (isDigit(trimmed.front()) || lowerCase(trimmed.front()) == 'v');
}

/// Compares as versions where operator and right side make a specifier, else as text.
Result<bool> compare(const std::string& left, const std::string& op, const std::string& right)
{
    if (op != "in" && op != "not in" && mayBeVersion(op, right)) {
        if (const auto specifier = Specifier::parse(op + right)) {
            const auto version = Version::parse(left);
            if (!version)
                return fail(ErrorCode::Malformed,
                            "'" + left + "' is no version to compare with " + right);
            return specifier->admits(*version);
        }
    }
    if (op == "in") return right.contains(left);
    if (op == "not in") return !right.contains(left);
    if (op == "==") return left == right;
    if (op == "!=") return left != right;
    if (op == "<") return left < right;
    if (op == "<=") return left <= right;
    if (op == ">") return left > right;
    if (op == ">=") return left >= right;
    return fail(ErrorCode::Malformed, op + " does not compare '" + left + "' with '" + right + "'");
}

/// The value of the side that names the variable, and the text of the other. A string on the left
/// makes the right side the variable, quoted or not: so packaging evaluates it.
Result<bool> evaluateComparison(const Marker::Node& node, const MarkerEnvironment& environment)
{
    const std::string& name = node.left.isVariable ? node.left.text : node.right.text;
    const std::string* found = environment.find(name);
    if (!found)
        return fail(ErrorCode::Malformed, "'" + name + "' is no variable of an environment");
    // Development builds of Python report a version that ends in a plus. Source: packaging,
    // _repair_python_full_version.
    std::string repaired;
    if (name == "python_full_version" && found->ends_with('+')) repaired = *found + "local";
    const std::string& value = repaired.empty() ? *found : repaired;
    const std::string& left = node.left.isVariable ? value : node.left.text;
    const std::string& right = node.left.isVariable ? node.right.text : value;
    if (name == "extra") return compare(normalizedName(left), node.op, normalizedName(right));
    return compare(left, node.op, right);
}

/// Every comparison is made, even where the result is clear before: one without meaning fails the
/// whole.
Result<bool> evaluateNode(const Marker& marker, std::uint32_t index,
                          const MarkerEnvironment& environment)
{
    const Marker::Node& node = marker.nodes()[index];
    if (node.kind == Marker::Kind::Comparison) return evaluateComparison(node, environment);
    const bool isAnd = node.kind == Marker::Kind::And;
    bool value = isAnd;
    for (const std::uint32_t child : node.children) {
        PINWHEEL_TRY(holds, evaluateNode(marker, child, environment));
        value = isAnd ? value && holds : value || holds;
    }
    return value;
}

std::string textOf(const Marker::Operand& operand)
{
    return operand.isVariable ? operand.text : pythonStringOf(operand.text);
}

/// A variable left of `extra` is a variable in parentheses only, when it stands first: see
/// MarkerParser.
bool needsParentheses(const Marker::Node& comparison, std::uint32_t index)
{
    const bool isExtra = comparison.right.isVariable && comparison.right.text == "extra";
    return index == 0 && isExtra && comparison.left.isVariable && comparison.left.text != "extra";
}

std::string textOf(const Marker& marker, std::uint32_t index)
{
    const Marker::Node& node = marker.nodes()[index];
    if (node.kind == Marker::Kind::Comparison) {
        const std::string text = textOf(node.left) + ' ' + node.op + ' ' + textOf(node.right);
        return needsParentheses(node, index) ? '(' + text + ')' : text;
    }
    std::string text;
    for (const std::uint32_t child : node.children) {
        if (!text.empty()) text += node.kind == Marker::Kind::And ? " and " : " or ";
        // Parentheses also where a group stands in a group of its own kind: the tree that is read
        // back is the same.
        const Marker::Kind inner = marker.nodes()[child].kind;
        const bool isGroup = inner == Marker::Kind::Or
            || (inner == Marker::Kind::And && node.kind == Marker::Kind::And);
        text += isGroup ? '(' + textOf(marker, child) + ')' : textOf(marker, child);
    }
    return text;
}

} // namespace

const std::string* MarkerEnvironment::find(std::string_view variable) const
{
    const auto found = std::ranges::find(variables, variable, &Variable::name);
    return found == variables.end() ? nullptr : &(this->*found->value);
}

std::string* MarkerEnvironment::find(std::string_view variable)
{
    return const_cast<std::string*>(
        std::as_const(*this).find(variable)); // NOLINT: the object itself is not const.
}

MarkerEnvironment linuxEnvironment(const PythonVersion& python, std::string_view arch)
{
    return {
        .implementationVersion = python.fullText(),
        .platformMachine = std::string(arch),
        .pythonFullVersion = python.fullText(),
        .pythonVersion = python.shortText(),
    };
}

Result<bool> Marker::evaluate(const MarkerEnvironment& environment) const
{
    if (m_nodes.empty()) return true;
    return evaluateNode(*this, m_root, environment);
}

bool Marker::mentions(std::string_view variable) const
{
    return std::ranges::any_of(m_nodes, [variable](const Node& node) {
        return (node.left.isVariable && node.left.text == variable)
            || (node.right.isVariable && node.right.text == variable);
    });
}

std::string Marker::toString() const
{
    return m_nodes.empty() ? std::string() : textOf(*this, m_root);
}

std::expected<Marker, SyntaxError> parseMarker(std::string_view text)
{
    return MarkerParser(text).wholeMarker();
}

} // namespace pinwheel
