#pragma once

#include "core/base/known.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// What a variable is: no value = unset; a Known without value = set or not, we cannot tell.
using VariableLookup = std::function<std::optional<Known<std::string>>(std::string_view name)>;

/// A lookup over a plain map; the map must outlive it.
[[nodiscard]] VariableLookup
lookupIn(const std::map<std::string, std::string, std::less<>>& variables);

struct ExpansionOptions {
    char escape = '\\'; ///< of the Dockerfile
    bool keepQuotes = false; ///< leave quotes in the result
    bool keepEscapes = false; ///< leave escape characters in the result
    bool keepUnset = false; ///< leave `$NAME` of an unset variable as written
};

/// What one word becomes.
struct Expansion {
    Known<std::string> value {std::string {}}; ///< unknown when a variable that counts is unknown
    std::vector<std::string>
        words; ///< the value split at blanks outside quotes; empty when it is unknown
    std::vector<std::string> matched; ///< variables that were set, sorted
    std::vector<std::string> unmatched; ///< variables that were unset, sorted
    std::optional<std::string> error; ///< "syntax error: missing '}'"; then there is no value
    bool isRequired =
        false; ///< the error is that of `${A:?x}`: it goes with a value from the command line
    bool reachedLimit = false; ///< the builder would have gone on
};

/// Dockerfile variable expansion and quote removal of one word: `$A`, `${A}`, `${A:-x}`, `${A:+x}`,
/// `${A:?x}`, the same without colon, `${A#p}`, `${A##p}`, `${A%p}`, `${A%%p}`, `${A/p/x}`,
/// `${A//p/x}`. Source: the Dockerfile reference, "Environment replacement", and BuildKit's
/// frontend/dockerfile/shell.
[[nodiscard]] Expansion expandWord(std::string_view word, const VariableLookup& lookup,
                                   const ExpansionOptions& options = {});

/// Whether the word uses the variable as `$NAME` or `${NAME}`: the other forms, such as
/// `${NAME:-x}`, say what stands for one that is not set.
[[nodiscard]] bool usesWithoutDefault(std::string_view word, std::string_view name);

} // namespace pinwheel
