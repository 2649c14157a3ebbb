// dash's builtins (dash(1), Builtins), and bash's where the dialect is bash.

#include "core/base/limits.h"
#include "core/shell/conditions.h"
#include "core/shell/evaluator.h"
#include "core/shell/file_commands.h"
#include "core/shell/lexer.h"
#include "core/shell/text_output.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

std::optional<Evaluator::BuiltinEntry> Evaluator::builtin(std::string_view name) const
{
    struct Row {
        std::string_view name;
        BuiltinEntry entry;
        bool onlyBash = false;
    };
    static const std::array<Row, 56> rows {{
        {":", {&Evaluator::builtinTrue, true}},
        {".", {&Evaluator::builtinSource, true}},
        {"[", {&Evaluator::builtinTest}},
        {"test", {&Evaluator::builtinTest}},
        {"echo", {&Evaluator::builtinEcho}},
        {"printf", {&Evaluator::builtinPrintf}},
        {"true", {&Evaluator::builtinTrue}},
        {"false", {&Evaluator::builtinFalse}},
        {"cd", {&Evaluator::builtinCd}},
        {"chdir", {&Evaluator::builtinCd}},
        {"pwd", {&Evaluator::builtinPwd}},
        {"export", {&Evaluator::builtinExport, true}},
        {"readonly", {&Evaluator::builtinExport, true}},
        {"local", {&Evaluator::builtinLocal}},
        {"unset", {&Evaluator::builtinUnset, true}},
        {"set", {&Evaluator::builtinSet, true}},
        {"shift", {&Evaluator::builtinShift, true}},
        {"eval", {&Evaluator::builtinEval, true}},
        {"exec", {&Evaluator::builtinExec, true}},
        {"command", {&Evaluator::builtinCommand}},
        {"type", {&Evaluator::builtinType}},
        {"exit", {&Evaluator::builtinExit, true}},
        {"return", {&Evaluator::builtinReturn, true}},
        {"break", {&Evaluator::builtinLoop, true}},
        {"continue", {&Evaluator::builtinLoop, true}},
        {"read", {&Evaluator::builtinRead}},
        {"trap", {&Evaluator::builtinTrap, true}},
        {"getopts", {&Evaluator::builtinGetopts}},
        {"alias", {&Evaluator::builtinAlias}},
        {"unalias", {&Evaluator::builtinUnalias}},
        {"bg", {&Evaluator::builtinSilent}},
        {"fc", {&Evaluator::builtinSilent}},
        {"fg", {&Evaluator::builtinSilent}},
        {"hash", {&Evaluator::builtinSilent}},
        {"jobs", {&Evaluator::builtinSilent}},
        {"kill", {&Evaluator::builtinSilent}},
        {"times", {&Evaluator::builtinSilent, true}},
        {"ulimit", {&Evaluator::builtinSilent}},
        {"umask", {&Evaluator::builtinSilent}},
        {"wait", {&Evaluator::builtinSilent}},
        {"source", {&Evaluator::builtinSource}, true},
        {"declare", {&Evaluator::builtinLocal}, true},
        {"typeset", {&Evaluator::builtinLocal}, true},
        {"shopt", {&Evaluator::builtinShopt}, true},
        {"let", {&Evaluator::builtinLet}, true},
        {"mapfile", {&Evaluator::builtinMapfile}, true},
        {"readarray", {&Evaluator::builtinMapfile}, true},
        {"builtin", {&Evaluator::builtinCommand}, true},
        {"pushd", {&Evaluator::builtinCd}, true},
        {"popd", {&Evaluator::builtinSilent}, true},
        {"disown", {&Evaluator::builtinSilent}, true},
        {"enable", {&Evaluator::builtinSilent}, true},
        {"complete", {&Evaluator::builtinSilent}, true},
        {"bind", {&Evaluator::builtinSilent}, true},
        {"history", {&Evaluator::builtinSilent}, true},
        {"dirs", {&Evaluator::builtinSilent}, true},
    }};
    for (const Row& row : rows)
        if (row.name == name && (!row.onlyBash || isBash())) return row.entry;
    return std::nullopt;
}

void Evaluator::fatal(Scope& scope, int status)
{
    setStatus(scope, status);
    if (m_uncertain == 0 || m_flow == Flow::Normal) m_flow = Flow::Exit;
}

