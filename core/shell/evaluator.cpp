// How the commands of a script follow one another (POSIX.1-2017, Shell Command Language 2.8
// and 2.9).
//
// Every external command exits with what the host says. Where a status is not known, everything
// that might run is walked through once as "uncertain": its commands are reported as such, and what
// it changed is unknown afterwards.

#include "core/shell/evaluator.h"

#include "core/base/limits.h"
#include "core/shell/conditions.h"
#include "core/shell/file_commands.h"
#include "core/shell/pattern.h"

#include <algorithm>

namespace pinwheel::shell {

Evaluator::Evaluator(ShellHost& host, EvaluateOptions options, EvaluationResult& result)
    : m_host(host)
    , m_options(options)
    , m_result(result)
    , m_dialectAtStart(options.dialect)
{
}

Scope Evaluator::topScope(ShellState& state)
{
    Scope scope;
    scope.state = &state;
    return scope;
}

void Evaluator::inexact(std::string reason)
{
    if (m_result.exact) m_result.inexactReason = std::move(reason);
    m_result.exact = false;
}

void Evaluator::charge(std::size_t steps)
{
    const bool before = m_steps > limits::shellSteps;
    m_steps += steps;
    if (before || m_steps <= limits::shellSteps) return;
    inexact("the script takes more steps than are followed");
    m_result.problems.push_back({.kind = ShellProblem::Kind::Limit,
                                 .range = m_place,
                                 .message = "the script takes more steps than are followed"});
}

void Evaluator::problem(ShellProblem::Kind kind, ShellRange range, std::string message,
                        const Scope& scope)
{
    inexact(message);
    if (m_result.problems.size() < 100)
        m_result.problems.push_back(
            {.kind = kind, .range = scriptRange(range, scope), .message = std::move(message)});
}

ShellRange Evaluator::scriptRange(ShellRange range, const Scope& scope) const
{
    ShellRange found;
    if (scope.unit && scope.unit->text.scriptRange(range.begin, range.end, found)) return found;
    return m_place;
}

std::optional<std::string> Evaluator::pathOf(const TracedText& text, const Scope& scope) const
{
    if (!text.isKnown()) return std::nullopt;
    return absolutePath(text.bytes, scope.state->workingFolder);
}

void Evaluator::runScript(TracedText script, Scope& scope)
{
    if (m_depth >= limits::shellDepth) {
        problem(ShellProblem::Kind::Limit, {}, "scripts and functions are nested too deeply",
                scope);
        return;
    }
    if (!script.isKnown()) inexact("a script is not known: " + script.gaps.front().reason);
    const UnitPtr before = scope.unit;
    scope.unit = parseUnit(std::move(script), m_options.dialect, m_depth);
    for (const ShellProblem& found : scope.unit->problems)
        problem(found.kind, found.range, found.message, scope);
    ++m_depth;
    if (scope.unit->root) execute(*scope.unit->root, scope);
    --m_depth;
    scope.unit = before;
}

void Evaluator::runExitTrap(Scope& scope)
{
    if (!m_exitTrap) return;
    const TracedText action = std::move(*m_exitTrap);
    m_exitTrap.reset();
    m_flow = Flow::Normal;
    const Known<int> status = scope.state->status;
    runScript(action, scope);
    if (m_flow != Flow::Exit)
        scope.state->status = status; // Else it left with a status of its own.
}

void Evaluator::finish(Scope& scope)
{
    m_result.exited = m_flow == Flow::Exit;
    runExitTrap(scope);
    flush(scope, topScope(*scope.state));
}

void Evaluator::execute(const Command& command, Scope& scope)
{
    if (m_flow != Flow::Normal) return;
    charge(1);
    if (m_order > limits::shellCommands || m_steps > limits::shellSteps) return;
    if (m_depth > limits::shellDepth * 4) {
        problem(ShellProblem::Kind::Limit, command.range, "commands are nested too deeply", scope);
        return;
    }
    ++m_depth;
    const bool ignored = scope.ignoresErrors;
    if (command.negated) scope.ignoresErrors = true;
    if (command.background) {
        // It runs beside what follows; its commands are listed where it starts.
        executeSubshell([&](Scope& inner) { executeBody(command, inner); }, scope);
        setStatus(scope, 0);
    } else {
        executeBody(command, scope);
    }
    if (command.negated) {
        scope.ignoresErrors = ignored;
        if (scope.state->status) setStatus(scope, *scope.state->status == 0 ? 1 : 0);
    }
    --m_depth;
}

void Evaluator::executeBody(const Command& command, Scope& scope)
{
    using Kind = Command::Kind;
    if (command.kind == Kind::Simple) {
        executeSimple(command, scope);
        return;
    }
    if (!command.redirects.empty()) {
        Scope inner = scope;
        std::vector<ShellRedirection> written;
        if (!redirect(command.redirects, inner, written)) {
            setStatus(scope, 2);
            checkErrorExit(scope);
            return;
        }
        // The same command without its redirections.
        const auto withoutRedirects = [&] {
            switch (command.kind) {
            case Kind::If:
                executeIf(command, inner, 0);
                break;
            case Kind::While:
            case Kind::Until:
                executeWhile(command, inner);
                break;
            case Kind::For:
                executeFor(command, inner);
                break;
            case Kind::ForArithmetic:
                executeForArithmetic(command, inner);
                break;
            case Kind::Case:
                executeCase(command, inner);
                break;
            case Kind::Subshell:
                executeSubshell([&](Scope& sub) { execute(*command.children.front(), sub); },
                                inner);
                break;
            case Kind::Group:
                execute(*command.children.front(), inner);
                break;
            case Kind::Conditional:
            case Kind::Arithmetic:
                executeConditional(command, inner);
                break;
            case Kind::Simple:
            case Kind::List:
            case Kind::AndOr:
            case Kind::Pipeline:
            case Kind::Function:
                break;
            }
        };
        withoutRedirects();
        flush(inner, scope);
        const bool mayEnd = command.kind == Command::Kind::Subshell
            || command.kind == Command::Kind::Conditional
            || command.kind == Command::Kind::Arithmetic;
        if (mayEnd) checkErrorExit(scope);
        return;
    }
    switch (command.kind) {
    case Kind::Simple:
        break;
    case Kind::List:
        for (const CommandPtr& child : command.children) {
            execute(*child, scope);
            if (m_flow != Flow::Normal) return;
        }
        break;
    case Kind::AndOr:
        executeAndOr(command, scope);
        break;
    case Kind::Pipeline:
        executePipeline(command, scope);
        break;
    case Kind::If:
        executeIf(command, scope, 0);
        break;
    case Kind::While:
    case Kind::Until:
        executeWhile(command, scope);
        break;
    case Kind::For:
        executeFor(command, scope);
        break;
    case Kind::ForArithmetic:
        executeForArithmetic(command, scope);
        break;
    case Kind::Case:
        executeCase(command, scope);
        break;
    case Kind::Function:
        if (!command.children.empty()) {
            auto function = std::make_shared<ShellFunction>();
            function->unit = scope.unit;
            function->body = command.children.front().get();
            scope.state->functions[command.name] = std::move(function);
        }
        setStatus(scope, 0);
        break;
    case Kind::Subshell:
        executeSubshell([&](Scope& inner) { execute(*command.children.front(), inner); }, scope);
        checkErrorExit(scope);
        break;
    case Kind::Group:
        execute(*command.children.front(), scope);
        break;
    case Kind::Conditional:
    case Kind::Arithmetic:
        executeConditional(command, scope);
        checkErrorExit(scope);
        break;
    }
}

void Evaluator::checkErrorExit(Scope& scope)
{
    if (m_flow != Flow::Normal || !scope.state->errorExit || scope.ignoresErrors) return;
    if (scope.state->status && *scope.state->status != 0) m_flow = Flow::Exit;
}

void Evaluator::executeAndOr(const Command& command, Scope& scope)
{
    const bool ignored = scope.ignoresErrors;
    const std::size_t count = command.children.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto run = [&] {
            scope.ignoresErrors = ignored || i + 1 < count;
            execute(*command.children[i], scope);
            scope.ignoresErrors = ignored;
        };
        if (i == 0) {
            run();
        } else if (!scope.state->status) {
            inexact("whether a command runs depends on a status that is not known");
            executeUncertain(run, scope);
            scope.state->status = unknown("depends on what was not known before");
        } else if ((*scope.state->status != 0) == command.isOr[i - 1]) {
            run();
        }
        if (m_flow != Flow::Normal) return;
    }
}

