#pragma once

// The walk over the tree, private to core/shell. One Evaluator serves one call of evaluateShell.

#include "core/shell/syntax.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>

namespace pinwheel::shell {

/// Where output goes.
struct Sink {
    enum class Kind { Capture, File, Null };
    Kind kind = Kind::Null;
    TracedText text;
    std::string path; ///< of a file; empty when it is not known
    bool append = false;
    ShellRange origin;
};
using SinkPtr = std::shared_ptr<Sink>;

/// Input that is read piece by piece.
struct Input {
    TracedText text;
    std::size_t at = 0;

    [[nodiscard]] TracedText rest() const { return text.slice(at, text.bytes.size()); }
};
using InputPtr = std::shared_ptr<Input>;

/// What is in force where a command runs. Copied for redirections and subshells.
struct Scope {
    ShellState* state = nullptr;
    UnitPtr unit;
    std::array<SinkPtr, 10> outputs; ///< by descriptor; null is the terminal, which keeps nothing
    InputPtr input; ///< null: inherited
    std::array<InputPtr, 10> inputs; ///< what descriptors from 3 on are open to read from
    bool ignoresErrors = false; ///< -e does not act: a condition, the left of && or ||
    int loops = 0; ///< around this place, in this function
    bool inFunction = false;
    bool inSourced = false;
    bool inSubshell = false;
};

enum class Flow { Normal, Break, Continue, Return, Exit };

/// A word while it is expanded.
struct Field {
    TracedText value;
    std::string guarded; ///< one byte each: 1 where a pattern character stands for itself
    bool quoted = false;
    bool several = false;
};

class Evaluator
{
public:
    Evaluator(ShellHost& host, EvaluateOptions options, EvaluationResult& result);

    void runScript(TracedText script, Scope& scope);
    void finish(Scope& scope);
    [[nodiscard]] static Scope topScope(ShellState& state);
    void runExitTrap(Scope& scope);

private:
    // evaluator.cpp: structure
    void execute(const Command& command, Scope& scope);
    void executeBody(const Command& command, Scope& scope);
    void executeAndOr(const Command& command, Scope& scope);
    void executePipeline(const Command& command, Scope& scope);
    void executeIf(const Command& command, Scope& scope, std::size_t first);
    void executeWhile(const Command& command, Scope& scope);
    void executeFor(const Command& command, Scope& scope);
    void executeForArithmetic(const Command& command, Scope& scope);
    void executeCase(const Command& command, Scope& scope);
    void executeConditional(const Command& command, Scope& scope);
    void executeSubshell(const std::function<void(Scope&)>& body, Scope& scope);
    void executeUncertain(const std::function<void()>& body, Scope& scope);
    bool leavesLoop();
    void checkErrorExit(Scope& scope);

    // redirections.cpp
    [[nodiscard]] bool redirect(std::span<const Redirect> redirects, Scope& scope,
                                std::vector<ShellRedirection>& written);
    void openOutput(int descriptor, const ShellWord& target, bool append, Scope& scope,
                    ShellRange range);
    void flush(const Scope& inner, const Scope& outer);
    /// Hands over what open files hold so far, before a file is looked at.
    void settle(const Scope& scope);
    void writeOut(Sink& sink);
    void print(Scope& scope, int descriptor, const TracedText& text);

    // simple_command.cpp
    void executeSimple(const Command& command, Scope& scope);
    bool executeAlias(const Command& command, Scope& scope);
    void assignAll(const Command& command, Scope& scope, std::vector<ShellAssignment>* prefix);
    bool assign(Scope& scope, std::string_view name, TracedText value, ShellRange range);
    void assignArray(const Assignment& assignment, Scope& scope);
    void dispatch(std::vector<ShellWord> arguments, std::vector<ShellAssignment> prefix,
                  Scope& scope, ShellCommand base, bool skipFunctions = false);
    void callFunction(const ShellFunction& function, std::vector<ShellWord>& arguments,
                      const std::vector<ShellAssignment>& prefix, Scope& scope);
    void runExternal(ShellCommand command, Scope& scope);
    void finishExternal(const CommandOutcome& outcome, Scope& scope);