void Evaluator::builtinTrue(Call& call)
{
    setStatus(call.scope, 0);
}
void Evaluator::builtinFalse(Call& call)
{
    setStatus(call.scope, 1);
}

void Evaluator::builtinSilent(Call& call)
{
    const std::string& name = call.arguments.front().value.bytes;
    const bool prints = (name == "umask" || name == "ulimit" || name == "times" || name == "jobs")
        && call.arguments.size() == 1;
    if (prints) print(call.scope, 1, unknown("the output of " + name + " is not known"));
    setStatus(call.scope, 0);
}

void Evaluator::builtinUnalias(Call& call)
{
    setStatus(call.scope, 0);
    for (const ShellWord& word : std::span<const ShellWord>(call.arguments).subspan(1)) {
        if (word.is("-a"))
            m_aliases.clear();
        else if (m_aliases.erase(word.value.bytes) == 0)
            setStatus(call.scope, 1);
    }
}

void Evaluator::builtinTest(Call& call)
{
    settle(call.scope);
    std::span<const ShellWord> words(call.arguments);
    const bool bracket = words.front().is("[");
    words = words.subspan(1);
    if (bracket) {
        if (words.empty() || !words.back().is("]")) {
            setStatus(call.scope, 2);
            return;
        }
        words = words.first(words.size() - 1);
    }
    call.scope.state->status = evaluateTest(words,
                                            {.host = m_host,
                                             .state = *call.scope.state,
                                             .isBash = isBash(),
                                             .doubleEquals = m_options.doubleEquals});
}

void Evaluator::builtinEcho(Call& call)
{
    const PrintedText out =
        echoText(std::span<const ShellWord>(call.arguments).subspan(1), isBash());
    print(call.scope, 1, out.text);
    setStatus(call.scope, 0);
}

void Evaluator::builtinPrintf(Call& call)
{
    std::span<const ShellWord> words = std::span<const ShellWord>(call.arguments).subspan(1);
    std::string variable;
    if (isBash() && words.size() > 2 && words[0].is("-v")) {
        variable = words[1].value.bytes;
        words = words.subspan(2);
    }
    PrintedText out = printfText(words);
    if (!out.isFollowed && out.text.isKnown())
        out.text.appendGap("a printf directive is not followed");
    if (variable.empty())
        print(call.scope, 1, out.text);
    else
        assign(call.scope, variable, std::move(out.text), call.base.range);
    setStatus(call.scope, out.status);
}

void Evaluator::builtinCd(Call& call)
{
    ShellState& state = *call.scope.state;
    std::size_t at = 1;
    while (at < call.arguments.size()
           && (call.arguments[at].is("-P") || call.arguments[at].is("-L")
               || call.arguments[at].is("--")))
        ++at;
    setStatus(call.scope, 0);
    TracedText target =
        at < call.arguments.size() ? call.arguments[at].value : namedValue("HOME", call.scope).text;
    if (at < call.arguments.size() && call.arguments[at].mayBeSeveral && target.isKnown())
        target.appendGap("a folder's name is not known");
    const bool goesBack = target.isKnown() && target.bytes == "-";
    if (goesBack) {
        target = namedValue("OLDPWD", call.scope).text;
        // The variable may be hidden from us where the folder is not.
        if (!target.isKnown() && !state.previousFolder.empty()) target = state.previousFolder;
    }
    const TracedText old = namedValue("PWD", call.scope).text;
    Known<std::string> folder = unknown("the folder that cd enters is not known");
    if (target.isKnown() && target.bytes.empty())
        folder = state.workingFolder;
    else if (const auto path = pathOf(target, call.scope)) {
        folder = *path;
        if (m_host.kindOf(*path) == ShellHost::FileKind::Missing
            || m_host.kindOf(*path) == ShellHost::FileKind::File) {
            // A real cd would fail; a build that works has the folder.
            inexact("the folder " + *path + " is not there");
        }
    }
    state.previousFolder = state.workingFolder.valueOr("");
    state.workingFolder = folder;
    state.variables["OLDPWD"].value = old;
    state.variables["OLDPWD"].isSet = true;
    ShellVariable& pwd = state.variables["PWD"];
    pwd.value = folder ? TracedText(*folder) : TracedText(unknown(folder.reason()));
    pwd.isSet = true;
    if (goesBack) builtinPwd(call);
}

