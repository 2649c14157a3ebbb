#pragma once

// The syntax tree of a script, private to core/shell. Ranges are bytes of the unit's text.

#include "core/shell/evaluate.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel::shell {

struct Parameter;
struct Command;
using CommandPtr = std::unique_ptr<Command>;

struct WordPart;

struct Word {
    std::vector<WordPart> parts;
    ShellRange range;
    bool quoted = false; ///< some of it is quoted
};

struct WordPart {
    enum class Kind {
        Literal,
        Parameter,
        CommandSubstitution,
        ProcessSubstitution,
        Arithmetic,
        Tilde,
        Gap
    };
    Kind kind = Kind::Literal;
    bool quoted = false;
    ShellRange range;
    bool isComputed = false; ///< literal: the text is `computed`, not the bytes of the range
    std::string computed;
    std::unique_ptr<Parameter> parameter;
    CommandPtr script; ///< of $(…): the list
    std::shared_ptr<struct Unit> unit; ///< of `…` with escapes: the text in which `script` stands
    std::unique_ptr<Word> word; ///< arithmetic: the expression, quoted
};

/// `${name…}`.
struct Parameter {
    enum class Operation {
        Value,
        Length,
        Default,
        Assign,
        Error,
        Alternate,
        RemoveSmallestPrefix,
        RemoveLargestPrefix,
        RemoveSmallestSuffix,
        RemoveLargestSuffix,
        Substring,
        ReplaceFirst,
        ReplaceAll,
        ReplacePrefix,
        ReplaceSuffix,
        UpperFirst,
        UpperAll,
        LowerFirst,
        LowerAll,
        Indirect,
        Names,
        Unsupported,
    };
    std::string name;
    Operation operation = Operation::Value;
    bool colon = false; ///< `:-` and its kin: an empty value counts as unset
    bool hasIndex = false; ///< `${a[index]}`
    Word index;
    Word operand;
    Word second; ///< length of a substring, replacement
    bool hasSecond = false;
};

struct Redirect {
    ShellRedirection::Kind kind = ShellRedirection::Kind::Read;
    int descriptor = 0;
    Word target; ///< of a heredoc: its body
    bool expandsBody = true;
    ShellRange range;
};

struct Assignment {
    std::string name;
    Word value;
    bool append = false;
    bool isArray = false;
    bool hasIndex = false;
    Word index;
    std::vector<Word> elements;
    ShellRange range;
};

struct CaseItem {
    std::vector<Word> patterns;
    CommandPtr body;
    bool fallsThrough = false; ///< `;&`
};

struct Command {
    enum class Kind {
        Simple,
        List,
        AndOr,
        Pipeline,
        If,
        While,
        Until,
        For,
        Case,
        Function,
        Subshell,
        Group,
        Conditional,
        Arithmetic,
        ForArithmetic,
    };
    Kind kind = Kind::List;
    ShellRange range;
    std::vector<Assignment> assignments; ///< Simple
    std::vector<Word> words; ///< Simple, For (items), Case (subject), Conditional, Arithmetic
    std::vector<Redirect> redirects;
    /// List, AndOr, Pipeline: in order. If: condition, body, condition, body, …, else. While:
    /// condition, body. For, Function, Subshell, Group: the body.
    std::vector<CommandPtr> children;
    std::vector<bool> isOr; ///< AndOr: operator before children[i + 1] is `||`
    std::vector<CaseItem> items;
    std::string name; ///< For: variable. Function: name.
    bool negated = false; ///< Pipeline or what stands alone in its place
    bool background = false; ///< ended by `&`
    bool hasItems = false; ///< For: `in` is written
};

/// A text and its tree.
struct Unit {
    TracedText text; ///< gaps stand as byte 0x01 at their place, see `gapReasons`
    std::vector<std::string> gapReasons;
    CommandPtr root;
    std::vector<ShellProblem> problems; ///< ranges of this unit's text
};
using UnitPtr = std::shared_ptr<Unit>;

/// Parses a script. Never fails: what cannot be understood is left out and told in `problems`.
[[nodiscard]] UnitPtr parseUnit(TracedText text, ShellDialect dialect, int depth);

} // namespace pinwheel::shell

namespace pinwheel {

/// A function keeps its text alive.
struct ShellFunction {
    shell::UnitPtr unit;
    const shell::Command* body = nullptr;
};

} // namespace pinwheel
