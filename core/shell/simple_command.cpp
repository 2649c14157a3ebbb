// Simple commands (POSIX.1-2017, Shell Command Language 2.9.1): words, redirections and assignments
// in dash's order, then a function, a builtin or an external command.

#include "core/base/limits.h"
#include "core/shell/evaluator.h"
#include "core/shell/file_commands.h"
#include "core/shell/lexer.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace pinwheel::shell {

bool Evaluator::assign(Scope& scope, std::string_view name, TracedText value, ShellRange range)
{
    auto [place, isNew] = scope.state->variables.try_emplace(std::string(name));
    ShellVariable& variable = place->second;
    if (variable.readOnly) {
        m_place = range;
        fatal(scope, 2);
        return false;
    }
    if (value.bytes.size() > limits::shellWordBytes) {
        problem(ShellProblem::Kind::Limit, {}, "a value is longer than is followed", scope);
        value = unknown("it is longer than is followed");
    }
    variable.value = std::move(value);
    if (variable.isArray && !variable.elements.empty()) variable.elements.front() = variable.value;
    variable.isSet = true;
    if (scope.state->allExport) variable.exported = true;
    if (name == "OPTIND") {
        std::int64_t index = 1;
        std::from_chars(variable.value.bytes.data(),
                        variable.value.bytes.data() + variable.value.bytes.size(), index);
        m_getopts = {.index = index};
    }
    return true;
}

void Evaluator::assignArray(const Assignment& assignment, Scope& scope)
{
    ShellVariable& variable = scope.state->variables[assignment.name];
    std::vector<TracedText> elements;
    if (assignment.append) {
        elements = variable.elements;
        if (!variable.isArray && variable.isSet && !variable.value.isEmpty())
            elements.push_back(variable.value);
    }
    for (const Word& word : assignment.elements) {
        const std::span<const Word> one(&word, 1);
        for (ShellWord& item : expandArguments(one, scope)) {
            if (item.mayBeSeveral && item.value.isKnown())
                item.value.appendGap("it is not known how many words there are");
            elements.push_back(std::move(item.value));
        }
    }
    ShellVariable& target =
        scope.state->variables[assignment.name]; // Expansions may have moved it.
    target.isArray = true;
    target.isSet = true;
    target.value = elements.empty() ? TracedText() : elements.front();
    target.elements = std::move(elements);
}

namespace {

/// Assignments before a command as the later ones among them see them: each in its turn, gone when
/// all are read.
class SeenAssignments
{
public:
    explicit SeenAssignments(ShellVariables& variables)
        : m_variables(variables)
    {
    }
    SeenAssignments(const SeenAssignments&) = delete;
    SeenAssignments& operator=(const SeenAssignments&) = delete;
    ~SeenAssignments()
    {
        for (auto it = m_saved.rbegin(); it != m_saved.rend(); ++it) {
            if (it->second)
                m_variables[it->first] = std::move(*it->second);
            else
                m_variables.erase(it->first);
        }
    }

    void show(const std::string& name, const TracedText& value)
    {
        const auto old = m_variables.find(name);
        m_saved.emplace_back(name,
                             old == m_variables.end() ? std::nullopt : std::optional(old->second));
        m_variables[name] = {.value = value, .elements = {}, .exported = true};
    }

private:
    ShellVariables& m_variables;
    std::vector<std::pair<std::string, std::optional<ShellVariable>>> m_saved;
};

} // namespace

void Evaluator::assignAll(const Command& command, Scope& scope,
                          std::vector<ShellAssignment>* prefix)
{
    SeenAssignments seen(scope.state->variables);
    for (const Assignment& item : command.assignments) {
        if (item.isArray) {
            assignArray(item, scope);
            continue;
        }
        TracedText value = expandText(item.value, scope);
        if (m_flow != Flow::Normal) return;
        if (item.hasIndex) {
            const auto index = arithmeticValue(expandText(item.index, scope), scope);
            ShellVariable& variable = scope.state->variables[item.name];
            if (!index || *index < 0 || *index > limits::shellLoopTurns) {
                inexact("an array index is not known");
                continue;
            }
            variable.isArray = variable.isSet = true;
            const auto at = static_cast<std::size_t>(*index);
            if (variable.elements.size() <= at) variable.elements.resize(at + 1);
            variable.elements[at] = std::move(value);
            variable.value = variable.elements.front();
            continue;
        }
        const ShellRange range = scriptRange(item.range, scope);
        if (prefix != nullptr) {
            if (item.append) {
                TracedText whole = namedValue(item.name, scope).text;
                whole.append(value);
                value = std::move(whole);
            }
            if (command.assignments.size() > 1) seen.show(item.name, value);
            prefix->push_back({.name = item.name,
                               .value = std::move(value),
                               .range = range,
                               .append = item.append});
            continue;
        }
        if (item.append) {
            TracedText whole = namedValue(item.name, scope).text;
            whole.append(value);
            value = std::move(whole);
        }
        if (!assign(scope, item.name, std::move(value), range)) return;
    }
}