void Evaluator::builtinPwd(Call& call)
{
    const Known<std::string>& folder = call.scope.state->workingFolder;
    TracedText text = folder ? TracedText(*folder) : TracedText(unknown(folder.reason()));
    text.append("\n");
    print(call.scope, 1, text);
    setStatus(call.scope, 0);
}

void Evaluator::builtinShift(Call& call)
{
    std::vector<TracedText>& positional = call.scope.state->positional;
    std::int64_t count = 1;
    if (call.arguments.size() > 1) {
        const auto value = arithmeticValue(call.arguments[1].value, call.scope);
        if (!value) {
            inexact("it is not known how far shift goes");
            return;
        }
        count = *value;
    }
    if (count < 0 || count > static_cast<std::int64_t>(positional.size())) {
        if (isBash())
            setStatus(call.scope, 1);
        else
            fatal(call.scope, 2);
        return;
    }
    positional.erase(positional.begin(), positional.begin() + count);
    setStatus(call.scope, 0);
}

void Evaluator::builtinEval(Call& call)
{
    TracedText script;
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        if (i > 1) script.append(" ");
        script.append(call.arguments[i].value);
    }
    setStatus(call.scope, 0);
    if (!script.isEmpty()) runScript(std::move(script), call.scope);
}

void Evaluator::builtinSource(Call& call)
{
    setStatus(call.scope, 0);
    if (call.arguments.size() < 2) {
        fatal(call.scope, 2);
        return;
    }
    const ShellWord& file = call.arguments[1];
    settle(call.scope);
    const auto path = pathOf(file.value, call.scope);
    TracedText content = path ? m_host.readFile(*path)
                              : TracedText(unknown("the name of a sourced file is not known"));
    if (!content.isKnown()) {
        // The host hears of it: `. /opt/venv/bin/activate` may mean something to it.
        ShellCommand command = call.base;
        command.argv = call.arguments;
        command.certain = m_uncertain == 0;
        command.workingFolder = call.scope.state->workingFolder;
        if (m_options.unwrap) {
            command.order = m_order++;
            const CommandOutcome outcome = m_host.runCommand(command, *call.scope.state);
            m_result.commands.push_back(std::move(command));
            if (outcome.handled) {
                finishExternal(outcome, call.scope);
                return;
            }
        }
        inexact("a sourced file is not known: " + content.gaps.front().reason);
        return;
    }
    std::vector<TracedText> saved = call.scope.state->positional;
    const bool hasArguments = isBash() && call.arguments.size() > 2;
    if (hasArguments) {
        call.scope.state->positional.clear();
        for (std::size_t i = 2; i < call.arguments.size(); ++i)
            call.scope.state->positional.push_back(call.arguments[i].value);
    }
    const bool was = call.scope.inSourced;
    call.scope.inSourced = true;
    runScript(std::move(content), call.scope);
    call.scope.inSourced = was;
    if (m_flow == Flow::Return) m_flow = Flow::Normal;
    if (hasArguments) call.scope.state->positional = std::move(saved);
}

void Evaluator::builtinExec(Call& call)
{
    std::size_t first = 1;
    while (first < call.arguments.size() && call.arguments[first].value.bytes.starts_with('-')
           && call.arguments[first].isKnown()) {
        if (call.arguments[first].is("-a")) ++first;
        ++first;
    }
    if (first >= call.arguments.size()) return;
    ShellCommand command = call.base;
    command.assignments = call.prefix;
    command.argv.assign(
        std::make_move_iterator(call.arguments.begin() + static_cast<std::ptrdiff_t>(first)),
        std::make_move_iterator(call.arguments.end()));
    runExternal(std::move(command), call.scope);
    m_flow = Flow::Exit;
}

void Evaluator::builtinCommand(Call& call)
{
    std::size_t first = 1;
    bool looksUp = false;
    while (first < call.arguments.size() && call.arguments[first].isKnown()
           && call.arguments[first].value.bytes.starts_with('-')) {
        const std::string& option = call.arguments[first++].value.bytes;
        if (option == "--") break;
        looksUp = looksUp || option.contains('v') || option.contains('V');
    }
    setStatus(call.scope, 0);
    if (first >= call.arguments.size()) return;
    if (looksUp) {
        call.arguments.erase(call.arguments.begin() + 1,
                             call.arguments.begin() + static_cast<std::ptrdiff_t>(first));
        builtinType(call);
        return;
    }
    std::vector<ShellWord> inner(
        std::make_move_iterator(call.arguments.begin() + static_cast<std::ptrdiff_t>(first)),
        std::make_move_iterator(call.arguments.end()));
    dispatch(std::move(inner), call.prefix, call.scope, call.base, true);
}