    // builtins.cpp, declare_builtins.cpp
    struct Call {
        std::vector<ShellWord>& arguments;
        std::vector<ShellAssignment>& prefix;
        ShellCommand& base;
        Scope& scope;
    };
    using Builtin = void (Evaluator::*)(Call&);
    struct BuiltinEntry {
        Builtin run = nullptr;
        bool special = false; ///< assignments before it stay; an error ends the script
    };
    [[nodiscard]] std::optional<BuiltinEntry> builtin(std::string_view name) const;
    void builtinTrue(Call& call);
    void builtinFalse(Call& call);
    void builtinTest(Call& call);
    void builtinEcho(Call& call);
    void builtinPrintf(Call& call);
    void builtinCd(Call& call);
    void builtinPwd(Call& call);
    void builtinExport(Call& call);
    void builtinLocal(Call& call);
    void builtinUnset(Call& call);
    void builtinSet(Call& call);
    void builtinShift(Call& call);
    void builtinEval(Call& call);
    void builtinSource(Call& call);
    void builtinExec(Call& call);
    void builtinCommand(Call& call);
    void builtinType(Call& call);
    void builtinExit(Call& call);
    void builtinReturn(Call& call);
    void builtinLoop(Call& call);
    void builtinRead(Call& call);
    void builtinMapfile(Call& call);
    void builtinTrap(Call& call);
    void builtinGetopts(Call& call);
    void builtinShopt(Call& call);
    void builtinLet(Call& call);
    void builtinAlias(Call& call);
    void builtinUnalias(Call& call);
    void builtinSilent(Call& call);
    bool setOptions(std::span<const ShellWord> words, std::size_t& at, Scope& scope);
    void fatal(Scope& scope, int status);
    void saveLocal(Scope& scope, const std::string& name);

    // wrappers.cpp
    bool unwrap(ShellCommand& command, Scope& scope);
    bool unwrapShell(ShellCommand& command, std::string_view name, Scope& scope);
    bool unwrapXargs(ShellCommand& command, Scope& scope);
    bool unwrapEnv(ShellCommand& command, Scope& scope);
    bool unwrapPrefix(ShellCommand& command, std::string_view name, Scope& scope);
    bool runScriptFile(const ShellCommand& command, std::size_t first, Scope& scope);
    void runNested(TracedText script, const ShellCommand& command, std::size_t firstArgument,
                   Scope& scope, ShellDialect dialect, std::string_view flags);
    void runInner(ShellCommand command, std::size_t first, std::string wrapper, Scope& scope);

    // expand.cpp
    void expandInto(const Word& word, Scope& scope, std::vector<Field>& fields, bool& open,
                    bool split);
    [[nodiscard]] std::vector<ShellWord> expandArguments(std::span<const Word> words, Scope& scope);
    [[nodiscard]] TracedText expandText(const Word& word, Scope& scope);
    [[nodiscard]] ShellWord expandSingle(const Word& word, Scope& scope);
    struct Pattern {
        std::string text;
        bool isKnown = true;
        std::string reason;
    };
    [[nodiscard]] Pattern expandPattern(const Word& word, Scope& scope);
    [[nodiscard]] TracedText substitute(const WordPart& part, Scope& scope);
    [[nodiscard]] TracedText arithmetic(const Word& word, Scope& scope);
    [[nodiscard]] std::optional<std::int64_t> arithmeticValue(const TracedText& expression,
                                                              Scope& scope);
    [[nodiscard]] TracedText tilde(const WordPart& part, Scope& scope);
    [[nodiscard]] TracedText literal(const WordPart& part, const Scope& scope) const;
    void appendGuarded(std::vector<Field>& fields, bool& open, const TracedText& text, bool guarded,
                       const Scope& scope);
    void appendSplit(std::vector<Field>& fields, bool& open, const TracedText& text, Scope& scope);
    void expandPathnames(Field& field, Scope& scope, ShellRange range,
                         std::vector<ShellWord>& into);
    [[nodiscard]] bool globPath(const std::string& pattern, Scope& scope,
                                std::vector<std::string>& found, std::string& unknownFolder);