void Evaluator::executeSubshell(const std::function<void(Scope&)>& body, Scope& scope)
{
    for (const auto& [name, variable] : scope.state->variables)
        charge(variable.value.bytes.size() / 256);
    ShellState copy = *scope.state;
    Scope inner = scope;
    inner.state = &copy; // Loops around it still count: `continue` ends the subshell.
    inner.inSubshell = true;
    auto trap = std::move(m_exitTrap);
    m_exitTrap.reset();
    body(inner);
    if (m_exitTrap) runExitTrap(inner);
    m_exitTrap = std::move(trap);
    m_flow = Flow::Normal;
    scope.state->status = copy.status;
}

void Evaluator::executePipeline(const Command& command, Scope& scope)
{
    InputPtr input = scope.input;
    Known<int> worst = 0;
    const Known<int> before = scope.state->status; // Every side sees the $? of the command before.
    for (std::size_t i = 0; i < command.children.size(); ++i) {
        const bool last = i + 1 == command.children.size();
        const SinkPtr pipe = std::make_shared<Sink>(Sink {.kind = Sink::Kind::Capture});
        Scope side = scope;
        side.input = input;
        if (!last) side.outputs[1] = pipe;
        scope.state->status = before;
        executeSubshell([&](Scope& inner) { execute(*command.children[i], inner); }, side);
        if (!side.state->status || *side.state->status != 0) worst = side.state->status;
        if (!last) input = std::make_shared<Input>(Input {.text = std::move(pipe->text)});
    }
    if (scope.state->pipeFail) scope.state->status = worst;
    if (!command.negated) checkErrorExit(scope);
}