void Evaluator::builtinType(Call& call)
{
    const bool isCommand = !call.arguments.front().is("type");
    int status = 0;
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const ShellWord& word = call.arguments[i];
        if (!isCommand && word.value.bytes.starts_with('-')) continue;
        const std::string& name = word.value.bytes;
        if (!word.isKnown()) {
            call.scope.state->status = unknown("the name of a command is not known");
            return;
        }
        static constexpr std::array<std::string_view, 14> reserved {
            "if",    "then",  "else", "elif", "fi",   "do", "done",
            "while", "until", "for",  "case", "esac", "{",  "}"};
        const bool own = builtin(name) || call.scope.state->functions.contains(name)
            || std::ranges::contains(reserved, std::string_view(name));
        if (own) {
            print(call.scope, 1,
                  isCommand ? TracedText(name + "\n")
                            : TracedText(unknown("the output of type is not known")));
            continue;
        }
        const Known<std::string> path = m_host.commandPath(name, *call.scope.state);
        if (!path) {
            print(call.scope, 1, unknown(path.reason()));
            call.scope.state->status = unknown(path.reason());
            return;
        }
        if (path->empty())
            status = 127;
        else
            print(call.scope, 1,
                  isCommand ? TracedText(*path + "\n") : TracedText(name + " is " + *path + "\n"));
    }
    setStatus(call.scope, status);
}

void Evaluator::builtinExit(Call& call)
{
    if (call.arguments.size() > 1) {
        const auto value = arithmeticValue(call.arguments[1].value, call.scope);
        if (value)
            setStatus(call.scope, static_cast<int>(*value & 0xFF));
        else
            call.scope.state->status = unknown("an exit status is not known");
    }
    m_flow = Flow::Exit;
}

void Evaluator::builtinReturn(Call& call)
{
    builtinExit(call);
    const bool returns = call.scope.inFunction || call.scope.inSourced;
    m_flow = returns ? Flow::Return : Flow::Exit;
}

void Evaluator::builtinLoop(Call& call)
{
    int count = 1;
    if (call.arguments.size() > 1) {
        const auto value = arithmeticValue(call.arguments[1].value, call.scope);
        if (!value || *value < 1) {
            if (value)
                fatal(call.scope, 2);
            else
                inexact("it is not known how many loops are left");
            return;
        }
        count = static_cast<int>(std::min<std::int64_t>(*value, 1000));
    }
    setStatus(call.scope, 0);
    if (call.scope.loops == 0) return;
    m_flowCount = std::min(count, call.scope.loops);
    m_flow = call.arguments.front().is("break") ? Flow::Break : Flow::Continue;
}

void Evaluator::builtinTrap(Call& call)
{
    setStatus(call.scope, 0);
    if (call.arguments.size() < 3) return;
    std::size_t first = call.arguments[1].is("--") ? 2 : 1;
    for (std::size_t i = first + 1; i < call.arguments.size(); ++i) {
        const std::string& signal = call.arguments[i].value.bytes;
        if (signal != "EXIT" && signal != "0") continue;
        const TracedText& action = call.arguments[first].value;
        if (action.bytes == "-" || action.isEmpty())
            m_exitTrap.reset();
        else
            m_exitTrap = action;
    }
}

void Evaluator::builtinAlias(Call& call)
{
    setStatus(call.scope, 0);
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const TracedText& text = call.arguments[i].value;
        const std::size_t equals = text.bytes.find('=');
        if (equals == std::string::npos) continue;
        m_aliases[text.bytes.substr(0, equals)] = {.text =
                                                       text.slice(equals + 1, text.bytes.size()),
                                                   .unit = call.scope.unit,
                                                   .place = m_commandEnd};
    }
}

void Evaluator::builtinLet(Call& call)
{
    std::optional<std::int64_t> value = 0;
    for (std::size_t i = 1; i < call.arguments.size(); ++i)
        value = arithmeticValue(call.arguments[i].value, call.scope);
    if (value)
        setStatus(call.scope, *value != 0 ? 0 : 1);
    else
        call.scope.state->status = unknown("an arithmetic condition is not known");
}

} // namespace pinwheel::shell