    // parameters.cpp
    struct Value {
        TracedText text;
        bool isSet = true;
        bool isList = false; ///< $@, $*, ${a[@]}
        bool joins = false; ///< $*
        std::vector<TracedText> list;
    };
    [[nodiscard]] Value parameterValue(const Parameter& parameter, Scope& scope);
    [[nodiscard]] Value namedValue(std::string_view name, Scope& scope);
    void expandParameter(const WordPart& part, Scope& scope, std::vector<Field>& fields, bool& open,
                         bool split);
    void appendValue(const Value& value, bool quoted, Scope& scope, std::vector<Field>& fields,
                     bool& open, bool split);
    [[nodiscard]] TracedText transform(const Parameter& parameter, const TracedText& value,
                                       Scope& scope);
    [[nodiscard]] TracedText removePart(const Parameter& parameter, const TracedText& value,
                                        Scope& scope);
    [[nodiscard]] TracedText replacePart(const Parameter& parameter, const TracedText& value,
                                         Scope& scope);
    [[nodiscard]] TracedText substring(const Parameter& parameter, const TracedText& value,
                                       Scope& scope);
    [[nodiscard]] std::string fieldSeparators(Scope& scope);

    // shared
    void inexact(std::string reason);
    /// Counts work; past limits::shellSteps nothing more is executed.
    void charge(std::size_t steps);
    void problem(ShellProblem::Kind kind, ShellRange range, std::string message,
                 const Scope& scope);
    [[nodiscard]] ShellRange scriptRange(ShellRange range, const Scope& scope) const;
    [[nodiscard]] std::optional<std::string> pathOf(const TracedText& text,
                                                    const Scope& scope) const;
    void setStatus(Scope& scope, int status) { scope.state->status = status; }
    [[nodiscard]] bool isBash() const { return m_options.dialect == ShellDialect::Bash; }

    ShellHost& m_host;
    EvaluateOptions m_options;
    EvaluationResult& m_result;
    Flow m_flow = Flow::Normal;
    int m_flowCount = 0;
    int m_depth = 0;
    int m_uncertain = 0;
    int m_order = 0;
    bool m_limitTold = false;
    std::size_t m_steps = 0;
    std::optional<Known<int>> m_substitutionStatus;
    std::vector<std::map<std::string, std::optional<ShellVariable>>> m_locals;
    std::optional<TracedText> m_exitTrap;
    struct Alias {
        TracedText text;
        UnitPtr unit; ///< where it was made
        std::size_t place = 0; ///< and at which byte
        bool isOpen = false; ///< it is being replaced, so its name means itself
    };
    std::map<std::string, Alias, std::less<>> m_aliases;
    struct AliasUse {
        UnitPtr unit;
        std::size_t place = 0;
    };
    AliasUse m_aliasUse; ///< the command that the outermost open alias stood in
    [[nodiscard]] static bool isVisible(const Alias& alias, const AliasUse& use);
    std::size_t m_commandEnd = 0; ///< of the simple command at hand, in its unit
    std::vector<std::string>
        m_unset; ///< variables without value in the words of the command at hand
    ShellRange m_place; ///< the outermost range that can be named for text without origin
    /// Where getopts goes on. dash keeps the number beside OPTIND: `set` and every function begin
    /// anew.
    struct OptionPlace {
        std::int64_t index = 1;
        std::size_t offset = 0;
    };
    OptionPlace m_getopts;
    ShellDialect m_dialectAtStart;
};

} // namespace pinwheel::shell