void Evaluator::executeUncertain(const std::function<void()>& body, Scope& scope)
{
    ShellState before = *scope.state;
    ++m_uncertain;
    m_host.enterUncertain();
    body();
    m_host.leaveUncertain();
    --m_uncertain;
    m_flow = Flow::Normal; // A branch that leaves is taken as one that was not chosen.
    ShellState& after = *scope.state;
    const std::string reason = "it depends on a branch that could not be decided";
    for (auto& [name, variable] : after.variables.own()) {
        const auto old = before.variables.find(name);
        if (old != before.variables.end() && old->second == variable) continue;
        variable.value = unknown(reason);
        for (TracedText& element : variable.elements)
            element = unknown(reason);
        variable.isSet = true;
    }
    for (const auto& [name, variable] : before.variables)
        if (!after.variables.contains(name))
            after.variables[name] = {.value = unknown(reason), .exported = variable.exported};
    if (before.workingFolder != after.workingFolder) after.workingFolder = unknown(reason);
    if (before.positional != after.positional)
        for (TracedText& text : after.positional)
            text = unknown(reason);
    if (before.status != after.status) after.status = unknown(reason);
    after.errorExit = before.errorExit;
    after.noUnset = before.noUnset;
    after.noGlob = before.noGlob;
}

void Evaluator::executeIf(const Command& command, Scope& scope, std::size_t first)
{
    if (first + 1 >= command.children.size()) { // else
        if (first < command.children.size())
            execute(*command.children[first], scope);
        else
            setStatus(scope, 0);
        return;
    }
    const bool ignored = scope.ignoresErrors;
    scope.ignoresErrors = true;
    execute(*command.children[first], scope);
    scope.ignoresErrors = ignored;
    if (m_flow != Flow::Normal) return;
    if (!scope.state->status) {
        inexact("a condition is not known: " + scope.state->status.reason());
        executeUncertain([&] { execute(*command.children[first + 1], scope); }, scope);
        executeUncertain([&] { executeIf(command, scope, first + 2); }, scope);
        return;
    }
    if (*scope.state->status == 0)
        execute(*command.children[first + 1], scope);
    else
        executeIf(command, scope, first + 2);
}

