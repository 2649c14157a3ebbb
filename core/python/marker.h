#pragma once

#include "core/base/result.h"
#include "core/python/syntax_error.h"

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

struct PythonVersion;

/// Values of PEP 508's environment variables on one target.
struct MarkerEnvironment {
    std::string implementationName = "cpython";
    std::string implementationVersion = "3.12.0";
    std::string osName = "posix";
    std::string platformMachine = "x86_64";
    std::string platformPythonImplementation = "CPython";
    std::string platformRelease;
    std::string platformSystem = "Linux";
    std::string platformVersion;
    std::string pythonFullVersion = "3.12.0";
    std::string pythonVersion = "3.12";
    std::string sysPlatform = "linux";
    std::string extra; ///< the one extra for which a requirement is looked at; empty for none

    /// The value of a variable by its PEP 508 name ("python_version"); null for a name that is
    /// none.
    [[nodiscard]] const std::string* find(std::string_view variable) const;
    [[nodiscard]] std::string* find(std::string_view variable);

    friend bool operator==(const MarkerEnvironment&, const MarkerEnvironment&) = default;
};

/// CPython on Linux, as in a container: platform_release and platform_version, which belong to the
/// host's kernel, are empty.
/// @param arch  as `uname -m` says it: "x86_64", "aarch64"
[[nodiscard]] MarkerEnvironment linuxEnvironment(const PythonVersion& python,
                                                 std::string_view arch);

/// An environment marker, such as `python_version < "3.11" and extra == "gpu"`.
/// Source: PEP 508; packaging 25, markers.py and _parser.py.
class Marker
{
public:
    /// Left or right side of a comparison.
    struct Operand {
        std::string text; ///< name of the variable, or the string without its quotes
        bool isVariable = false;

        friend bool operator==(const Operand&, const Operand&) = default;
    };
    enum class Kind : std::uint8_t { Comparison, And, Or };
    /// One node; And and Or hold the indices of two or more nodes.
    struct Node {
        Kind kind = Kind::Comparison;
        Operand left;
        std::string op; ///< "==", "in", "not in", …
        Operand right;
        std::vector<std::uint32_t> children;

        friend bool operator==(const Node&, const Node&) = default;
    };

    /// True in this environment? Malformed where the comparison has no meaning there: an unknown
    /// variable, `~=` on text that is no version, or a version compared with a value that is none.
    [[nodiscard]] Result<bool> evaluate(const MarkerEnvironment& environment) const;

    /// True when a comparison names the variable ("extra").
    [[nodiscard]] bool mentions(std::string_view variable) const;

    [[nodiscard]] const std::vector<Node>& nodes() const { return m_nodes; }
    /// Index of the outermost node.
    [[nodiscard]] std::uint32_t root() const { return m_root; }

    /// Written as packaging writes it: `python_version < "3.11" and (a or b)`.
    [[nodiscard]] std::string toString() const;

    friend bool operator==(const Marker&, const Marker&) = default;

private:
    friend class MarkerParser;

    std::vector<Node> m_nodes;
    std::uint32_t m_root = 0;
};

[[nodiscard]] std::expected<Marker, SyntaxError> parseMarker(std::string_view text);

} // namespace pinwheel