bool Evaluator::isVisible(const Alias& alias, const AliasUse& use)
{
    // A whole line is read before its first command runs, functions too: only later lines know the
    // alias.
    const auto& items = alias.unit->root->children;
    const auto item = std::ranges::find_if(
        items, [&](const CommandPtr& child) { return child->range.end >= use.place; });
    const std::size_t line = item == items.end() ? use.place : (*item)->range.begin;
    const std::size_t newline = alias.unit->text.bytes.find('\n', alias.place);
    return newline < line;
}

bool Evaluator::executeAlias(const Command& command, Scope& scope)
{
    if (isBash() || m_aliases.empty() || command.words.empty())
        return false; // bash: only interactive shells.
    const Word& first = command.words.front();
    if (first.quoted || first.parts.size() != 1 || first.parts[0].kind != WordPart::Kind::Literal)
        return false;
    const TracedText& text = scope.unit->text;
    const auto found =
        m_aliases.find(std::string_view(text.bytes)
                           .substr(first.range.begin, first.range.end - first.range.begin));
    if (found == m_aliases.end() || found->second.isOpen) return false;
    Alias& alias = found->second;
    // A name in what an alias stands for was read where that alias is used.
    const AliasUse use =
        m_aliasUse.unit ? m_aliasUse : AliasUse {.unit = scope.unit, .place = first.range.begin};
    if (alias.unit == use.unit && !isVisible(alias, use)) return false;
    const bool isPlain = alias.text.bytes.find_first_of(";&|()<>\n") == std::string::npos
        && !alias.text.bytes.ends_with(' ')
        && !std::ranges::contains(command.redirects, ShellRedirection::Kind::HereDocument,
                                  &Redirect::kind);
    if (alias.unit != use.unit || !isPlain) {
        inexact("an alias is not followed: " + found->first);
        return false;
    }
    TracedText script = text.slice(command.range.begin, first.range.begin);
    script.append(alias.text);
    script.append(text.slice(first.range.end, command.range.end));
    const std::string name = found->first; // The script may take the alias away.
    alias.isOpen = true;
    const AliasUse outer = std::exchange(m_aliasUse, use);
    runScript(std::move(script), scope);
    m_aliasUse = outer;
    if (const auto after = m_aliases.find(name); after != m_aliases.end())
        after->second.isOpen = false;
    return true;
}

void Evaluator::executeSimple(const Command& command, Scope& scope)
{
    if (executeAlias(command, scope)) return;
    ShellRange place;
    if (scope.unit->text.scriptRange(command.range.begin, command.range.end, place))
        m_place = place;
    m_substitutionStatus.reset();
    m_commandEnd = command.range.end;
    ShellCommand base;
    std::vector<std::string> outer =
        std::exchange(m_unset, {}); // A substitution stands in the words of another command.
    std::vector<ShellWord> arguments = expandArguments(command.words, scope);
    base.unsetVariables = std::exchange(m_unset, std::move(outer));
    if (m_flow != Flow::Normal) return;

    base.range = m_place;
    Scope inner = scope;
    if (!command.redirects.empty() && !redirect(command.redirects, inner, base.redirections)) {
        setStatus(scope, 2);
        const auto entry =
            arguments.empty() ? std::nullopt : builtin(arguments.front().value.bytes);
        if (entry && entry->special)
            fatal(scope, 2);
        else
            checkErrorExit(scope);
        return;
    }
    if (arguments.empty()) {
        assignAll(command, scope, nullptr);
        if (m_flow != Flow::Normal) return;
        scope.state->status = m_substitutionStatus.value_or(0);
        flush(inner, scope);
        checkErrorExit(scope);
        return;
    }
    std::vector<ShellAssignment> prefix;
    if (!command.assignments.empty()) assignAll(command, inner, &prefix);
    if (m_flow != Flow::Normal) return;
    if (arguments.front().is("exec") && arguments.size() == 1) {
        // `exec > file`: the redirections stay.
        for (ShellAssignment& item : prefix)
            assign(scope, item.name, std::move(item.value), item.range);
        flush(scope, inner);
        scope.outputs = inner.outputs;
        scope.input = inner.input;
        scope.inputs = inner.inputs;
        setStatus(scope, 0);
        return;
    }
    dispatch(std::move(arguments), std::move(prefix), inner, std::move(base));
    scope.state->status = inner.state->status;
    // What the command itself may have opened for good stays (exec in a function).
    flush(inner, scope);
    checkErrorExit(scope);
}