bool Evaluator::leavesLoop()
{
    if (m_flow == Flow::Normal) return false;
    if (m_flow == Flow::Return || m_flow == Flow::Exit) return true;
    if (m_flowCount > 1) {
        --m_flowCount;
        return true;
    }
    const bool leaves = m_flow == Flow::Break;
    m_flow = Flow::Normal;
    m_flowCount = 0;
    return leaves;
}

void Evaluator::executeWhile(const Command& command, Scope& scope)
{
    if (command.children.size() < 2) return;
    const bool until = command.kind == Command::Kind::Until;
    const bool ignored = scope.ignoresErrors;
    Known<int> status = 0;
    ++scope.loops;
    for (int turn = 0;; ++turn) {
        if (m_steps > limits::shellSteps) break;
        if (turn >= limits::shellLoopTurns || m_order > limits::shellCommands) {
            problem(ShellProblem::Kind::Limit, command.range,
                    "a loop does not end within the turns that are followed", scope);
            break;
        }
        scope.ignoresErrors = true;
        execute(*command.children[0], scope);
        scope.ignoresErrors = ignored;
        if (leavesLoop()) break;
        if (!scope.state->status) {
            inexact("the condition of a loop is not known: " + scope.state->status.reason());
            executeUncertain([&] { execute(*command.children[1], scope); }, scope);
            status = unknown("it is not known how often a loop runs");
            break;
        }
        if ((*scope.state->status == 0) == until) break;
        execute(*command.children[1], scope);
        status = scope.state->status;
        if (leavesLoop()) break;
    }
    --scope.loops;
    scope.state->status = status;
}

void Evaluator::executeFor(const Command& command, Scope& scope)
{
    std::vector<ShellWord> items;
    if (command.hasItems) {
        items = expandArguments(command.words, scope);
    } else {
        for (const TracedText& text : scope.state->positional) {
            ShellWord word;
            word.value = text;
            word.range = scriptRange(command.range, scope);
            items.push_back(std::move(word));
        }
    }
    if (m_flow != Flow::Normal || command.children.empty()) return;
    if (items.empty()) setStatus(scope, 0); // Else the body sees the $? of the command before.
    ++scope.loops;
    int turn = 0;
    for (ShellWord& item : items) {
        if (++turn > limits::shellLoopTurns) {
            problem(ShellProblem::Kind::Limit, command.range,
                    "a loop has more turns than are followed", scope);
            break;
        }
        const bool several = item.mayBeSeveral;
        if (!assign(scope, command.name, std::move(item.value), item.range)) break;
        if (several) {
            inexact("the items of a loop are not known");
            executeUncertain([&] { execute(*command.children.front(), scope); }, scope);
        } else {
            execute(*command.children.front(), scope);
        }
        if (leavesLoop()) break;
    }
    --scope.loops;
}

