#pragma once

// Options of a command line by table: which words are options, which are their values, which are
// left. One parser for the dialects of optparse (pip), argparse (conda, dnf), clap (uv), getopt
// (apk, apt) and cleo (poetry).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

enum class OptionArity {
    Switch, ///< takes no value
    Value, ///< takes the next word, or what is written behind "="
    OptionalValue, ///< takes a value only behind "=" (clap, getopt)
    Many, ///< takes all words up to the next option (argparse, nargs="+" or "*")
};

/// One option of a tool.
struct OptionSpec {
    std::string_view names; ///< every spelling, blanks between: "-i --index-url --pypi-url"
    OptionArity arity = OptionArity::Switch;
    /// What values are allowed: "" = any, "int", "float", or the choices with blanks between.
    std::string_view values = {};

    /// The first long spelling, else the first.
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] bool isSpelled(std::string_view spelling) const;
};

/// How a tool reads its words.
struct OptionDialect {
    bool abbreviations = false; ///< `--req` for `--requirement` where nothing else begins so
    bool interspersed = true; ///< options may stand behind arguments
    bool equalsAfterShort = false; ///< `-p=3.12` gives "3.12", not "=3.12"
    bool switchesTakeValues = false; ///< `--yes=false` is taken
    bool singleDashLong = false; ///< `-name value` (aptitude, dpkg)
};
namespace dialects {
inline constexpr OptionDialect optparse {.abbreviations = true};
inline constexpr OptionDialect argparse {.abbreviations = true, .equalsAfterShort = true};
inline constexpr OptionDialect clap {.equalsAfterShort = true};
inline constexpr OptionDialect getopt {.abbreviations = true};
inline constexpr OptionDialect plain {};
} // namespace dialects

/// One word: what is known of its text.
struct OptionWord {
    std::string_view text; ///< the known text, or its known beginning
    bool known = true;
    bool several = false; ///< stands for any number of words
};

/// A value, or the known beginning of it: bytes [begin, …) of the word.
struct ParsedOptionValue {
    std::size_t word = 0;
    std::size_t begin = 0;
    std::string text;
    bool known = true;
};

struct ParsedOption {
    const OptionSpec* spec = nullptr; ///< null for an option that the tool does not have
    std::string spelled; ///< as written, without the value: "--index", "-i"
    std::size_t word = 0;
    std::size_t begin = 0; ///< bytes of the word that spell it (a letter of a cluster)
    std::size_t end = 0;
    std::vector<ParsedOptionValue> values; ///< one at most but for Many
};

struct OptionTrouble {
    enum class Kind { Unknown, Ambiguous, MissingValue, UnexpectedValue, BadValue };
    Kind kind = Kind::Unknown;
    std::size_t word = 0;
    std::string message; ///< one line, lower case
};

struct ParsedWords {
    std::vector<ParsedOption> options;
    std::vector<std::size_t> arguments; ///< words that are no options, in order
    std::vector<OptionTrouble> troubles;
    std::optional<std::size_t> doubleDash; ///< the "--" that ended the options
};

/// Sorts words into options and arguments; after a trouble it goes on with the next word.
/// @param tables  asked in order: the first that has the spelling wins
/// With `interspersed` false everything from the first argument on is an argument.
[[nodiscard]] ParsedWords parseOptionWords(std::span<const OptionWord> words,
                                           std::span<const std::span<const OptionSpec>> tables,
                                           const OptionDialect& dialect);

} // namespace pinwheel