void Evaluator::dispatch(std::vector<ShellWord> arguments, std::vector<ShellAssignment> prefix,
                         Scope& scope, ShellCommand base, bool skipFunctions)
{
    const ShellWord& name = arguments.front();
    base.argv.clear();
    if (name.isKnown()) {
        const std::string& text = name.value.bytes;
        const auto entry = builtin(text);
        const bool special = entry && entry->special;
        if (!special && !skipFunctions) {
            if (const auto found = scope.state->functions.find(text);
                found != scope.state->functions.end()) {
                const std::shared_ptr<const ShellFunction> function = found->second;
                callFunction(*function, arguments, prefix, scope);
                return;
            }
        }
        if (entry) {
            std::vector<std::pair<std::string, std::optional<ShellVariable>>> saved;
            for (const ShellAssignment& item : prefix) {
                const auto old = scope.state->variables.find(item.name);
                saved.emplace_back(item.name,
                                   old == scope.state->variables.end()
                                       ? std::nullopt
                                       : std::optional(old->second));
                if (!assign(scope, item.name, item.value, item.range)) return;
            }
            Call call {.arguments = arguments, .prefix = prefix, .base = base, .scope = scope};
            (this->*entry->run)(call);
            if (special) return; // Assignments before a special builtin stay.
            for (auto it = saved.rbegin(); it != saved.rend(); ++it) {
                if (it->second)
                    scope.state->variables[it->first] = std::move(*it->second);
                else
                    scope.state->variables.erase(it->first);
            }
            return;
        }
    }
    base.argv = std::move(arguments);
    base.assignments.insert(base.assignments.end(), std::make_move_iterator(prefix.begin()),
                            std::make_move_iterator(prefix.end()));
    runExternal(std::move(base), scope);
}

void Evaluator::callFunction(const ShellFunction& function, std::vector<ShellWord>& arguments,
                             const std::vector<ShellAssignment>& prefix, Scope& scope)
{
    if (m_locals.size() >= static_cast<std::size_t>(limits::shellDepth)) {
        problem(ShellProblem::Kind::Limit, {}, "functions are nested too deeply", scope);
        return;
    }
    m_locals.emplace_back();
    for (const ShellAssignment& item : prefix) {
        saveLocal(scope, item.name);
        if (!assign(scope, item.name, item.value, item.range)) break;
        scope.state->variables[item.name].exported = true;
    }
    std::vector<TracedText> positional;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i].mayBeSeveral) inexact("the arguments of a function are not known");
        positional.push_back(std::move(arguments[i].value));
    }
    std::swap(positional, scope.state->positional);
    const OptionPlace options = m_getopts;
    if (!isBash()) m_getopts = {};
    Scope inner = scope;
    inner.unit = function.unit;
    inner.inFunction = true;
    inner.loops = 0;
    if (m_flow == Flow::Normal) execute(*function.body, inner);
    std::swap(positional, scope.state->positional);
    if (!isBash()) m_getopts = options;
    if (m_flow == Flow::Return) m_flow = Flow::Normal;
    for (auto& [name, old] : m_locals.back()) {
        if (old)
            scope.state->variables[name] = std::move(*old);
        else
            scope.state->variables.erase(name);
    }
    m_locals.pop_back();
}

void Evaluator::runExternal(ShellCommand command, Scope& scope)
{
    if (m_order >= limits::shellCommands) {
        if (!m_limitTold)
            problem(ShellProblem::Kind::Limit, {},
                    "the script runs more commands than are followed", scope);
        m_limitTold = true;
        m_order = limits::shellCommands + 1;
        return;
    }
    command.certain = m_uncertain == 0;
    command.workingFolder = scope.state->workingFolder;
    if (scope.input) {
        command.standardInput = scope.input->rest();
        charge(command.standardInput->bytes.size() / 64);
    }
    if (m_options.unwrap && unwrap(command, scope)) return;
    for (const ShellWord& word : command.argv) {
        if (word.isKnown()) continue;
        inexact(word.value.isKnown()
                    ? "it is not known how many words '" + word.value.bytes + "' stands for"
                    : "a word is not known: " + word.value.gaps.front().reason);
    }
    command.order = m_order++;
    CommandOutcome outcome = m_host.runCommand(command, *scope.state);
    if (!outcome.handled) {
        std::optional<CommandOutcome> computed;
        if (m_options.utilities) computed = runUtility(command, *scope.state, m_host);
        if (computed) {
            outcome = std::move(*computed);
        } else {
            const std::string name = command.argv.front().value.display();
            outcome.standardOutput = unknown("the output of " + name + " is not known");
        }
    }
    m_result.commands.push_back(std::move(command));
    finishExternal(outcome, scope);
}

void Evaluator::finishExternal(const CommandOutcome& outcome, Scope& scope)
{
    print(scope, 1, outcome.standardOutput);
    scope.state->status = outcome.status;
}

} // namespace pinwheel::shell