void Evaluator::executeForArithmetic(const Command& command, Scope& scope)
{
    if (command.words.empty() || command.children.empty()) return;
    const TracedText all = expandText(command.words.front(), scope);
    std::array<std::string, 3> parts;
    std::size_t part = 0;
    // The word still has its double parentheses.
    std::string_view body = all.bytes;
    if (body.starts_with("((") && body.ends_with("))")) body = body.substr(2, body.size() - 4);
    for (const char c : body) {
        if (c == ';' && part < 2)
            ++part;
        else
            parts[part] += c;
    }
    const auto evaluate = [&](const std::string& text) {
        return arithmeticValue(TracedText(text), scope);
    };
    if (!all.isKnown() || !evaluate(parts[0])) {
        inexact("the bounds of a loop are not known");
        executeUncertain([&] { execute(*command.children.front(), scope); }, scope);
        return;
    }
    ++scope.loops;
    setStatus(scope, 0);
    for (int turn = 0;; ++turn) {
        if (turn >= limits::shellLoopTurns) {
            problem(ShellProblem::Kind::Limit, command.range,
                    "a loop does not end within the turns that are followed", scope);
            break;
        }
        const auto condition = parts[1].find_first_not_of(" \t\n") == std::string::npos
            ? std::optional<std::int64_t>(1)
            : evaluate(parts[1]);
        if (!condition || *condition == 0) {
            if (!condition) inexact("the condition of a loop is not known");
            break;
        }
        execute(*command.children.front(), scope);
        if (leavesLoop()) break;
        (void)evaluate(parts[2]);
    }
    --scope.loops;
}

void Evaluator::executeCase(const Command& command, Scope& scope)
{
    if (command.words.empty()) return;
    const TracedText subject = expandText(command.words.front(), scope);
    if (m_flow != Flow::Normal) return;
    bool uncertain = false;
    for (std::size_t i = 0; i < command.items.size(); ++i) {
        bool matches = false;
        bool open = false;
        for (const Word& word : command.items[i].patterns) {
            const Pattern pattern = expandPattern(word, scope);
            if (m_flow != Flow::Normal) return;
            if (pattern.text == "*" && pattern.isKnown)
                matches = true;
            else if (!subject.isKnown() || !pattern.isKnown)
                open = true;
            else
                matches = matchesPattern(pattern.text, subject.bytes, isBash());
            if (matches) break;
        }
        const auto run = [&] {
            for (std::size_t k = i; k < command.items.size(); ++k) {
                if (!command.items[k].body || command.items[k].body->children.empty())
                    setStatus(scope, 0);
                else
                    execute(*command.items[k].body, scope);
                if (!command.items[k].fallsThrough) break;
            }
        };
        if (matches && !uncertain && !open) {
            run();
            return;
        }
        if (!matches && !open) continue;
        if (!uncertain) inexact("the branch of a case is not known");
        uncertain = true;
        executeUncertain(run, scope);
        if (matches) return;
    }
    if (!uncertain) setStatus(scope, 0);
}

void Evaluator::executeConditional(const Command& command, Scope& scope)
{
    if (command.kind == Command::Kind::Arithmetic) {
        const TracedText text =
            command.words.empty() ? TracedText() : expandText(command.words.front(), scope);
        const auto value = arithmeticValue(text, scope);
        if (value)
            setStatus(scope, *value != 0 ? 0 : 1);
        else
            scope.state->status = unknown("an arithmetic condition is not known");
        return;
    }
    std::vector<ConditionWord> words;
    for (const Word& word : command.words) {
        ConditionWord item;
        item.quoted = word.quoted;
        item.value = expandText(word, scope);
        Pattern pattern = expandPattern(word, scope);
        item.pattern = std::move(pattern.text);
        words.push_back(std::move(item));
        if (m_flow != Flow::Normal) return;
    }
    const ConditionContext context {.host = m_host, .state = *scope.state};
    const Known<bool> value = evaluateConditional(words, context);
    if (value)
        setStatus(scope, *value ? 0 : 1);
    else
        scope.state->status = unknown(value.reason());
}

} // namespace pinwheel::shell

namespace pinwheel {

EvaluationResult evaluateShell(std::string_view script, ShellState& state, ShellHost& host,
                               EvaluateOptions options)
{
    EvaluationResult result;
    shell::Evaluator evaluator(host, options, result);
    shell::Scope scope = shell::Evaluator::topScope(state);
    evaluator.runScript(TracedText::written(script, 0), scope);
    evaluator.finish(scope);
    return result;
}

} // namespace pinwheel
