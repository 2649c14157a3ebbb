#pragma once

#include "core/python/marker.h"
#include "core/python/specifier.h"
#include "core/python/syntax_error.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One dependency: `name[extra] >=1.0; marker` or `name @ url`.
/// Source: PEP 508; packaging 25, requirements.py.
struct Requirement {
    std::string name; ///< as written; compare with normalizedName
    std::vector<std::string> extras; ///< as written, sorted, each once
    SpecifierSet specifiers;
    std::string url; ///< empty where none is given
    std::optional<Marker> marker;

    /// Written as packaging writes it: `name[a,b]<2,>=1; python_version < "3"`.
    [[nodiscard]] std::string toString() const;

    friend bool operator==(const Requirement&, const Requirement&) = default;
};

[[nodiscard]] std::expected<Requirement, SyntaxError> parseRequirement(std::string_view text);

} // namespace pinwheel
